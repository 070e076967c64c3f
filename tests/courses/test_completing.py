"""What a module asks for to be complete, and what somebody still lacks."""

import datetime
import uuid
from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import labs, services
from courses.completing import Facts, Requirements, asked_for, left, named
from courses.importing import ImportRefused, import_module
from courses.models import Attempt, ModulePage
from courses.publishing import problems
from courses.queries import sitting
from reports.queries.desk import desk
from tests import activities, factories, lesson
from tests.courses.editing import edit, short
from tests.played import MORNING, answer, asked, play, questions, see_all


class Screen(NamedTuple):
    key: str
    asks: str = ""
    lab: str = ""
    required: bool = True


SCREENS = [
    Screen("text"),
    Screen("one", asks="q1"),
    Screen("two", asks="q2"),
    Screen("lab", lab="l1"),
    Screen("aside", required=False),
]
ALL = Facts(
    seen={"text", "one", "two", "lab"}, answered={"q1", "q2"}, right={"q1"}, closed={"q1"}, passed={"l1"}
)


@pytest.mark.parametrize(
    ("asks", "facts", "words"),
    [
        (Requirements(), ALL, ""),
        (
            Requirements(),
            Facts(),
            "Two questions to answer, one lab to pass and one step to open are left.",
        ),
        (Requirements(), Facts(seen=ALL.seen, answered={"q1", "q2"}), "One lab to pass is left."),
        (named(["steps"]), Facts(seen={"text"}), "Three steps to open are left."),
        (named(["answers"]), Facts(answered={"q1"}), "One question to answer is left."),
        (named(["right"]), ALL, "One question to get right is left."),
        (named(["right"]), Facts(), "Two questions to answer are left."),
        (named(["labs"]), Facts(passed={"l1"}), ""),
    ],
)
def test_what_is_left_is_what_the_author_asks_for_less_what_was_done(asks, facts, words):
    found = left(SCREENS, facts, asks)
    assert (found.words, bool(found)) == (words, bool(words))


def test_only_a_question_that_closed_without_being_right_spends_an_attempt():
    wanted = named(["right"])
    assert not left(SCREENS, ALL, wanted).spent, "the second may be tried again"
    assert left(SCREENS, Facts(answered={"q1"}, closed={"q1"}), wanted).spent
    assert not left(SCREENS, Facts(answered={"q1"}, closed={"q1"}), Requirements()).spent


def test_whoever_has_not_begun_reads_what_finishing_asks_for():
    said = asked_for(Requirements(), SCREENS)
    assert said == "Open every step, answer both questions and pass the lab."
    assert asked_for(named(["right"]), SCREENS) == "Get both questions right."
    assert asked_for(Requirements(), SCREENS[:2]) == "Open every step and answer the question."


def finished(attempt):
    return Attempt.objects.get(pk=attempt.pk).completed_at is not None


@pytest.mark.django_db
class TestAnAttempt:
    def test_is_finished_by_answers_alone_where_they_alone_are_asked(self, learner, course):
        page = questions(2, parent=course, complete_steps=False)
        attempt = play(learner, page, True)
        assert not finished(attempt)
        play(learner, page, True, False)
        assert finished(attempt) and not attempt.seen.exists()

    def test_is_finished_by_looking_where_steps_alone_are_asked(self, learner, course):
        page = questions(1, parent=course, complete_answers=False)
        attempt = play(learner, page)
        see_all(attempt, page)
        assert finished(attempt)

    def test_that_cannot_come_right_any_more_is_left_for_another(self, signed_in, learner, course):
        page = questions(1, parent=course, complete_right=True)
        (question,) = asked(page)
        attempt = play(learner, page, False)
        see_all(attempt, page)
        assert services.retake(user=learner, module=page) == attempt, "it may be tried again"
        answer(attempt, page, question, False, MORNING)
        client = signed_in(learner)
        for name in ("courses:end", "courses:start"):
            shown = client.get(reverse(name, args=[page.slug]) if name == "courses:end" else page.get_url())
            assert 'name="again"' in shown.content.decode()
        again = services.retake(user=learner, module=page, at=MORNING + datetime.timedelta(days=1))
        assert again.number == 2
        answer(again, page, question, True, MORNING + datetime.timedelta(days=1))
        see_all(again, page)
        assert finished(again) and not finished(attempt)
        assert (
            desk(learner, now=timezone.now()).going_on == ()
            and len(desk(learner, now=timezone.now()).finished) == 1
        )

    def test_goes_on_by_what_was_asked_when_it_was_begun(self, learner, course, author):
        page = questions(1, parent=course)
        attempt = play(learner, page, False)
        draft = page.get_latest_revision_as_object()
        draft.complete_right = True
        draft.save_revision(user=author).publish(user=author, skip_permission_checks=True)
        see_all(attempt, ModulePage.objects.get(pk=page.pk))
        assert finished(attempt)

    def test_of_a_time_before_this_was_asked_goes_on_as_new_modules_do(self, learner, course):
        page = questions(1, parent=course, complete_answers=False)
        attempt = services.begin(user=learner, module=page)
        for name in ("steps", "answers", "right", "labs"):
            del attempt.revision.content[f"complete_{name}"]
        ModulePage.objects.filter(pk=page.pk).update(live_revision=None)
        page.refresh_from_db()
        assert sitting(attempt, page).lesson.wanted == Requirements()


