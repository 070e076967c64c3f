"""The floor: who waits for whom and why, what it cost, what mends a failure."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.models import Heartbeat
from generation import services
from generation.models import Artifact, Event, PieceWork, Production, StageRun, State
from generation.queries import Wanted, floor_asks, floor_now, this_month, with_cost
from tests import factories
from tests.generation.floor import FLOOR, text_of

pytestmark = pytest.mark.django_db


def failed(production, code="speech_failed", reason="The voice did not speak."):
    services.fail(production=services.claim(production_id=production.pk), code=code, reason=reason)
    production.refresh_from_db()
    return production


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


def test_a_page_that_asks_every_two_seconds_reads_no_lesson(production, second, made, author, signed_in):
    failed(second)
    browser = signed_in(author)
    for part in ("now", "asks"):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"{FLOOR}{part}/").status_code == 200
        assert not [one for one in queries if '"wagtailcore_revision"."content",' in one["sql"]]


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
