"""python -m benchmarks [name …]: all of them, or those named."""

import os
import sys
from importlib import import_module

import django

NAMES = ["broker", "speech", "slides", "video", "sound"]


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for name in names or NAMES:
        for line in import_module(f"benchmarks.{name}").run():
            print(line, flush=True)


main(sys.argv[1:])
