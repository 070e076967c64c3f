"""A badge from an address that a person typed. Nothing else is ever fetched."""

from __future__ import annotations

import contextlib
import http.client
import sys
from urllib.parse import urlsplit

from openbadgeslib.util import download_file

from gamification.engines.openbadges.reading import Unreadable


def fetch(url: str, *, own: str) -> bytes:
    """What an http or https address gives: 5 MB and a minute at most. Raises Unreadable.

    own: this site's address. It may lie in a private network; any other that does, or that sends on to one,
    is refused, so that nobody is talked into asking around inside the house.
    """
    is_own = urlsplit(url)[:2] == urlsplit(own)[:2]
    is_plain = urlsplit(url).scheme.lower() == "http"
    try:
        # The library prints a warning for http, which must not stand in what a program reads.
        with contextlib.redirect_stdout(sys.stderr):
            return download_file(url, allow_insecure=is_plain, allow_private=is_own)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unreadable(f"{url} could not be fetched: {error}") from error
