import logging
import re
import uuid
from time import perf_counter

from django.db import connection
from django.http import HttpRequest, HttpResponse

from config.logs.privacy import without_secrets
from config.logs.situation import request_at_hand

access = logging.getLogger("greenroom.access")
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestRecord:
    """Gives each request a number, which its answer tells, and writes one line about it once it is answered.

    The number of a server in front (X-Request-ID) is kept where it looks like one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if SANE.fullmatch(given) else uuid.uuid4().hex
        count = _Count()
        began = perf_counter()
        token = request_at_hand.set(request)
        try:
            with connection.execute_wrapper(count):
                response = self.get_response(request)
            response["X-Request-ID"] = request.request_id
            _tell(request, response.status_code, (perf_counter() - began) * 1000, count.queries)
            return response
        finally:
            request_at_hand.reset(token)


class _Count:
    queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def _tell(request: HttpRequest, status: int, ms: float, queries: int) -> None:
    facts = {
        "method": request.method,
        "path": without_secrets(request.path),
        "status": status,
        "ms": round(ms, 1),
        "queries": queries,
    }
    access.info("%(method)s %(path)s %(status)s in %(ms)s ms, %(queries)s queries", facts, extra=facts)
