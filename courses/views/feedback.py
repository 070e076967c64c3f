"""What learners say back: a rating, an error."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from courses import services
from courses.services import Refused
from courses.views.gate import module_or_404, posted, sitting_or_404


@posted
def rate(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    module = module_or_404(request, module_slug)
    given = request.POST.get("stars", "")
    try:
        services.rate(
            user=request.user,
            module=module,
            stars=int(given) if given.isdecimal() and len(given) == 1 else 0,
            comment=request.POST.get("comment", ""),
        )
        messages.success(request, "Thank you. Your rating is kept.")
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(reverse("courses:end", args=[module_slug]) + "#rating")


@posted
def report(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """Fields: text, block: the block the learner stood at."""
    sitting = sitting_or_404(request, module_slug)
    try:
        services.report_error(
            user=request.user,
            module=sitting.module,
            text=request.POST.get("text", ""),
            block_id=request.POST.get("block", ""),
            revision=sitting.attempt.revision,
        )
        messages.success(request, "Thank you. The author has your note.")
    except Refused as refused:
        messages.error(request, refused.message)
    step = sitting.step_of(request.POST.get("block", ""))
    return redirect("courses:step", module_slug, step.number if step else sitting.resume)
