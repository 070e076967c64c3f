"""A file fits in a head, a function on a screen; nothing committed names a machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES = 300
MOST_FUNCTION_LINES = 40
CODE = {".py", ".html", ".css", ".js", ".typ"}
# Homes, temporary folders and mounts of somebody's machine. Written in pieces, so as not to find themselves.
PLACES = ("root", "work", "home/\\w+", "Users/\\w+")
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:" + "|".join(PLACES) + r")(?:/|\b)")
OTHERS_TEXT = {"LICENSE"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("Not a git checkout: nothing says which files are ours.")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def texts(suffixes: set[str] | None = None) -> dict[str, str]:
    found = {}
    for path in tracked():
        if suffixes is not None and path.suffix not in suffixes:
            continue
        try:
            found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_every_file_is_under_300_lines():
    # Migrations are written by Django, and read by hardly anybody.
    ours = {name: text for name, text in texts(CODE).items() if "/migrations/" not in name}
    long = {name: lines for name, text in ours.items() if (lines := len(text.splitlines())) >= MOST_LINES}
    assert long == {}


def test_every_function_fits_on_a_screen():
    long = {}
    for name, text in texts({".py"}).items():
        if "/migrations/" in name or name.startswith("tests/"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > MOST_FUNCTION_LINES:
                    long[f"{name}:{node.name}"] = lines
    assert long == {}


def test_no_file_is_called_utils_or_helpers():
    vague = re.compile(r"(^|/)(utils?|helpers?\d*|misc)(\.py|/)")
    assert [name for name in texts({".py"}) if vague.search(name)] == []


def test_no_committed_file_names_a_path_of_a_machine():
    named = {
        name: found.group()
        for name, text in texts().items()
        if name not in OTHERS_TEXT and (found := MACHINE_PATH.search(text))
    }
    assert named == {}


def test_templates_have_no_inline_script_and_no_inline_style():
    script = r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")[^>]*>"
    inline = re.compile(script + r"|\sstyle=", re.IGNORECASE)
    # A quick reference is one self-contained file and styles itself.
    ours = {name: text for name, text in texts({".html"}).items() if not name.endswith("/reference.html")}
    assert [name for name, text in ours.items() if inline.search(text)] == []
