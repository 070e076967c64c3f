"""What a learner, and whoever looks after them, is told of a module that changed under them."""

import uuid

import pytest
from django.urls import reverse

from courses import services
from courses.queries import kinds_made, media_of
from courses.services import begin, retake, state_change
from tests import lesson
from tests.courses.authoring.redrafts import ask_otherwise, at, fresh, redraft
from tests.media import attached
from tests.played import answer, see_all

NOTE = "The lighting line names its side now."
NEW = "Name the side first, then the quality."


def mend(blocks):
    ask_otherwise(blocks)
    text = next(one for one in blocks if one["type"] == "rich_text")
    text["value"]["text"] = f"<p>{NEW}</p>"


def publish(module, author, kind, change=mend):
    revision = redraft(fresh(module), change)
    state_change(module=module, by=author, kind=kind, note="" if kind == "cosmetic" else NOTE)
    revision.publish()
    return fresh(module)


def finish(user, module, start=begin):
    attempt = start(user=user, module=module)
    answer(attempt, module, lesson.SINGLE, True, attempt.started_at)
    right = {"options": [lesson.MULTIPLE_RIGHT, lesson.MULTIPLE_RIGHT_TOO]}
    taken = {"attempt": attempt, "module": module, "block_id": lesson.MULTIPLE, "at": attempt.started_at}
    services.answer(**taken, response=right, client_key=uuid.uuid4())
    see_all(attempt, module, attempt.started_at)
    attempt.refresh_from_db()
    assert attempt.completed_at
    return attempt


@pytest.fixture
def finished(module, learner):
    return finish(learner, module)


@pytest.fixture
def browser(learner, signed_in):
    return signed_in(learner)


def read(browser, address):
    return browser.get(address).content.decode()


def step_one(module):
    return reverse("courses:step", args=[module.slug, 1])


@pytest.mark.parametrize("kind", ["refresh", "recertify"])
def test_whoever_began_before_is_told_on_the_module_and_in_the_player(
    kind, finished, module, author, browser
):
    live = publish(module, author, kind)
    for address in (live.get_url(), step_one(live), reverse("courses:end", args=[live.slug])):
        assert NOTE in read(browser, address), address
    page = read(browser, reverse("courses:changed", args=[live.slug]))
    assert NEW in page
    assert "What is asked here is new" in page


def test_a_cosmetic_change_is_told_to_nobody(finished, module, author, browser):
    live = publish(module, author, "cosmetic")
    assert "What changed" not in read(browser, live.get_url()) + read(browser, step_one(live))
    assert browser.get(reverse("courses:changed", args=[live.slug])).status_code == 302


def test_whoever_begins_after_it_is_told_nothing(module, author, outsider, signed_in):
    live = publish(module, author, "refresh")
    browser = signed_in(outsider)
    begin(user=outsider, module=live)
    assert NOTE not in read(browser, live.get_url()) + read(browser, step_one(live))


def test_it_is_put_away_and_a_later_change_is_told_again(finished, module, author, browser):
    live = publish(module, author, "refresh")
    assert browser.post(reverse("courses:changed", args=[live.slug])).status_code == 302
    assert NOTE not in read(browser, live.get_url())
    assert NOTE in read(browser, reverse("courses:changed", args=[live.slug]))

    def again(blocks):
        at(blocks, lesson.SINGLE)["value"]["question"] = "And which one now?"

    publish(live, author, "refresh", again)
    assert NOTE in read(browser, live.get_url())


def test_after_a_refresh_what_was_finished_stays_finished(finished, module, author, browser):
    live = publish(module, author, "refresh")
    assert "Due again" not in read(browser, live.get_url()) + read(browser, "/") + read(browser, "/record/")


def test_after_one_that_recertifies_it_is_due_again_wherever_it_is_shown(
    finished, module, author, browser, manager, team, signed_in
):
    live = publish(module, author, "recertify")
    course = live.get_parent().get_url()
    for address in (live.get_url(), course, "/"):
        assert "Due again" in read(browser, address), address
    record = read(browser, "/record/")
    assert "due again since" in record
    assert "counts no more" in record
    managers = signed_in(manager)
    assert "1 due again" in read(managers, reverse("reports:people", args=[team.pk]))
    told = managers.get(reverse("reports:people_csv", args=[team.pk])).content.decode("utf-8-sig")
    heads, row = (line.split(",") for line in told.splitlines()[:2])
    assert (row[heads.index("Done")], row[heads.index("Due again")]) == ("0", "1")


def test_taking_it_again_on_the_new_version_clears_it(finished, module, author, browser, learner):
    live = publish(module, author, "recertify")
    finish(learner, live, retake)
    for address in (live.get_url(), "/", "/record/"):
        assert "ue again" not in read(browser, address), address


def test_an_attempt_in_progress_finishes_on_its_own_version_and_is_due_then(
    module, author, learner, browser, outsider
):
    attempt = begin(user=learner, module=module)
    live = publish(module, author, "recertify")
    assert NEW not in read(browser, step_one(live))
    assert "Due again" not in read(browser, live.get_url())
    finish(learner, live, lambda **facts: attempt)
    assert attempt.revision_id == module.live_revision_id
    assert "Due again" in read(browser, live.get_url())


@pytest.mark.parametrize(("kind", "stays"), [("cosmetic", True), ("refresh", True), ("recertify", False)])
def test_media_of_an_older_version_stay_marked_or_are_hidden(kind, stays, module, author, reviewer, browser):
    media = attached(module, approved_by=reviewer)
    live = publish(module, author, kind)
    assert (media_of(live) == media, bool(kinds_made(live))) == (stays, stays)
    answers = [
        browser.get(reverse("courses:media", args=[media.pk, "video"])).status_code,
        browser.get(reverse("courses:watch", args=[live.slug])).status_code,
    ]
    assert answers == [200 if stays else 404] * 2
    if stays:
        assert "Made from an earlier version" in read(browser, reverse("courses:watch", args=[live.slug]))
    new = attached(live, approved_by=reviewer)
    assert media_of(live) == new
