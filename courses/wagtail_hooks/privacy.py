"""A private page or document, to whoever is signed in and not let in, is not there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from courses.models import ModulePage
from courses.queries import closed_collection, may_open, may_see_file, way_to


@hooks.register("before_serve_page", order=-10)
def private_pages_are_404(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Wagtail would send people who are signed in to sign-in, which sends them back, for ever."""
    if isinstance(page, ModulePage):
        # The page shows its course, so both come of one question.
        is_open = (course := way_to(page, request.user)) is not None
        page.course = course
    else:
        is_open = may_open(page, request.user)
    if not is_open:
        raise Http404("That page is not open to you.")


@hooks.register("before_serve_page", order=10)
def asked_once(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    """Whoever came past the hook above may see the page. Wagtail's own check, after this, would ask again."""
    return page.serve(request, *args, **kwargs)


@hooks.register("before_serve_document", order=-10)
def documents_are_where_their_page_is(document: Any, request: HttpRequest) -> None:
    """Wagtail sends a document to everyone who knows its number and name."""
    if closed_collection(document, request.user) or not may_see_file(document, request.user):
        raise Http404("That document is not open to you.")
