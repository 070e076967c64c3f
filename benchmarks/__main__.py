"""python -m benchmarks [name …]: all of them, or those named."""

import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from config import apart

NAMES = [
    "broker",
    "speech",
    "slides",
    "video",
    "sound",
    "render",
    "crew",
    "pages",
    "clock",
    "replay",
    "gpu",
    "prompt_grader",
]


def main(names: list[str], folder: str) -> None:
    # A studio of its own: a benchmark loads the demo and makes media.
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", **apart.environment(Path(folder))}
    django.setup()
    for name in names or NAMES:
        for line in import_module(f"benchmarks.{name}").run():
            print(line, flush=True)


with TemporaryDirectory(prefix="greenroom-bench-") as folder:
    main(sys.argv[1:], folder)
