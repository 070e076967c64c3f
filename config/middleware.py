from csp.constants import NONCE
from django.conf import settings
from django.urls import get_resolver, reverse
from django.utils.datastructures import MultiValueDictKeyError

from config.errors import too_large


class AdminContentSecurityPolicy:
    """Wagtail's editor writes inline scripts and styles; the learners' pages never do.

    Remove when Wagtail's admin runs under a policy of nonces.
    """

    loose = {
        "script-src": ["'unsafe-inline'", "'unsafe-eval'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["blob:"],
    }

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        # A nonce beside 'unsafe-inline' makes browsers ignore the latter.
        self.policy = {
            name: [one for one in sources if one is not NONCE] + self.loose.get(name, [])
            for name, sources in directives.items()
        }

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(self.prefix):
            response._csp_replace = self.policy
        return response


class LimitedBody:
    """What is larger than any form here may be is refused before a byte of it is read or put on the disk.

    nginx says the same where it stands in front (deploy/nginx); this holds where nothing does.
    """

    MIB = 1024 * 1024
    most, most_of_clips = 24 * MIB, 324 * MIB

    def __init__(self, get_response):
        self.get_response = get_response
        self.clips = reverse("wagtailmedia:index")

    def __call__(self, request):
        most = self.most_of_clips if request.path.startswith(self.clips) else self.most
        # Django reads no further than the length that was announced.
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > most:
            return too_large(request)
        return self.get_response(request)


class IncompleteForm:
    """A form that comes back without a field it was sent with is the sender's fault: 400 instead of 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, MultiValueDictKeyError):
            return get_resolver().resolve_error_handler(400)(request, exception=exception)
        return None
