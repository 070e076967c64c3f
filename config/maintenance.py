"""Closed for a while: a file in the data folder, so that it needs no database and outlasts a restart."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.errors import closed, store_away
from courses.stores import StoreAway


def sign() -> Path:
    return Path(settings.GREENROOM_DATA_DIR) / "maintenance"


@contextmanager
def closed_for_a_while() -> Iterator[None]:
    """Hang the sign up, and take it down unless somebody else had hung it."""
    hung = sign().exists()
    sign().touch()
    try:
        yield
    finally:
        if not hung:
            sign().unlink(missing_ok=True)


class Maintenance:
    """While the sign hangs, every page but the health check says when to come back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if sign().exists() and not request.path.startswith("/health/"):
            response = closed(request)
            response._has_been_logged = True  # Django would write each down as an error
            return response
        return self.get_response(request)


class StoreOutOfReach:
    """A store of pictures and media that does not answer is no fault of the page that asked for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return store_away(request, str(exception)) if isinstance(exception, StoreAway) else None
