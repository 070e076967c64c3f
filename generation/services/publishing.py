"""From approved to seen: the only place where the line hands its work to courses."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from courses.models import MediaKind
from courses.services import attach_media
from generation.models import Approval, Production, State
from generation.queries import engines_of, files_of, outputs_of


@transaction.atomic
def publish_if_live(*, production: Production) -> bool:
    """Show the media of an approved production to learners, if its revision is the published one."""
    module = type(production.module).objects.get(pk=production.module_id)
    if (
        production.state != State.APPROVED
        or module.live_revision_id != production.revision_id
        or not module.live
    ):
        return False
    approval = Approval.objects.select_related("approved_by").get(digest=production.digest)
    made = outputs_of(production)
    files = files_of(made)
    attach_media(
        module=module,
        revision=production.revision,
        digest=production.digest,
        seconds=production.seconds or 0.0,
        cues=made["captions"].meta["cues"],
        words=made["captions"].meta.get("words", ()),
        chapters=made["captions"].meta["chapters"],
        engines=engines_of(production),
        approved_by=approval.approved_by,
        files=files,
        sizes={kind: made[kind].size for kind in files},
        lengths={MediaKind.RECAP: made["recap"].meta["seconds"]} if "recap" in made else {},
    )
    others = Production.objects.filter(module_id=production.module_id).exclude(pk=production.pk)
    others.filter(state__in=(State.PUBLISHED, State.STALE)).update(
        state=State.SUPERSEDED, changed_at=timezone.now()
    )
    production.state = State.PUBLISHED
    production.changed_at = timezone.now()
    production.save(update_fields=["state", "changed_at"])
    return True