def url(reference):
    return f"/labs/grading/{reference}/"


@pytest.fixture
def with_lab(monkeypatch, course):
    monkeypatch.setattr(labs, "KINDS", {})
    labs.register(labs.LabKind("grading", "Prompt grading", url, seconds=120))
    return factories.module(course, body=[activities.lab(required=True), lesson.single()])


def practise(attempt, page, *, passed, at=MORNING):
    services.record_lab(
        user=attempt.enrolment.user,
        module=page,
        block_id=activities.LAB,
        context="a lamp",
        score=float(passed),
        passed=passed,
        rule="lab/1",
        client_key=uuid.uuid4(),
        at=at,
    )


@pytest.mark.django_db
class TestALab:
    def test_that_is_passed_outside_the_player_finishes_the_attempt(self, with_lab, learner):
        attempt = play(learner, with_lab, True)
        see_all(attempt, with_lab)
        assert sitting(attempt, with_lab).left.words == "One lab to pass is left."
        practise(attempt, with_lab, passed=True, at=MORNING - datetime.timedelta(days=1))
        practise(attempt, with_lab, passed=False)
        assert not finished(attempt), "passed before it was begun, and tried since"
        practise(attempt, with_lab, passed=True)
        assert finished(attempt)

    def test_that_nobody_can_open_any_more_keeps_nobody(self, with_lab, learner, monkeypatch):
        monkeypatch.setattr(labs, "KINDS", {})
        attempt = play(learner, with_lab, True)
        see_all(attempt, with_lab)
        assert finished(attempt)


@pytest.mark.django_db
def test_a_module_that_asks_for_nothing_is_not_published(signed_in, author, draft):
    nothing = {"complete_steps": "", "complete_answers": "", "complete_labs": "", "body": short()}
    said = edit(signed_in(author), draft, **{"action-publish": "Publish", **nothing}).content.decode()
    assert "choose at least one: steps, answers, labs" in said
    only_labs = {**nothing, "complete_labs": "on"}
    said = edit(signed_in(author), draft, **{"action-publish": "Publish", **only_labs}).content.decode()
    assert "none in it has to be done" in said
    assert not ModulePage.objects.get(pk=draft.pk).live


@pytest.mark.django_db
def test_a_file_says_what_finishing_asks_for(course, tmp_path):
    file = tmp_path / "light.md"

    def said(complete):
        file.write_text(f"---\ntitle: Light\n{complete}\n---\n\nA lamp.\n", encoding="utf-8")
        page = import_module(source=file, course=course).page
        return page.get_latest_revision_as_object()

    assert said("complete: [right, steps]").requirements.names == ("steps", "right")
    assert said("").requirements.names == ("steps", "right"), "what a file leaves out stays as it was"
    assert "asks_nothing" in {one.code for one in problems(said("complete: []"))}
    with pytest.raises(ImportRefused, match="may list steps, answers, right and labs"):
        said("complete: [mastery]")


@pytest.mark.django_db
def test_pages_say_what_is_left_and_that_finished_is_not_mastered(signed_in, learner, course):
    page = questions(2, parent=course)
    client = signed_in(learner)
    told = client.get(page.get_url()).content.decode()
    assert "Open every step and answer both questions." in told
    attempt = play(learner, page, True)
    for address in (page.get_url(), reverse("courses:end", args=[page.slug])):
        assert "One question to answer and one step to open are left." in client.get(address).content.decode()
    step = client.get(reverse("courses:step", args=[page.slug, 1])).content.decode()
    assert "To finish: One question to answer is left." in step
    play(learner, page, True, True)
    see_all(attempt, page)
    ended = client.get(reverse("courses:end", args=[page.slug])).content.decode()
    assert "What you master stands in" in ended and reverse("reports:record") in ended
