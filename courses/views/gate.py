"""Who gets through, and what happens to a form that comes back after sign-in."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from courses.models import ModulePage
from courses.queries import Sitting, sitting, sitting_in, visible_module
from courses.services import begin

View = Callable[..., HttpResponseBase]


def module_or_404(request: HttpRequest, slug: str) -> ModulePage:
    module = visible_module(request.user, slug)
    if module is None:
        raise Http404("No module of that name is open to you.")
    return module


def sitting_or_404(request: HttpRequest, slug: str) -> Sitting:
    """Where someone sits in a module, begun if need be. A module without a step is 404."""
    place = sitting_in(request.user, slug)
    if place is None:
        module = module_or_404(request, slug)
        place = sitting(begin(user=request.user, module=module), module)
    if not place.steps:
        raise Http404("Nothing is in this module yet.")
    return place


def posted(view: View) -> View:
    """Takes POST. A GET is someone whom sign-in sent to a form's address: they go on where they stood."""

    @wraps(view)
    def guarded(request: HttpRequest, module_slug: str, *args, **kwargs) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("courses:resume", module_slug)
        return view(request, module_slug, *args, **kwargs)

    return require_http_methods(["GET", "POST"])(guarded)
