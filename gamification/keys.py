"""The private keys of badges: files in a folder that nobody else may open, and never in the database."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from django.conf import settings

from gamification.engines.openbadges import fresh_private_pem, public_multibase


class KeyUnusable(Exception):
    """A key that cannot be used, and what to do about it."""


def folder() -> Path:
    return Path(settings.GREENROOM_BADGE_KEYS)


def private_key(name: str) -> bytes:
    """PEM of a key. Raises KeyUnusable."""
    path = folder() / f"{name}.pem"
    try:
        faults = [fault for place in (folder(), path) if (fault := _open_to_others(place))]
        if faults:
            raise KeyUnusable(faults[0])
        pem = path.read_bytes()
        public_multibase(pem)
    except FileNotFoundError as error:
        raise KeyUnusable(
            f"The key file {path} is not there. Bring it back from where you keep copies of it, "
            "or go on with a new key: manage.py make_badge_key."
        ) from error
    except OSError as error:
        raise KeyUnusable(f"The key file {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise KeyUnusable(
            f"The key file {path} holds no Ed25519 key. Bring it back from a copy, "
            "or go on with a new key: manage.py make_badge_key."
        ) from error
    return pem


def keep_key(name: str) -> str:
    """The public half of a key of that name, made now unless its file is there. Raises KeyUnusable.

    The file is linked into place whole, so that two processes that make it at once agree on one.
    """
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        path, fresh = folder() / f"{name}.pem", folder() / f"{name}.{os.getpid()}.new"
        if not path.exists():
            fresh.unlink(missing_ok=True)
            fresh.touch(mode=0o600)
            fresh.write_bytes(fresh_private_pem())
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass  # the other process was first, and its key is as good
            finally:
                fresh.unlink()
    except OSError as error:
        raise KeyUnusable(
            f"The folder {folder()} takes no key: {error.strerror}. "
            "Create it for the account that runs Greenroom, or name another in GREENROOM_BADGE_KEYS."
        ) from error
    return public_multibase(private_key(name))


def faults() -> list[str]:
    """What is wrong with the folder and its files, as sentences."""
    places = [folder(), *sorted(folder().glob("*.pem"))] if folder().exists() else []
    return [fault for place in places if (fault := _open_to_others(place))]


def _open_to_others(path: Path) -> str:
    mode = stat.S_IMODE(path.stat().st_mode)
    right = "700" if path.is_dir() else "600"
    return f"{path} is open to others ({mode:o}). Close it: chmod {right} {path}" if mode & 0o077 else ""
