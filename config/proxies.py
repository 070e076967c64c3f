"""Whose address a request comes from, where servers of ours stand in front."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ThroughProxies:
    """Puts the client's own address where everything looks for it.

    Each server in front adds the address it was called from to X-Forwarded-For; what stands left of the last
    GREENROOM_PROXIES is whatever the client made up. Without this all people share one address, and one who
    guesses passwords slows down all.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if settings.GREENROOM_PROXIES and len(named) >= settings.GREENROOM_PROXIES:
            address = named[-settings.GREENROOM_PROXIES]
            try:
                request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(address))
            except ValueError:
                pass  # no address of anybody: the one that the connection has stands
        return self.get_response(request)
