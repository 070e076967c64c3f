"""The environment, read strictly: a value that means nothing is refused with a sentence, never guessed at."""

import json
import os
import zoneinfo
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import environ

T = TypeVar("T")

YES = ("true", "on", "yes", "y", "1", "ok")
NO = ("false", "off", "no", "n", "0")


class Misconfigured(SystemExit):
    """What is wrong with the environment, and what to do. Ends any program with the text and no traceback."""


class Environment(environ.Env):
    """django-environ's reader. An empty value counts as none; problems are gathered and told together.

    A value is taken as it stands: django-environ's own reading makes the name of another variable of one that
    begins with $, as a random key may.
    """

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    @classmethod
    def read_file(cls, path: Path) -> None:
        """Variables that are not set yet, from a file, if it is there. Raises Misconfigured."""
        if path.is_file() and not os.access(path, os.R_OK):
            raise Misconfigured(
                f"Greenroom cannot start: {path} may not be read by the account that runs it. "
                "Give it the right to, or remove the file."
            )
        cls.read_env(path)

    def __call__(self, var: str, default: str = "") -> str:
        return _given(var) or default

    def words(self, var: str, default: Collection[str]) -> Collection[str]:
        """Parts by comma, without the spaces around them."""
        return [word for part in _given(var).split(",") if (word := part.strip())] or default

    def refuse(self) -> None:
        """Raises Misconfigured, with every problem there was."""
        if self.problems:
            raise Misconfigured("\n".join(["Greenroom cannot start with these settings:", *self.problems]))

    def bool(self, var: str, default: bool = False) -> bool:
        return self._read(var, default, _truth, "true or false")

    def whole(self, var: str, *, default: int, at_least: int, at_most: int) -> int:
        def within(text: str) -> int:
            number = int(text)
            if not at_least <= number <= at_most:
                raise ValueError
            return number

        return self._read(var, default, within, f"a whole number from {at_least} to {at_most}")

    def choice(self, var: str, *, default: str, of: Collection[str]) -> str:
        def one_of(text: str) -> str:
            if text not in of:
                raise ValueError
            return text

        return self._read(var, default, one_of, f"one of {', '.join(of)}")

    def zone(self, var: str, *, default: str) -> str:
        def known(text: str) -> str:
            zoneinfo.ZoneInfo(text)
            return text

        return self._read(var, default, known, "the name of a time zone, such as Europe/Lisbon")

    def address(self, var: str, *, default: str) -> str:
        """An http or https address, without its last slash."""

        def web(text: str) -> str:
            parts = urlsplit(text)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError
            return text.rstrip("/")

        return self._read(var, default, web, "an address such as https://greenroom.studio.example")

    def voices(self, var: str) -> dict[str, dict[str, str]]:
        form = 'JSON of the form {"voice": {"path": "/voices/one.onnx", "sha256": "…"}}'
        return self._read(var, {}, _voices, form)

    def db(self, var: str, default: str) -> dict:
        def database(text: str) -> dict:
            found = self.db_url_config(text)
            if not found.get("ENGINE") or not found.get("NAME"):
                raise ValueError
            return found

        form = "an address such as postgres://user:password@host/name or sqlite:////folder/file.sqlite3"
        return self._read(var, None, database, form, secret=True) or self.db_url_config(default)

    def email_url(self, var: str, default: str) -> dict:
        form = "an address such as smtp+tls://user:password@host:587, or consolemail://"
        read = self.email_url_config
        return self._read(var, None, read, form, secret=True) or read(default)

    def _read(self, var: str, default: T, meant: Callable[[str], T], form: str, *, secret: bool = False) -> T:
        text = _given(var)
        if not text:
            return default
        try:
            return meant(text)
        # Libraries answer nonsense with exceptions of every kind; all of them mean the same here.
        except Exception:
            said = "has a value that cannot be read" if secret else f"is “{text}”"
            self.problems.append(f"- {var} {said}. Set it to {form}, or unset it.")
            return default


def _given(var: str) -> str:
    return os.environ.get(var, "").strip()


def _truth(text: str) -> bool:
    if text.lower() not in YES + NO:
        raise ValueError
    return text.lower() in YES


def _voices(text: str) -> dict[str, dict[str, str]]:
    voices = json.loads(text)
    if not all(isinstance(details["path"], str) for details in voices.values()):
        raise ValueError
    return voices
