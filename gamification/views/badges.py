"""One's own badges: what they say and rest on, who may see them, and where they may be taken."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.services import Refused
from gamification.engines.openbadges import svg
from gamification.models import BadgeAward
from gamification.queries import award_of, grounds_of
from gamification.queries.badges import others_of
from gamification.queries.credentials import current_credential, shown_credential
from gamification.rules.linkedin import add_to_profile
from gamification.services.badges import renew as renew_award
from gamification.services.publishing import baked
from gamification.services.sayings import badge_address, picture
from gamification.services.sharing import carry_on_sharing, share_badge, stop_sharing, withdraw_badge
from gamification.services.signing import told

FILES = {"json": "application/ld+json", "png": "image/png", "svg": "image/svg+xml"}


def _own(request: HttpRequest, award_id: uuid.UUID) -> BadgeAward:
    award = award_of(request.user, award_id)
    if award is None:
        raise Http404
    return award


@require_safe
def mine(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    return _page(request, _own(request, award_id))


def _page(request: HttpRequest, award: BadgeAward, refusal: str = "", status: int = 200) -> HttpResponse:
    credential, share = current_credential(award), getattr(award, "share", None)
    open_to_others = shown_credential(award)
    address = badge_address(open_to_others.pk) if open_to_others else ""
    shown, others = set(share.evidence) if share else set(), others_of(award)
    context = {
        "award": award,
        "grounds": [(one, shown.issuperset(one.ids)) for one in grounds_of(award)],
        "share": share,
        "credential": credential,
        "address": address,
        "given_up": open_to_others is not None and open_to_others.key.revoked_at is not None,
        "others": others,
        "profile": _profile(award, address, str(credential.pk)) if credential and address else "",
        "renewable": award.badge.active
        and award.renewable(timezone.now())
        and all(one.number < award.number for one in others),
        "refusal": refusal,
    }
    return render(request, "gamification/badge.html", context, status=status)


def _profile(award: BadgeAward, address: str, number: str) -> str:
    return add_to_profile(
        name=award.title,
        studio=settings.WAGTAIL_SITE_NAME,
        awarded_at=award.awarded_at,
        valid_until=award.valid_until,
        address=address,
        number=number,
    )


@require_POST
def share(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    award = _own(request, award_id)
    public = "public" in request.POST
    try:
        share_badge(
            award=award,
            public=public,
            name="name" in request.POST,
            level="level" in request.POST,
            evidence=request.POST.getlist("evidence"),
        )
    except Refused as refused:
        return _page(request, award, told(refused), 409)
    who = (
        "Whoever has its address can see it now."
        if public
        else "It is ready for you, and nobody else sees it."
    )
    messages.success(request, who)
    return redirect("gamification:badge", award.uuid)


@require_POST
def hide(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    award = _own(request, award_id)
    stop_sharing(award=award)
    messages.success(request, "Its page is gone. The badge stays yours, and you can share it again.")
    return redirect("gamification:badge", award.uuid)


@require_POST
def withdraw(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    award = _own(request, award_id)
    withdraw_badge(award=award)
    messages.success(request, "Every copy given out is withdrawn: whoever verifies one is told so.")
    return redirect("gamification:badge", award.uuid)


@require_POST
def renew(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    award = _own(request, award_id)
    try:
        renewed = renew_award(award=award)
    except Refused as refused:
        return _page(request, award, refused.message, 409)
    messages.success(request, "Renewed. It rests on what you have done since.")
    try:
        carry_on_sharing(award=award, renewed=renewed)
    except Refused as refused:
        messages.warning(request, f"It is not signed yet. {told(refused)}")
    return redirect("gamification:badge", renewed.uuid)


@require_safe
def own_picture(request: HttpRequest, award_id: uuid.UUID) -> HttpResponse:
    award = _own(request, award_id)
    return HttpResponse(svg(picture(award.badge, award.level)), content_type=FILES["svg"])


@require_safe
def own_file(request: HttpRequest, award_id: uuid.UUID, form: str) -> HttpResponse:
    """The signed badge itself, for its learner, whether or not it is shown."""
    award = _own(request, award_id)
    credential = current_credential(award)
    if credential is None:
        raise Http404
    content = credential.document.encode() if form == "json" else baked(credential, form)
    name = f"{award.badge.slug}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=FILES[form], headers=headers)
