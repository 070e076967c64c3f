import zoneinfo

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone


class SignedIn(LoginRequiredMiddleware):
    """Everything needs sign-in. A page sends people to it; a script is told 401, and keeps what it holds."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("Accept") == "application/json" or request.headers.get("HX-Request"):
            return JsonResponse(
                {
                    "error": "signed_out",
                    "message": "Sign in again. Nothing you wrote is lost.",
                    "login": reverse("account_login"),
                },
                status=401,
            )
        return super().handle_no_permission(request, view_func)


class OwnTimeZone:
    """Times are shown in the zone of the person who looks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
                return self.get_response(request)
        return self.get_response(request)
