"""Slides drawn for a test, and where ink is on them."""

import numpy as np
from PIL import Image

from generation.engines.slides import TypstSlides

FRAME = {
    "eyebrow": "Lighting",
    "footer_left": ["The prompt", "Nine elements"],
    "footer_right": "Greenroom, AI-made",
}


def drawn(folder, *slides):
    paths = TypstSlides().render([FRAME | slide for slide in slides], folder)
    return [np.asarray(Image.open(path).convert("RGB"), dtype=int) for path in paths]


def ink(picture):
    """Where something is drawn: unlike the ground in its corner."""
    return np.abs(picture - picture[0, 0]).sum(axis=2) > 40
