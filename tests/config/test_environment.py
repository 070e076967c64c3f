"""A value that means nothing is refused with a sentence, before anything starts."""

import os
import subprocess
import sys

import pytest

from config.environment import Environment, Misconfigured

VARIABLE = "GREENROOM_PROBE"


@pytest.fixture
def env(monkeypatch):
    """env(value) is a reader that finds the value in VARIABLE."""

    def reader(value: str) -> Environment:
        monkeypatch.setenv(VARIABLE, value)
        return Environment()

    return reader


@pytest.mark.parametrize(("text", "meant"), [("true", True), ("1", True), ("Off", False), ("", True)])
def test_yes_and_no_are_read_and_nothing_is_the_default(env, text, meant):
    reader = env(text)
    assert reader.bool(VARIABLE, default=True) is meant
    reader.refuse()


@pytest.mark.parametrize(
    ("read", "value", "said"),
    [
        (lambda env: env.bool(VARIABLE), "maybe", "is “maybe”. Set it to true or false"),
        (lambda env: env.whole(VARIABLE, default=150, at_least=80, at_most=300), "fast", "from 80 to 300"),
        (lambda env: env.whole(VARIABLE, default=150, at_least=80, at_most=300), "900", "from 80 to 300"),
        (lambda env: env.choice(VARIABLE, default="a", of=("a", "b")), "c", "one of a, b"),
        (lambda env: env.zone(VARIABLE, default="UTC"), "Mars/Olympus", "Europe/Lisbon"),
        (lambda env: env.zone(VARIABLE, default="UTC"), "../../etc/passwd", "Europe/Lisbon"),
        (lambda env: env.address(VARIABLE, default="http://a"), "studio.example", "https://"),
        (lambda env: env.voices(VARIABLE), "{not json", '"path"'),
        (lambda env: env.voices(VARIABLE), '{"narrator": "/voice.onnx"}', '"path"'),
        (lambda env: env.db(VARIABLE, "sqlite:////a/b"), "nonsense", "postgres://"),
        (lambda env: env.email_url(VARIABLE, "consolemail://"), "carrier-pigeon://", "smtp+tls://"),
    ],
)
def test_nonsense_is_named_with_what_would_do(env, read, value, said):
    reader = env(value)
    read(reader)
    with pytest.raises(Misconfigured, match=VARIABLE) as refused:
        reader.refuse()
    assert said in str(refused.value)
    assert "or unset it" in str(refused.value)


def test_a_password_in_an_address_is_not_repeated(env):
    reader = env("carrier-pigeon://user:hunter22@loft")
    reader.email_url(VARIABLE, "consolemail://")
    with pytest.raises(Misconfigured) as refused:
        reader.refuse()
    assert "hunter22" not in str(refused.value)


def start(tmp_path, *command, **variables):
    surroundings = {"PATH": os.defpath, "GREENROOM_DATA_DIR": str(tmp_path), **variables}
    return subprocess.run(
        [sys.executable, *command], env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command",
    [("manage.py", "check"), ("-c", "import config.wsgi"), ("-m", "celery", "-A", "config", "report")],
)
def test_every_program_ends_with_all_the_sentences_and_no_traceback(tmp_path, command):
    run = start(tmp_path, *command, DEBUG="perhaps", GREENROOM_SPOKEN_WPM="fast")
    assert run.returncode != 0
    assert "DEBUG is “perhaps”" in run.stderr
    assert "GREENROOM_SPOKEN_WPM is “fast”" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    run = start(tmp_path / "file" / "inside", "manage.py", "check")
    assert "GREENROOM_DATA_DIR" in run.stderr
    assert "Traceback" not in run.stderr


def test_nothing_is_the_default_for_words_and_names_too(env):
    assert env("")(VARIABLE, default="data") == env("  ")(VARIABLE, default="data") == "data"
    assert env(" , ").words(VARIABLE, default=["localhost"]) == ["localhost"]


def test_spaces_around_commas_are_no_part_of_a_name(env):
    read = env("learn.studio.example, studio.example ,").words(VARIABLE, default=[])
    assert read == ["learn.studio.example", "studio.example"]


@pytest.mark.parametrize(
    "value", ["$key-that-begins-so", r"\$escaped", "Greenroom <greenroom@studio.example>"]
)
def test_a_value_is_taken_as_it_stands(env, value):
    assert env(value)(VARIABLE) == value


def test_a_file_of_settings_that_may_not_be_read_is_not_passed_over(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("GREENROOM_PROBE=1\n")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Misconfigured, match=r"\.env may not be read"):
        Environment.read_file(tmp_path / ".env")
    Environment.read_file(tmp_path / "none")
