"""A badge from an address that a person typed. Nothing else is ever fetched."""

from __future__ import annotations

import contextlib
import http.client
import sys
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

from openbadgeslib.util import download_file

from gamification.engines.openbadges.reading import LARGEST, Unreadable

PATIENCE = 10
"""Seconds this site may be silent."""


def fetch(url: str, *, own: str) -> bytes:
    """What an http or https address gives: 5 MB and a minute at most. Raises Unreadable.

    own: this site's address. It may lie in a private network; any other that does, or that sends on to one,
    is refused, so that nobody is talked into asking around inside the house.
    """
    try:
        return _from_here(url, own) if _same_site(url, own) else _from_elsewhere(url)
    except (OSError, ValueError, http.client.HTTPException) as error:
        why = str(error)
        if "non-public address" in why:
            why = "it lies in a private network. Save the file yourself, and name that."
        raise Unreadable(f"{url} could not be fetched: {why}") from error


def _from_elsewhere(url: str) -> bytes:
    is_plain = urlsplit(url).scheme.lower() == "http"
    # The library prints a warning for http, which must not stand in what a program reads.
    with contextlib.redirect_stdout(sys.stderr):
        return download_file(url, allow_insecure=is_plain, allow_private=False)


def _from_here(url: str, own: str) -> bytes:
    with build_opener(ProxyHandler({}), _Staying(own)).open(url, timeout=PATIENCE) as response:
        return response.read(LARGEST + 1)


class _Staying(HTTPRedirectHandler):
    """Follows this site to itself, and nowhere else."""

    def __init__(self, own: str) -> None:
        self.own = own

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not _same_site(newurl, self.own):
            raise URLError(f"it sends on to {newurl}, which is not this site")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _same_site(url: str, own: str) -> bool:
    return urlsplit(url)[:2] == urlsplit(own)[:2]
