"""What people order on the floor: stopping, turns, a stage made again; and what takes too long."""

import datetime
import os

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db.models import QuerySet
from django.urls import reverse

from courses.models import MediaFile
from generation import pipeline, services
from generation.anew import stages_since
from generation.models import Artifact, Priority, Production, State
from generation.queries import Wanted, floor_now
from generation.store import DatabaseStore
from tests import approving, factories
from tests.generation.floor import FLOOR, text_of
from tests.kills.line import an_hour_passes

pytestmark = pytest.mark.django_db


# --- whose turn it is --------------------------------------------------------------------------------------
def test_the_most_urgent_goes_first_and_the_page_says_why(production, second, reviewer, signed_in, worker):
    browser = signed_in(reviewer)
    browser.post(reverse("generation:prioritise", args=[second.pk]), {"priority": Priority.FIRST})
    turns = floor_now(reviewer, Wanted()).turns
    assert [turn.production for turn in turns] == [second, production]
    assert turns[1].why == "After “Sound”, which goes before it by choice."
    assert services.most_urgent(production_id=production.pk) == second.pk
    assert f"Its turn changed by {reviewer}: First" in text_of(
        browser.get(reverse("generation:production", args=[second.pk]))
    )


def test_an_author_does_not_change_whose_turn_it_is(production, author, reviewer, signed_in):
    address = reverse("generation:prioritise", args=[production.pk])
    assert signed_in(author).post(address, {"priority": "1"}).status_code == 404
    signed_in(reviewer).post(address, {"priority": "soon"})
    production.refresh_from_db()
    assert production.priority == Priority.NORMAL
    assert 'name="priority"' not in signed_in(author).get(FLOOR).content.decode()


def test_what_is_made_has_no_turn(made, reviewer):
    with pytest.raises(services.Refused, match="waits for no turn"):
        services.prioritise(production=made, priority=Priority.FIRST, by=reviewer)


# --- stopping ----------------------------------------------------------------------------------------------
def test_who_was_stopped_says_so_and_by_whom(production, author, signed_in):
    browser = signed_in(author)
    address = reverse("generation:cancel", args=[production.pk])
    assert "is kept" in text_of(browser.get(address))
    production.refresh_from_db()
    assert production.state == State.QUEUED, "a look stops nothing"
    browser.post(address)
    production.refresh_from_db()
    assert (production.state, production.reason_code) == (State.FAILED, "cancelled")
    page = text_of(browser.get(reverse("generation:production", args=[production.pk])))
    assert "Cancelled" in page and f"Stopped by {author}" in page and "Start it again" in page


def test_a_worker_stops_at_its_next_report_and_a_retry_makes_nothing_twice(production, engines, author):
    def stop_in_the_middle(stage, done, total):
        if stage == "narration" and done == 2:
            services.cancel(production=production, by=author)

    stopped = pipeline.finish(production, engines=engines, report=stop_in_the_middle)
    assert stopped.cancelled
    spoken = len(engines.speech().said)
    before = set(Artifact.objects.values_list("pk", flat=True))
    services.retry(production=stopped)
    made = pipeline.finish(stopped, engines=engines)
    assert made.state == State.AWAITING_REVIEW
    of_all = _lines(Artifact.objects.filter(stage="speech"))
    kept = _lines(Artifact.objects.filter(pk__in=before, stage="speech"))
    assert kept and len(engines.speech().said) - of_all == spoken - kept, "but those in hand"


def _lines(speech: QuerySet[Artifact]) -> int:
    return sum(len({line for line, *_ in one.meta["words"]}) for one in speech)


def test_nobody_is_mailed_about_what_they_stopped(production, author, mailoutbox):
    services.cancel(production=production, by=author)
    assert mailoutbox == []


