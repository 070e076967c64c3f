"""Taking what a learner keeps for themself: from a script as they go, or from a form."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from courses import services
from courses.player import step_page
from courses.queries import Note, Sitting, kinds_made, sitting_in
from courses.services import Refused
from courses.steps import Step
from courses.views.gate import posted


@posted
@never_cache
def note(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """Fields: block, and those of the block's own form. A script gets 204, or JSON with what is wrong."""
    as_json = request.headers.get("Accept") == "application/json"
    place, step = _own_place(request, module_slug)
    try:
        _keep(request, place)
    except Refused as refused:
        if refused.code == "unknown_block":
            raise Http404(refused.message) from refused
        if as_json:
            status = 409 if refused.code == "other_person" else 422
            return JsonResponse({"error": refused.code, "message": refused.message}, status=status)
        return _step_again(request, place, step, refused.message)
    if as_json:
        return HttpResponse(status=204)
    there = reverse("courses:step", args=[module_slug, step.number])
    return redirect(f"{there}#note-{request.POST['block']}")


def _own_place(request: HttpRequest, module_slug: str) -> tuple[Sitting, Step]:
    """Where the learner's block is. Whoever has not begun has nowhere to keep anything."""
    place = sitting_in(request.user, module_slug)
    block = request.POST.get("block", "")
    step = place.step_of(block) if place and block else None
    if place is None or step is None:
        raise Http404("You have no such place in this module.")
    return place, step


def _keep(request: HttpRequest, place: Sitting) -> None:
    # A note waits on the device for a connection; somebody else may have signed in there meanwhile.
    if request.headers.get("X-Greenroom-Person", str(request.user.pk)) != str(request.user.pk):
        raise Refused("other_person", "Somebody else is signed in here now. What you wrote waits for you.")
    services.jot(
        attempt=place.attempt,
        module=place.module,
        block_id=request.POST["block"],
        fields=dict(request.POST.lists()),
    )


def _step_again(request: HttpRequest, place: Sitting, step: Step, problem: str) -> HttpResponse:
    """The page with what was sent still in its form."""
    context = step_page(place, step, kinds_made(place.module))
    sent = {"text": request.POST.get("text", ""), "ticked": request.POST.getlist("items"), "branch": None}
    block = request.POST["block"]
    context["notes"] = context["notes"] | {block: Note(block, sent, problem)}
    return render(request, "courses/step.html", context, status=422)
