"""What is answered when something went wrong: a page in our own words, or a line of JSON for scripts."""

import sqlite3
import sys
from typing import cast

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from accounts.middleware import wants_data

RETRY_AFTER = 15
"""Seconds. Long enough for a database to come back, short enough to wait for."""

MESSAGES = {
    400: ("bad_request", "We could not read what your browser sent. Reload the page and try again."),
    403: ("refused", "This is not yours to do. Reload the page; if it stays, ask your L&D admin."),
    404: ("not_found", "There is nothing here under that address, or it is not yours to see."),
    413: ("too_large", "That is more than this page takes at once. Send less of it, or a smaller file."),
    500: ("broken", "Something broke on our side. What you saved is kept; try again in a moment."),
    503: ("away", "Greenroom is away for a moment. Keep this page open and try again shortly."),
}
CSRF = ("csrf", "This form lost its safety token. Reload the page and send it again; copy long text first.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _alone(request, 400)


def too_large(request: HttpRequest) -> HttpResponse:
    return _alone(request, 413)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _alone(request, 403, template="403_csrf.html", said=CSRF)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is what failed."""
    return closed(request) if _database_is_away(sys.exc_info()[1]) else _alone(request, 500)


def closed(request: HttpRequest) -> HttpResponse:
    response = _alone(request, 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def store_away(request: HttpRequest, said: str) -> HttpResponse:
    response = _alone(request, 503, template="503_store.html", said=("store_away", said))
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    """With the site's own frame around it, for which the database must answer."""
    if wants_data(request):
        return _data(request, status, MESSAGES[status])
    return HttpResponse(render_to_string(f"{status}.html", request=request), status=status)


def _alone(
    request: HttpRequest, status: int, *, template: str = "", said: tuple[str, str] | None = None
) -> HttpResponse:
    """A page that needs nothing but itself: no database, no session, no context processors."""
    if wants_data(request):
        return _data(request, status, said or MESSAGES[status])
    context = {"number": getattr(request, "request_id", "")}
    response = HttpResponse(render_to_string(template or f"{status}.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _data(request: HttpRequest, status: int, said: tuple[str, str]) -> HttpResponse:
    error, message = said
    number = getattr(request, "request_id", "")
    return JsonResponse({"error": error, "message": message, "number": number}, status=status)


def _database_is_away(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = cast("sqlite3.Error | None", error.__cause__)
    # SQLite calls a missing column an operational error too; that is our fault, and waiting mends nothing.
    return getattr(cause, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
