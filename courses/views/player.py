"""The player, step by step."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses import services
from courses.models import CataloguePage
from courses.player import frame, step_page
from courses.queries import Sitting, media_of, next_module, rating_by, visible
from courses.steps import Step
from courses.views.gate import module_or_404, posted, sitting_begun, sitting_or_404

OPINIONS = {1: "Not for me", 2: "A little", 3: "Fair", 4: "Useful", 5: "Just what I needed"}


@require_safe
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The catalogue has an editor's page of its own; this is its lasting address."""
    page = visible(CataloguePage.objects.all(), request.user).first()
    if page is None:
        raise Http404("There is no catalogue yet.")
    return redirect(page.get_url(request))


@posted
def start(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """Begin, go on, or with ``again`` take the module once more."""
    module = module_or_404(request, module_slug)
    again = "again" in request.POST
    (services.retake if again else services.begin)(user=request.user, module=module)
    return redirect("courses:resume", module_slug)


@require_safe
def resume(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    sitting = sitting_begun(request, module_slug)
    return redirect("courses:step", module_slug, sitting.resume if sitting else 1)


@require_safe
@never_cache
def step(request: HttpRequest, module_slug: str, number: int) -> HttpResponseBase:
    sitting = sitting_or_404(request, module_slug)
    if not 1 <= number <= len(sitting.steps):
        raise Http404("This module has no such step.")
    here = sitting.steps[number - 1]
    services.see_step(attempt=sitting.attempt, module=sitting.module, step_key=here.key)
    return show_step(request, sitting, here)


def show_step(
    request: HttpRequest, sitting: Sitting, here: Step, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """problem: what to tell the learner about the answer they just sent."""
    context = step_page(sitting, here, media_of(sitting.module)) | {"problem": problem}
    return render(request, "courses/step.html", context, status=status)


@require_safe
@never_cache
def end(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    sitting = sitting_begun(request, module_slug)
    if sitting is None:
        return redirect(module_or_404(request, module_slug).get_url(request))
    context = frame(sitting, media_of(sitting.module), "end") | {
        "rating": rating_by(request.user, sitting.module),
        "opinions": OPINIONS,
        "next_module": next_module(request.user, sitting.module),
    }
    return render(request, "courses/end.html", context)
