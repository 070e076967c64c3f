"""The page behind the link in an invitation's mail."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import AcceptForm
from accounts.models import Invitation
from accounts.services import Refused, accept, refusal_of


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = Invitation.objects.by_token(token).select_related("team", "invited_by", "accepted_by").first()
    if request.user.is_authenticated:
        if found is not None and found.accepted_by_id == request.user.pk:
            return redirect(settings.LOGIN_REDIRECT_URL)
        return render(request, "accounts/invitation_other.html", {"invitation": found}, status=409)
    refused = refusal_of(found)
    # A second press of the button comes when the first has used the invitation: `accept` knows the two apart.
    if found is None or (refused and not (request.method == "POST" and found.accepted_by)):
        return _closed(request, refused)
    form = AcceptForm(request.POST or None, invitation=found)
    if form.is_valid():
        try:
            user = accept(token=token, **form.cleaned_data)
        except Refused as error:
            return _closed(request, error)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(settings.LOGIN_REDIRECT_URL)
    if refused:
        return _closed(request, refused)
    status = 422 if form.errors else 200
    return render(request, "accounts/invitation.html", {"form": form, "invitation": found}, status=status)


def _closed(request: HttpRequest, refused: Refused) -> HttpResponse:
    status = 404 if refused.code == "unknown" else 410
    return render(request, "accounts/invitation_closed.html", {"refused": refused}, status=status)
