"""Private media over HTTP. The caller has checked who asks; this only sends, in the way the store allows."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import (
    MissingFileError,
    NotARegularFileError,
    Response,
    SlicedFile,
    StaticFile,
)

# A quick reference is one self-contained page: it may style itself and reach nothing.
SHEET_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups"
)
TEXT = ("text/html", "text/vtt")
SIGNED = ("Content-Type", "Content-Disposition", "Cache-Control")
"""What a remote store is told to say of a file."""


class RangedFile(StaticFile):
    """WhiteNoise refuses a range of one byte, with which some players ask whether ranges are served at all.

    Remove when it takes them (RFC 9110, 14.1.2: the last position is part of the range).
    """

    def get_range_response(self, range_header, base_headers, file_handle):
        headers = dict(base_headers)
        size = int(headers["Content-Length"])
        start, end = self.get_byte_range(range_header, size)
        if start != end or start >= size:
            return super().get_range_response(range_header, base_headers, file_handle)
        headers |= {"Content-Length": "1", "Content-Range": f"bytes {start}-{end}/{size}"}
        byte = SlicedFile(file_handle, start, end) if file_handle is not None else None
        return Response(HTTPStatus.PARTIAL_CONTENT, list(headers.items()), byte)


def send(
    request: HttpRequest, *, storage: Storage, name: str, content_type: str, download_as: str = ""
) -> HttpResponseBase:
    """Send a stored file, byte ranges included. download_as: a name to save it under; else it is shown.

    A server in front sends it where GREENROOM_ACCEL_PREFIX names its internal location; a remote store sends
    all but text itself, from a signed address. Raises Http404 where the file is gone.
    """
    headers = _headers(content_type, download_as)
    if not isinstance(storage, FileSystemStorage):
        return _from_afar(storage, name, content_type, dict(headers))
    if settings.GREENROOM_ACCEL_PREFIX:
        place = Path(storage.location).name  # each store has a folder of its own behind the prefix
        target = f"{settings.GREENROOM_ACCEL_PREFIX.rstrip('/')}/{place}/{quote(name)}"
        return HttpResponse(headers={**dict(headers), "X-Accel-Redirect": target})
    try:
        return WhiteNoiseMiddleware.serve(RangedFile(storage.path(name), headers), request)
    except (MissingFileError, NotARegularFileError, NotADirectoryError) as error:
        raise Http404("That file is no longer there.") from error


def _from_afar(storage: Storage, name: str, content_type: str, headers: dict[str, str]) -> HttpResponseBase:
    """A redirect; text comes from here: browsers take captions and framed sheets from this origin alone.

    The signature of the address covers the headers that the store is to answer with.
    """
    if content_type not in TEXT:
        said = {f"Response{one.replace('-', '')}": headers[one] for one in SIGNED if one in headers}
        address = storage.url(name, parameters=said)
        return HttpResponseRedirect(address, headers={"Cache-Control": headers["Cache-Control"]})
    try:
        with storage.open(name) as file:
            return HttpResponse(file.read(), headers=headers)
    except FileNotFoundError as error:
        raise Http404("That file is no longer there.") from error


def _headers(content_type: str, download_as: str) -> list[tuple[str, str]]:
    text = content_type in TEXT
    headers = [
        ("Content-Type", f"{content_type}; charset=utf-8" if text else content_type),
        ("Cache-Control", "private, max-age=300"),
        ("Accept-Ranges", "bytes"),
    ]
    if content_type == "text/html":
        headers.append(("Content-Security-Policy", SHEET_POLICY))
    if download_as:
        headers.append(("Content-Disposition", f"attachment; filename*=UTF-8''{quote(download_as)}"))
    return headers
