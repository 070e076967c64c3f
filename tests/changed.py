"""A module that is published again, with a question asked otherwise."""

import datetime

from django.db import transaction

from courses.models import ModulePage
from courses.services import settle_change, state_change
from gamification.services import recount
from tests.played import MORNING

LATER = MORNING + datetime.timedelta(days=30)


@transaction.atomic
def publish(module, author, kind="recertify", at=LATER, which=0):
    """The question of that number asked otherwise and published, as if then; now where `at` is None."""
    draft = module.get_latest_revision_as_object()
    blocks = list(draft.body.raw_data)
    blocks[which]["value"]["question"] += " Look again."
    draft.body = ModulePage.body.field.stream_block.to_python(blocks)
    revision = draft.save_revision()
    state_change(module=module, by=author, kind=kind, note="Asked anew.")
    before = ModulePage.objects.get(pk=module.pk).live_revision_id
    revision.publish()
    live = ModulePage.objects.get(pk=module.pk)
    change = settle_change(module=live, before=before)
    if at is not None:
        type(change).objects.filter(pk=change.pk).update(published_at=at)
        recount(change=change)  # as it would have been then
    return live


@transaction.atomic
def take_out(module, author, kind="refresh", which=0):
    """The question of that number taken out, and that published, now."""
    draft = module.get_latest_revision_as_object()
    blocks = list(draft.body.raw_data)
    del blocks[which]
    draft.body = ModulePage.body.field.stream_block.to_python(blocks)
    revision = draft.save_revision()
    state_change(module=module, by=author, kind=kind, note="One question less.")
    before = ModulePage.objects.get(pk=module.pk).live_revision_id
    revision.publish()
    settle_change(module=ModulePage.objects.get(pk=module.pk), before=before)