def test_what_is_made_cannot_be_stopped(made, author, signed_in):
    with pytest.raises(services.Refused, match="nothing to stop"):
        services.cancel(production=made, by=author)
    browser = signed_in(author)
    for method in (browser.get, browser.post):
        assert method(reverse("generation:cancel", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.state == State.AWAITING_REVIEW


@pytest.mark.parametrize(
    "who, may", [("author", True), ("ld_admin", True), ("reviewer", False), (None, False)]
)
def test_only_its_author_and_the_ld_admin_stop_it(request, production, signed_in, who, may):
    person = request.getfixturevalue(who) if who else factories.person("Other", "Author", roles=["Authors"])
    browser = signed_in(person)
    page = text_of(browser.get(reverse("generation:production", args=[production.pk])))
    assert ("Stop it" in page) == may
    answer = browser.post(reverse("generation:cancel", args=[production.pk]))
    assert answer.status_code == (302 if may else 404)
    production.refresh_from_db()
    assert production.cancelled == may


# --- a stage made again ------------------------------------------------------------------------------------
def written() -> dict[str, datetime.datetime]:
    return dict(Artifact.objects.values_list("pk", "created_at"))


def remade(production, stage, by, engines):
    services.remake(production=production, stage=stage, by=by)
    return pipeline.finish(production, engines=engines)


def test_a_stage_is_made_again_with_what_leans_on_it_and_nothing_else(made, author, engines):
    before, digest = written(), made.digest
    again = remade(made, "slides", author, engines)
    stages = set(Artifact.objects.filter(created_at__gt=max(before.values())).values_list("stage", flat=True))
    assert stages == {"slide", "slides", "segment", "scene", "video"}
    assert set(written()) == set(before) and again.digest == digest, "under the same names"
    assert again.state == State.AWAITING_REVIEW and again.anew == {}
    assert [run.stage for run in again.runs.all()][-2:] == ["slides", "video"], "and no other stage"


def test_what_was_approved_is_looked_at_once_more(approved, author, engines):
    assert approved.state == State.PUBLISHED
    again = remade(approved, "audio", author, engines)
    assert again.state == State.AWAITING_REVIEW and "made again" in again.reason


def test_what_was_sent_back_since_it_was_approved_is_looked_at_once_more(approved, author, reviewer, engines):
    again = remade(approved, "audio", author, engines)
    services.send_back(production=again, by=reviewer, reason="It still crackles.")
    services.retry(production=again, by=author)
    again = pipeline.finish(again, engines=engines)
    assert again.state == State.AWAITING_REVIEW
    again = approving.approve(again, reviewer)
    services.rebuild(production=again, by=author)
    assert pipeline.finish(again, engines=engines).state == State.PUBLISHED, "the last word is an approval"


def test_a_page_that_was_open_while_it_was_made_again_approves_nothing(made, author, reviewer, engines):
    approving.approve_passages(made, reviewer)
    before = made.seen
    again = remade(made, "audio", author, engines)
    assert again.digest == made.digest, "of the same words"
    with pytest.raises(services.Refused, match="while you were looking"):
        services.approve(production=again, by=reviewer, seen=before)
    assert services.approve(production=again, by=reviewer, seen=again.seen).state != State.AWAITING_REVIEW


def test_what_is_gone_from_the_store_is_not_approved(made, reviewer):
    approving.approve_passages(made, reviewer)
    Artifact.objects.filter(pk=made.outputs["narration"]).delete()
    with pytest.raises(services.Refused, match="is gone from where media are kept"):
        services.approve(production=made, by=reviewer, seen=made.seen)


def shown(module) -> dict[str, bytes]:
    """Kind -> what learners get of it now."""
    [media] = module.media.all()
    return {one.kind: one.file.storage.open(one.file.name).read() for one in media.files.all()}


def test_learners_see_what_was_approved_until_what_was_made_again_is(approved, author, reviewer, engines):
    before, looks = shown(approved.module), []
    engines.video().film = b"another take"
    services.remake(production=approved, stage="narration", by=author)
    again = pipeline.finish(approved, engines=engines, report=lambda *_: looks.append(shown(approved.module)))
    for file in MediaFile.objects.all():
        os.utime(file.file.path, (0, 0))
    services.tidy()
    assert again.state == State.AWAITING_REVIEW
    assert looks and all(look == before for look in [*looks, shown(approved.module)])
    approving.approve(again, reviewer)
    after = shown(approved.module)
    changed = {kind for kind in before if after[kind] != before[kind]}
    assert changed == {"video", "recap"} and after["video"] == b"another take"


def test_another_revision_does_not_bring_them_what_nobody_approved(approved, author, engines, module):
    before = shown(approved.module)
    engines.video().film = b"another take"
    remade(approved, "video", author, engines)
    # The lesson is as it was: its outputs have the digests that were approved.
    module.save_revision(user=author).publish()
    [same] = Production.objects.exclude(pk=approved.pk)
    same = pipeline.finish(same, engines=engines)
    assert same.digest == approved.digest
    assert same.state == State.AWAITING_REVIEW and "made again" in same.reason
    assert shown(module) == before


def test_a_worker_lost_in_the_middle_of_it_costs_nothing_that_was_made_again(made, author, engines):
    services.remake(production=made, stage="video", by=author)

    class Lost(BaseException):
        pass

    def stop(stage, done, total):
        if stage == "video" and done == 3:
            raise Lost

    with pytest.raises(Lost):
        pipeline.finish(made, engines=engines, report=stop)
    once = engines.video().segments
    an_hour_passes()
    pipeline.finish(made, engines=engines)
    pieces = Artifact.objects.filter(stage="segment").count()
    assert engines.video().segments - once < pieces


def test_only_what_is_made_is_made_again_and_only_a_stage_there_is(made, production, author, signed_in):
    browser = signed_in(author)
    assert browser.get(reverse("generation:remake", args=[made.pk, "nonsense"])).status_code == 404
    page = browser.get(reverse("generation:remake", args=[made.pk, "video"]))
    assert page.status_code == 200 and "awaits review again" in text_of(page)
    services.remake(production=made, stage="video", by=author)
    with pytest.raises(services.Refused, match="cannot be made again now"):
        services.remake(production=made, stage="video", by=author)
    browser.post(reverse("generation:remake", args=[made.pk, "audio"]))
    made.refresh_from_db()
    assert list(made.anew) == ["video"]


def test_a_piece_is_made_again_by_whichever_worker_takes_it(made, author, engines, tmp_path):
    services.remake(production=made, stage="narration", by=author)
    made.refresh_from_db()
    speech = Artifact.objects.filter(stage="speech").first()
    since = stages_since(made.anew)
    assert {"narration", "captions", "audio", "video"} <= set(since) and "slides" not in since
    store = DatabaseStore(tmp_path, {speech.pk: since["narration"]})
    assert store.find([speech.pk]) == {} and DatabaseStore(tmp_path).find([speech.pk])


# --- limits ------------------------------------------------------------------------------------------------
def test_what_takes_longer_than_a_task_may_fails_in_words(production, engines):
    engines.speech().fails_at, engines.speech().error = "gaffer", SoftTimeLimitExceeded()
    stopped = pipeline.finish(production, engines=engines)
    assert (stopped.state, stopped.reason_code) == (State.FAILED, "took_too_long")
    assert "longer than a task may" in stopped.reason
