"""The floor: who waits for whom and why, what mends a failure, stopping."""

import datetime
import re

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.models import Heartbeat
from generation import pipeline, services
from generation.anew import stages_since
from generation.models import Artifact, Event, PieceWork, Priority, Production, StageRun, State
from generation.queries import Wanted, floor_asks, floor_now, this_month, with_cost
from generation.store import DatabaseStore
from tests import factories
from tests.kills.line import an_hour_passes

pytestmark = pytest.mark.django_db
FLOOR = "/admin/productions/"


@pytest.fixture
def worker():
    return Heartbeat.objects.create(name="worker:celery@one", seen_at=timezone.now(), queues=["media"])


@pytest.fixture
def second(production, course, author):
    """Asked for after the first."""
    return factories.module(course, owner=author, slug="sound", title="Sound").productions.get()


def failed(production, code="speech_failed", reason="The voice did not speak."):
    services.fail(production=services.claim(production_id=production.pk), code=code, reason=reason)
    production.refresh_from_db()
    return production


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- what runs and what waits ------------------------------------------------------------------------------
def test_who_waits_reads_their_place_and_whom_they_wait_for(production, second, author, worker):
    turns = floor_now(author, Wanted()).turns
    assert [(turn.production, turn.place) for turn in turns] == [(production, 1), (second, 2)]
    assert turns[0].why == "Next: the first worker that is free takes it."
    assert turns[1].why == f"After “{production.module.title}”, which was here first."


def test_a_place_is_that_of_the_whole_queue_whatever_is_shown(production, second, author, reviewer, worker):
    Production.objects.filter(pk=second.pk).update(requested_by=reviewer)
    second.revision.user = reviewer
    second.revision.save()
    second.module.owner = reviewer
    second.module.save()
    [turn] = floor_now(reviewer, Wanted(mine=reviewer)).turns
    assert (turn.production, turn.place) == (second, 2)


def test_where_nobody_listens_the_floor_says_what_is_missing(production, author):
    assert "No worker listens to “media”" in floor_now(author, Wanted()).away
    gone = timezone.now() - datetime.timedelta(minutes=5)
    Heartbeat.objects.create(name="worker:celery@one", seen_at=gone, queues=["media"])
    assert "No worker listens" in floor_now(author, Wanted()).away
    Heartbeat.objects.update(seen_at=timezone.now())
    assert floor_now(author, Wanted()).away == ""


def test_time_left_is_what_this_studio_took_before(made, second, author, worker):
    StageRun.objects.update(seconds=made.seconds)
    claimed = services.claim(production_id=second.pk)
    assert floor_now(author, Wanted()).works[0].left is None, "how long the lesson is, nobody knows yet"
    Production.objects.filter(pk=second.pk).update(outputs={"narration": made.outputs["narration"]})
    services.report_progress(production=claimed, stage="video", done=1, total=4)
    [work] = floor_now(author, Wanted()).works
    lesson = Artifact.objects.get(pk=made.outputs["narration"]).meta["seconds"]
    assert work.left == pytest.approx(lesson * (0.75 + 1)), "three quarters of the video, and the reference"


def test_a_studio_that_has_made_nothing_promises_no_time(production, author, worker):
    services.claim(production_id=production.pk)
    assert floor_now(author, Wanted()).works[0].left is None


def test_pieces_that_nobody_listens_for_say_so_and_those_at_work_say_who(production, author, worker):
    claimed = services.claim(production_id=production.pk)
    facts = {"production": claimed, "stage": "narration", "kind": "speech", "queue": "speech", "spec": {}}
    pieces = [PieceWork(number=number, digest=f"{number}", **facts) for number in range(3)]
    services.hand_out(production=claimed, stage="narration", pieces=pieces, done=0)
    [work] = floor_now(author, Wanted()).works
    assert "No worker listens to “speech”" in work.waits and work.workers == []
    Heartbeat.objects.create(name="worker:speech@two", seen_at=timezone.now(), queues=["speech"])
    services.claim_piece(piece_id=PieceWork.objects.first().pk, worker="speech@two")
    [work] = floor_now(author, Wanted()).works
    assert (work.waits, work.workers) == ("", ["speech@two"])


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


# --- what it cost ------------------------------------------------------------------------------------------
def test_a_production_costs_what_its_stages_took_of_all_workers(made, second, author, signed_in):
    StageRun.objects.update(cpu_seconds=10, gpu_seconds=0)
    StageRun.objects.filter(stage="narration").update(gpu_seconds=4)
    row = with_cost(Production.objects.filter(pk=made.pk)).get()
    assert (row.cpu, row.gpu) == (10.0 * made.runs.count(), 4.0)
    assert with_cost(Production.objects.filter(pk=second.pk)).get().cpu is None
    month = this_month()
    assert (month.cpu, month.gpu, month.lessons) == (row.cpu, 4.0, 1)
    assert "4 s of GPU" in text_of(signed_in(author).get(FLOOR))


# --- what waits for a person -------------------------------------------------------------------------------
def test_what_failed_shows_its_reason_its_log_and_the_button_that_tries_again(production, author, signed_in):
    failed(production)
    browser = signed_in(author)
    page = browser.get(FLOOR)
    assert "The voice did not speak." in text_of(page) and "Asked for" in text_of(page)
    address = re.search(r'formaction="([^"]+)"', page.content.decode())[1]
    browser.post(address)
    production.refresh_from_db()
    assert production.state == State.QUEUED


