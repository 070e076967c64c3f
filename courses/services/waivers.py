"""Letting a module go live outside the limits of the 80/20 ledger."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from courses.models import ModulePage, ShareWaiver
from courses.pacing import ALLOWED_SHARE
from courses.services.answers import Refused

LONGEST_REASON = 500


@transaction.atomic
def waive_share(*, module: ModulePage, by: User, reason: str) -> ShareWaiver:
    """Waive the share of story of the module's latest revision, with a reason that is kept and logged.

    Raises Refused (no_reason, long_reason, nothing_to_waive). Asked again for the same reason, it changes
    nothing.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("no_reason", "Say why this module is better so. The reason is kept with it.")
    if len(reason) > LONGEST_REASON:
        raise Refused("long_reason", f"Keep the reason to {LONGEST_REASON} characters; it has {len(reason)}.")
    module = ModulePage.objects.select_for_update(of=("self",)).get(pk=module.pk)
    draft = module.get_latest_revision_as_object()
    share = draft.clock().entertainment_share
    if ALLOWED_SHARE[0] <= share <= ALLOWED_SHARE[1]:
        raise Refused(
            "nothing_to_waive", "Its share of story is within the limits. There is nothing to waive."
        )
    standing = draft.share_waiver(share)
    if standing is not None and standing.reason == reason:
        return standing
    waiver = ShareWaiver.objects.create(
        module=module, revision=module.latest_revision, share=share, reason=reason, waived_by=by
    )
    log(
        instance=module,
        action="courses.share.waived",
        user=by,
        revision=module.latest_revision,
        data={"share": round(share, 4), "reason": reason},
    )
    return waiver
