"""A Piper voice from a repository of voices, whole or not at all. Operators ask; nothing else downloads."""

from __future__ import annotations

import hashlib
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import InvalidURL
from pathlib import Path

from generation.ports import EngineError, disk_is_full

NAME = re.compile(
    r"(?P<language>[a-z]{2,3})_(?P<region>[A-Z]{2})-(?P<voice>[\w]+)-(?P<quality>x_low|low|medium|high)"
)
LARGEST_MODEL, LARGEST_CONFIG = 400 * 2**20, 2**20
"""Bytes. The largest published voices have a third of that."""
PATIENCE = 30
"""Seconds without a byte before a server counts as away."""
CHUNK = 2**18


@dataclass(frozen=True)
class Fetched:
    """sha256: of the model. config: of its .json. trusted: whether somebody had pinned the model's sum."""

    path: Path
    sha256: str
    config: str
    trusted: bool


def address_of(name: str, template: str) -> str:
    """Where a voice's model lies; its .json lies beside it. Raises EngineError (voice_name)."""
    parts = NAME.fullmatch(name)
    if parts is None:
        raise EngineError(
            "voice_name",
            f"“{name}” is no name of a voice. They look like en_GB-alba-medium or de_DE-thorsten-high.",
        )
    return template.format(name=name, locale=f"{parts['language']}_{parts['region']}", **parts.groupdict())


def fetch(
    name: str,
    folder: Path,
    *,
    template: str,
    pinned: str = "",
    largest: int = LARGEST_MODEL,
    told: Callable[[int, int], None] = lambda done, size: None,
) -> Fetched:
    """Download a voice into a folder; what was begun before goes on where it stopped.

    pinned: the SHA-256 its model must have; without one the files stay `.part` until somebody has looked at
    the sums. told: bytes there, bytes in all (0 where the server does not say). Raises EngineError.
    """
    address = address_of(name, template)
    folder.mkdir(parents=True, exist_ok=True)
    model, config = folder / f"{name}.onnx", folder / f"{name}.onnx.json"
    try:
        _download(f"{address}.json", _part(config), LARGEST_CONFIG, lambda done, size: None, afresh=True)
        _is_a_config(_part(config), name)
        _download(address, _part(model), largest, told)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    found = _sum(_part(model))
    if pinned and found != pinned.lower():
        _part(model).unlink()
        raise EngineError(
            "voice_changed",
            f"What {address} gives has the SHA-256 {found}, and {pinned.lower()} was wanted. "
            "It was thrown away. Ask whoever gave you the sum.",
        )
    fetched = Fetched(model, found, _sum(_part(config)), bool(pinned))
    if pinned:
        os.replace(_part(config), config)
        os.replace(_part(model), model)
    return fetched


def _part(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _download(
    address: str, part: Path, largest: int, told: Callable[[int, int], None], *, afresh: bool = False
) -> None:
    begun = part.stat().st_size if part.exists() and not afresh else 0
    if not address.startswith(("https://", "http://")):
        raise EngineError("voice_away", f"{address} is no address of the web.")
    asked = {"Range": f"bytes={begun}-"} if begun else {}
    request = urllib.request.Request(address, headers=asked)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            if answer.status != 206:
                begun = 0  # the server begins anew, and so does the file
            size = begun + int(answer.headers.get("Content-Length") or 0)
            _not_too_large(address, size, largest)
            with part.open("ab" if begun else "wb") as file:
                while chunk := answer.read(CHUNK):
                    file.write(chunk)
                    begun += len(chunk)
                    _not_too_large(address, begun, largest)
                    told(begun, size)
            if size and begun < size:
                raise _broke_off(address)
    except urllib.error.HTTPError as error:
        if error.code == 416 and part.exists():
            return  # all of it is here
        raise EngineError(
            "voice_away", f"{address} answers {error.code} {error.reason}. Is there a voice of that name?"
        ) from error
    except (urllib.error.URLError, InvalidURL, TimeoutError, ConnectionError) as error:
        raise EngineError(
            "voice_away",
            f"{address} cannot be reached ({getattr(error, 'reason', error)}). Is there a network? "
            "On a machine without one, copy the voice's .onnx and .onnx.json from another and name them in "
            "GREENROOM_PIPER_VOICES.",
        ) from error


def _broke_off(address: str) -> EngineError:
    return EngineError(
        "voice_away", f"{address} broke off. Run the command again: it goes on where it stopped."
    )


def _not_too_large(address: str, size: int, largest: int) -> None:
    if size > largest:
        raise EngineError(
            "voice_too_large",
            f"{address} has more than {largest // 2**20} MB: that is no voice. Nothing is used.",
        )


def _is_a_config(file: Path, name: str) -> None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        told["audio"]["sample_rate"], told["phoneme_id_map"]
    except (ValueError, KeyError, TypeError) as error:
        file.unlink()
        raise EngineError(
            "voice_broken", f"What lies beside {name} describes no Piper voice. Check the address."
        ) from error


def _cannot_write(folder: Path, error: OSError) -> EngineError:
    if disk_is_full(error):
        return EngineError(
            "disk_full", f"The disk of {folder} is full. Make room, then run the command again."
        )
    return EngineError("cannot_write", f"{folder} cannot be written ({error.strerror}).")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
