"""Taking an answer. A script keeps it until the JSON here says it is stored; a form gets the page."""

import uuid

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from courses import services
from courses.models import Attempt
from courses.player import step_page
from courses.queries import Sitting, kinds_made, sitting
from courses.services import Refused
from courses.views.gate import module_or_404, posted
from courses.views.player import show_step

LONGEST_NUMBER = 20
"""Digits. Python reads none of thousands."""
STATUS = {"unknown_question": 409, "key_reused": 409, "other_person": 409}


@posted
@never_cache
def answer(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """Fields: attempt, block, client_key (a UUID), the question's own; ``show`` instead shows the key."""
    as_json = request.headers.get("Accept") == "application/json"
    module = module_or_404(request, module_slug)
    attempt = _own_attempt(request, module)
    try:
        _keep(request, attempt, module)
    except Refused as refused:
        if as_json:
            return JsonResponse(
                {"error": refused.code, "message": refused.message}, status=status_of(refused)
            )
        return _step_again(request, sitting(attempt, module), refused)
    if as_json:
        return JsonResponse(_stored(request, sitting(attempt, module)))
    step = sitting(attempt, module).step_of(request.POST.get("block", ""))
    return redirect("courses:step", module_slug, step.number if step else 1)


def _own_attempt(request: HttpRequest, module) -> Attempt:
    given = request.POST.get("attempt", "")
    mine = Attempt.objects.filter(enrolment__user=request.user, enrolment__module=module)
    attempt = (
        mine.select_related("enrolment__user", "revision").filter(pk=given).first()
        if given.isdecimal() and len(given) < LONGEST_NUMBER
        else None
    )
    if attempt is None:
        raise Http404("You have no such attempt at this module.")
    return attempt


def key_of(request: HttpRequest) -> uuid.UUID:
    """The key of an answer. Raises Refused (other_person, invalid_key)."""
    # An answer waits on the device for a connection; somebody else may have signed in there meanwhile.
    if request.headers.get("X-Greenroom-Person", str(request.user.pk)) != str(request.user.pk):
        raise Refused(
            "other_person", "Somebody else is signed in here now. The answer waits for its own person."
        )
    try:
        return uuid.UUID(request.POST.get("client_key", ""))
    except ValueError as error:
        raise Refused(
            "invalid_key", "That answer came without its key. Reload the page and answer again."
        ) from error


def _keep(request: HttpRequest, attempt: Attempt, module) -> None:
    taken = {
        "attempt": attempt,
        "module": module,
        "block_id": request.POST.get("block", ""),
        "client_key": key_of(request),
    }
    if "show" in request.POST:
        services.show_key(**taken)
    else:
        services.answer_form(**taken, posted=request.POST)


def status_of(refused: Refused) -> int:
    return STATUS.get(refused.code, 422)


def _stored(request: HttpRequest, place: Sitting) -> dict[str, str]:
    """The question as it now stands, for the page to put in place."""
    step = place.step_of(request.POST["block"])
    html = render_to_string("courses/_step.html", step_page(place, step, kinds_made(place.module)), request)
    return {"block": request.POST["block"], "html": html}


def _step_again(request: HttpRequest, place: Sitting, refused: Refused) -> HttpResponseBase:
    step = place.step_of(request.POST.get("block", "")) or place.steps[place.resume - 1]
    return show_step(request, place, step, problem=refused.message, status=status_of(refused))
