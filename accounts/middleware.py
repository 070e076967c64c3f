import zoneinfo

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone


class SignedIn(LoginRequiredMiddleware):
    """Everything needs sign-in. A page sends people to it; a script is told 401, and keeps what it holds."""

    def handle_no_permission(self, request, view_func):
        if wants_data(request):
            message = "Sign in again. Nothing you wrote is lost."
            login = reverse("account_login")
            return JsonResponse({"error": "signed_out", "message": message, "login": login}, status=401)
        return super().handle_no_permission(request, view_func)


def wants_data(request) -> bool:
    """Whether a script asked, which could do nothing with a sign-in page."""
    accepts = request.headers.get("Accept", "")
    return "HX-Request" in request.headers or ("application/json" in accepts and "text/html" not in accepts)


class AdminDoor:
    """To people without work in the admin it does not exist. Signed out, Wagtail sends them to sign-in."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, args, kwargs):
        if not request.path.startswith(self.prefix) or not request.user.is_authenticated:
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404("Nothing here under that address")
        return None


class OwnTimeZone:
    """Times are shown in the zone of the person who looks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
                return self.get_response(request)
        return self.get_response(request)