@pytest.mark.parametrize("code, opens", [("too_long", True), ("image_missing", True), ("disk_full", False)])
def test_what_only_the_author_can_mend_leads_to_the_lesson(production, author, code, opens):
    failed(production, code=code, reason="It was so.")
    [failure] = floor_asks(author, Wanted()).failures
    assert failure.lesson == opens


def test_reviews_that_wait_stand_there_with_since_when(made, reviewer, signed_in):
    page = text_of(signed_in(reviewer).get(FLOOR))
    assert "Awaiting review" in page and "Since " in page and "Review it" in page


# --- the page ----------------------------------------------------------------------------------------------
def test_the_live_part_is_sent_only_where_it_has_changed(production, author, signed_in):
    browser = signed_in(author)
    address = re.search(r'hx-get="([^"]+/now/[^"]+)"', browser.get(FLOOR).content.decode())[1]
    address = address.replace("&amp;", "&")
    assert browser.get(address).status_code == 204
    services.claim(production_id=production.pk)
    changed = browser.get(address)
    assert changed.status_code == 200 and "Being made" in text_of(changed)


def test_the_list_is_narrowed_by_state_by_course_and_to_ones_own(made, second, author, reviewer, signed_in):
    browser = signed_in(reviewer)
    elsewhere = factories.course(made.module.get_parent().get_parent().specific, title="Sets", slug="sets")

    def listed(query):
        page = browser.get(f"{FLOOR}?{query}").content.decode()
        return {one for one in (made, second) if f'/productions/{one.pk}/"' in page}

    assert listed("") == {made, second}
    assert listed("state=awaiting_review") == {made}
    assert listed(f"course={made.module.get_parent().pk}") == {made, second}
    assert listed(f"course={elsewhere.pk}") == set()
    assert listed("mine=on") == set()
    assert listed("state=nonsense&course=x") == {made, second}, "what is not there counts as not asked"


def test_forty_modules_and_many_old_productions_cost_no_more_queries(made, course, author, signed_in, worker):
    browser = signed_in(author)

    def cost():
        browser.get(FLOOR)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(FLOOR).status_code == 200
        return len(queries)

    failed(factories.module(course, owner=author, slug="f", title="Failed").productions.get())
    services.claim(
        production_id=factories.module(course, owner=author, slug="r", title="Runs").productions.get().pk
    )
    factories.module(course, owner=author, slug="q", title="Waits")
    few = cost()
    module, revision = made.module, made.revision
    revisions = type(revision).objects.bulk_create(
        type(revision)(
            content_type=revision.content_type,
            base_content_type=revision.base_content_type,
            object_id=revision.object_id,
            created_at=revision.created_at,
            user=author,
            content=revision.content,
        )
        for number in range(60)
    )
    states = [State.QUEUED, State.RUNNING, State.AWAITING_REVIEW, State.FAILED, State.SUPERSEDED]
    many = Production.objects.bulk_create(
        Production(module=module, revision=one, state=states[number % 5], requested_by=author)
        for number, one in enumerate(revisions)
    )
    Event.objects.bulk_create(Event(production=one, kind="asked", by=author) for one in many)
    assert cost() == few


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
    spoken = list(engines.speech().said)
    before = set(Artifact.objects.values_list("pk", flat=True))
    services.retry(production=stopped)
    made = pipeline.finish(stopped, engines=engines)
    assert made.state == State.AWAITING_REVIEW
    again = engines.speech().said[len(spoken) :]
    kept = Artifact.objects.filter(pk__in=before, stage="speech").count()
    assert kept and len(again) + len(spoken) <= len(set(spoken + again)) + 4, "but the one at hand"


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


def test_a_stage_made_again_is_written_over_with_what_leans_on_it_and_nothing_else(made, author, engines):
    before, digest = written(), made.digest
    again = remade(made, "slides", author, engines)
    stages = set(Artifact.objects.filter(created_at__gt=max(before.values())).values_list("stage", flat=True))
    assert stages == {"slide", "slides", "segment", "video"}
    assert set(written()) == set(before) and again.digest == digest, "under the same names"
    assert again.state == State.AWAITING_REVIEW and again.anew == {}
    assert [run.stage for run in again.runs.all()][-2:] == ["slides", "video"]


def test_what_was_approved_is_looked_at_once_more(approved, author, engines):
    assert approved.state == State.PUBLISHED
    again = remade(approved, "audio", author, engines)
    assert again.state == State.AWAITING_REVIEW and "made again" in again.reason


def test_no_file_is_missing_while_it_is_made_again(approved, author, engines):
    [shown] = approved.module.media.all()
    names = [one.file.name for one in shown.files.all()]
    missing = []

    def look(stage, done, total):
        storage = shown.files.first().file.storage
        missing.extend(name for name in names if not storage.exists(name))

    services.remake(production=approved, stage="narration", by=author)
    pipeline.finish(approved, engines=engines, report=look)
    assert missing == [] and names


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
    assert set(since) == {"narration", "captions", "audio", "video"}
    store = DatabaseStore(tmp_path, {"speech": since["narration"]})
    assert store.find([speech.pk]) == {} and DatabaseStore(tmp_path).find([speech.pk])


# --- limits ------------------------------------------------------------------------------------------------
def test_what_takes_longer_than_a_task_may_fails_in_words(production, engines):
    engines.speech().fails_at, engines.speech().error = "gaffer", SoftTimeLimitExceeded()
    stopped = pipeline.finish(production, engines=engines)
    assert (stopped.state, stopped.reason_code) == (State.FAILED, "took_too_long")
    assert "longer than a task may" in stopped.reason
