"""What is installed is what was tested: every requirement is pinned, from nowhere in particular."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEVER_ON_A_WEB_NODE = {"torch", "transformers", "moviepy", "piper-tts", "onnxruntime", "numpy"}


def pins(name: str) -> dict[str, str]:
    found = re.finditer(r"^([A-Za-z0-9._-]+)==(\S+)$", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(match[1]): match[2] for match in found}


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", [*PROJECT["dependencies"], *EXTRAS["worker"], *EXTRAS["dev"]]),
        ("requirements-web.lock", PROJECT["dependencies"]),
    ],
)
def test_every_requirement_is_pinned_within_its_bounds(lock, asked):
    pinned = pins(lock)
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-web.lock"])
def test_a_lock_holds_pins_and_says_nothing_of_where_they_come_from(lock):
    lines = [line.partition("#")[0].strip() for line in (ROOT / lock).read_text().splitlines()]
    assert [line for line in lines if line and not re.fullmatch(r"[A-Za-z0-9._-]+==[^\s+@]+", line)] == []
    assert "://" not in (ROOT / lock).read_text()


def test_the_web_lock_is_free_of_what_only_workers_use():
    assert NEVER_ON_A_WEB_NODE.isdisjoint(pins("requirements-web.lock"))


def test_both_locks_agree_on_what_they_share_save_pillow():
    everything, web = pins("requirements.lock"), pins("requirements-web.lock")
    apart = {name for name in web if everything.get(name) != web[name]}
    assert apart <= {"pillow"}
