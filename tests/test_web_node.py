"""A web node installs without the worker extra: importing all of the web's side must not want any of it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

# Run in a process of its own, where the worker's packages cannot be imported by anybody. Prints what loaded,
# what would not, and what else was tried for.
WALK = """
import sys

class Refuse:
    wanted = set()

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1:]:
            self.wanted.add(name)
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refuse())
import config.wsgi
import importlib, pkgutil
from django.core import checks
from django.core.management import get_commands, load_command_class
from django.template import engines
from django.urls import get_resolver

APPS = ("accounts", "config", "courses", "gamification", "generation", "labs", "reports")

def visit(patterns):
    for pattern in patterns:
        visit(getattr(pattern, "url_patterns", []))

visit(get_resolver().url_patterns)
engines["django"].engine.template_builtins, engines["django"].engine.template_libraries
checks.run_checks()
print("wanted", *Refuse.wanted)

for app in APPS:
    package = importlib.import_module(app)
    for found in pkgutil.walk_packages(package.__path__, app + ".", onerror=lambda name: None):
        try:
            importlib.import_module(found.name)
            print("loaded", found.name)
        except ModuleNotFoundError as error:
            print("workers", found.name, error.name)
for command, app in get_commands().items():
    if app in APPS:
        try:
            load_command_class(app, command)
            print("command", command)
        except ModuleNotFoundError:
            print("workers-only", command)
"""
ENGINES = ("gamification.engines.certificate", "generation.engines.", "generation.stages")
WORKERS_SIDE = [
    "config.serving.demo_media",
    "generation.anew",
    "generation.delivery",
    "generation.management.commands.produce",
    "generation.music",
    "generation.piecework",
    "generation.pipeline",
    "generation.previewing",
    "generation.source",
    "generation.store",
    "generation.tasks",
]
"""Reached by a worker, by beat (which lists the tasks) and by `produce`: they run where the extra is."""
WORKER_ONLY = [
    "av",
    "c2pa",
    "espeakng_loader",
    "imageio_ffmpeg",
    "moviepy",
    "numpy",
    "onnx",
    "onnxruntime",
    "piper",
    "pyloudnorm",
    "scipy",
    "tokenizers",
    "torch",
    "transformers",
    "typst",
    "xgrammar",
]


@pytest.fixture(scope="module")
def told():
    """What the walk printed: the first word of a line -> the rest of those lines."""
    run = subprocess.run(
        [sys.executable, "-c", WALK, *WORKER_ONLY],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "GREENROOM_WORKER": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, list[str]] = {}
    for line in run.stdout.splitlines():
        word, _, rest = line.partition(" ")
        told.setdefault(word, []).append(rest)
    return told


def test_the_site_and_every_address_of_it_load_without_the_worker_extra(told):
    assert told["wanted"] == [""]


def test_everything_loads_but_what_only_workers_run(told):
    missed = [line.split()[0] for line in told["workers"] if not line.startswith(ENGINES)]
    assert missed == WORKERS_SIDE
    assert "generation.views.review" in told["loaded"] and "courses.wagtail_hooks" in told["loaded"]


def test_a_web_node_can_give_every_command_but_those_that_make_media(told):
    assert told["workers-only"] == ["produce"]
    assert {"demo", "import_lesson", "load_demo", "publish_scheduled", "replay_mastery"} <= set(
        told["command"]
    )
