"""The player, step by step."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses import services
from courses.addresses import address
from courses.models import CataloguePage
from courses.player import frame, step_page
from courses.queries import Sitting, kinds_made, next_module, rating_by, sitting_in, visible
from courses.steps import Step
from courses.views.gate import module_or_404, posted, sitting_or_404

OPINIONS = {1: "Not for me", 2: "A little", 3: "Fair", 4: "Useful", 5: "Just what I needed"}


@require_safe
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The catalogue has an editor's page of its own; this is its lasting address."""
    found = visible(CataloguePage.objects.all(), request.user).first()
    if found is None:
        raise Http404("There is no catalogue yet.")
    return redirect(address(found.url_path))


@require_safe
def page(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Where links in lessons lead: to the page of that number, wherever it stands now."""
    found = visible(Page.objects.filter(pk=page_id, depth__gt=1), request.user).first()
    if found is None:
        raise Http404("That page is not open to you.")
    return redirect(address(found.url_path))


@posted
def start(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """Begin, go on, or with ``again`` take the module once more."""
    module = module_or_404(request, module_slug)
    again = "again" in request.POST
    (services.retake if again else services.begin)(user=request.user, module=module)
    return redirect("courses:resume", module_slug)


@require_safe
def resume(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    sitting = sitting_in(request.user, module_slug)
    if sitting is None:
        module_or_404(request, module_slug)
    return redirect("courses:step", module_slug, sitting.resume if sitting else 1)


@require_safe
@never_cache
def step(request: HttpRequest, module_slug: str, number: int) -> HttpResponseBase:
    sitting = sitting_or_404(request, module_slug)
    if not 1 <= number <= len(sitting.steps):
        raise Http404("This module has no such step.")
    here = sitting.steps[number - 1]
    services.show_step(sitting=sitting, step=here)
    return show_step(request, sitting, here)


def show_step(
    request: HttpRequest, sitting: Sitting, here: Step, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """problem: what to tell the learner about the answer they just sent, which the page then holds."""
    posted = request.POST if problem else None
    context = step_page(sitting, here, kinds_made(sitting.module), posted) | {"problem": problem}
    return render(request, "courses/step.html", context, status=status)


@require_safe
@never_cache
def end(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    sitting = sitting_in(request.user, module_slug)
    if sitting is None:
        return redirect(address(module_or_404(request, module_slug).url_path))
    services.finish_if_done(sitting=sitting)
    context = frame(sitting, kinds_made(sitting.module), "end") | {
        "rating": rating_by(request.user, sitting.module),
        "opinions": OPINIONS,
        "next_module": next_module(request.user, sitting.module),
    }
    return render(request, "courses/end.html", context)
