from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from courses.publishing import NotApproved, NotPublishable


class RefusedPublishing:
    """A refusal that an admin view did not expect (say, a workflow's approval) becomes a message."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotPublishable | NotApproved) or not request.path.startswith(self.admin):
            return None
        messages.error(request, exception.told)
        module = exception.module
        there = reverse("wagtailadmin_pages:edit", args=[module.pk]) if module.pk else self.admin
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's dialogs understand: close, and go there.
            return JsonResponse({"step": "success", "redirect": there})
        return redirect(there)
