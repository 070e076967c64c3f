"""A web node installs without the worker extra: importing the site must not want any of it."""

import subprocess
import sys

BLOCK = """
import sys

class Refuse:
    wanted = []

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1:]:
            self.wanted.append(name)
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refuse())
import config.wsgi
from django.urls import get_resolver

def visit(patterns):
    for pattern in patterns:
        visit(getattr(pattern, "url_patterns", []))

visit(get_resolver().url_patterns)
print("wanted:", *Refuse.wanted)
"""
WORKER_ONLY = [
    "av",
    "espeakng_loader",
    "imageio_ffmpeg",
    "moviepy",
    "numpy",
    "onnxruntime",
    "piper",
    "pyloudnorm",
    "scipy",
    "torch",
    "transformers",
    "typst",
]


def test_the_site_and_every_address_of_it_load_without_the_worker_extra(settings):
    run = subprocess.run(
        [sys.executable, "-c", BLOCK, *WORKER_ONLY],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["wanted:"]
