"""What the other benchmarks are made of: fifteen minutes of slides and of something to hear."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from generation.engines import registry, wave_file
from generation.ports import AAC_FRAME, SAMPLE_RATE

SLIDES = 60
FRAMES_A_SLIDE = 704
SECONDS_A_SLIDE = FRAMES_A_SLIDE * AAC_FRAME / SAMPLE_RATE


def slide_data() -> list[dict]:
    """Twenty slides, a few of every kind that is mostly text."""
    footer = {"footer_left": ["Bench", "Twenty slides"], "footer_right": "Greenroom", "eyebrow": "Speed"}
    kinds = [
        {
            "kind": "title",
            "title": "A lamp in a window",
            "text": "What a brief says, and what it leaves open.",
        },
        {"kind": "statement", "text": "Say what the frame is for before you say what is in it."},
        {"kind": "list", "title": "Look at", "items": ["Light", "Lens", "Distance"], "ordered": False},
        {"kind": "heading", "title": "Then cut"},
    ]
    return [{**kinds[number % len(kinds)], **footer} for number in range(20)]


def one_slide(folder: Path) -> Path:
    return registry.slides().render(slide_data()[:1], folder)[0]


def passages(folder: Path) -> list[Path]:
    """Sixty WAV files that together last fifteen minutes: the voice, over and over."""
    said = registry.speech().say(
        "Light the face. Let the room go dark. " * 8, voice="narrator", words_per_minute=150
    )
    samples = np.resize(said.samples, FRAMES_A_SLIDE * AAC_FRAME)
    paths = [folder / f"{number}.wav" for number in range(SLIDES)]
    for path in paths:
        wave_file.write(samples, path)
    return paths


def encoded(paths: list[Path]) -> list[Path]:
    """Each passage as a chunk among its neighbours, two at a time."""
    engine = registry.sound()
    chunks = [path.with_suffix(".m4a") for path in paths]
    before, after = [None, *paths[:-1]], [*paths[1:], None]

    def encode(path: Path, chunk: Path, early: Path | None, late: Path | None) -> None:
        engine.chunk(path, chunk, before=early, after=late, gain=0.0)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(encode, paths, chunks, before, after))
    return chunks
