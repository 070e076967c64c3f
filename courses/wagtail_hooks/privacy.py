"""A private page, to whoever is signed in and not let in, is not there."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page

from courses.queries import may_open


@hooks.register("before_serve_page", order=-10)
def private_pages_are_404(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Wagtail would send people who are signed in to sign-in, which sends them back, for ever."""
    if not may_open(page, request.user):
        raise Http404("That page is not open to you.")
