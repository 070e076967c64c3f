from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class ClosedSignUp(DefaultAccountAdapter):
    """People are invited; nobody signs themselves up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:profile")


def address_tried(request, credentials: dict | None = None) -> str:
    """The address of a sign-in, for django-axes. In lower case, so that case buys no more tries."""
    tried = (credentials or {}).get("email") or request.POST.get("login") or ""
    return tried.strip().lower()
