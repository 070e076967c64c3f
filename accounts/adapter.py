from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from accounts.links import absolute


class ClosedSignUp(DefaultAccountAdapter):
    """People are invited; nobody signs themselves up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """By the site's own address: whoever asks does not choose where the mail leads."""
        return absolute(reverse("account_reset_password_from_key", kwargs=_parts(key)))

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:profile")


def _parts(key: str) -> dict[str, str]:
    person, _, token = key.partition("-")
    return {"uidb36": person, "key": token}


def address_tried(request, credentials: dict | None = None) -> str:
    """The address of a sign-in, for django-axes. In lower case, so that case buys no more tries."""
    tried = (credentials or {}).get("email") or request.POST.get("login") or ""
    return tried.strip().lower()
