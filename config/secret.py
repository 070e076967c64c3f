"""The secret key of an installation that was given none."""

import os
import secrets
from pathlib import Path

from config.environment import Misconfigured


def secret_key(folder: Path) -> str:
    """Read the key kept in folder, or make it on the first start.

    The key is linked into place whole, so that two processes starting at once agree on one.
    Raises Misconfigured where the folder takes no file.
    """
    try:
        return _kept(folder)
    except OSError as error:
        raise Misconfigured(
            f"The data folder {folder} cannot be used: {error.strerror}. "
            "Create it for the account that runs Greenroom, or name another in GREENROOM_DATA_DIR."
        ) from error


def _kept(folder: Path) -> str:
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"secret-key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first, and its key is as good
        finally:
            fresh.unlink()
    return path.read_text().strip()
