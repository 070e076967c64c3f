"""How hard questions are: worked out of first answers, at night, and never for those who answered before."""

import datetime
import uuid

import pytest
from django.core.management import call_command

from accounts.models import User
from courses.models import Attempt, Calibration, Enrolment, Evidence, EvidenceKind
from courses.queries import calibration_of
from courses.services import begin
from gamification.models import Ability
from gamification.rules.calibrating import FEWEST_ANSWERS, FirstAnswer, calibrate
from gamification.services import calibrating, replay
from gamification.services.calibrating import ENOUGH_NEW, calibrate_items
from tests.courses.test_calibration import asked_anew
from tests.played import MORNING, answer, asked, questions

CRAFT = {"prompt-craft": 1.0}
HALF = ENOUGH_NEW // 2


def told(item, scores, learner="someone"):
    return [FirstAnswer(f"{learner} {one}", item, CRAFT, score) for one, score in enumerate(scores)]


def test_a_question_that_fewer_get_right_is_harder_and_the_mean_is_nought():
    found = calibrate([*told("easy", [1] * 9 + [0]), *told("hard", [0] * 9 + [1], "another")])
    assert found["easy"].belief.mean < 0 < found["hard"].belief.mean
    assert sum(one.belief.mean for one in found.values()) == pytest.approx(0)
    assert found["hard"].answers == 10
    assert found["hard"].belief.variance < 1


def test_a_question_only_strong_learners_met_is_not_taken_for_an_easy_one():
    strong = [FirstAnswer(f"strong {one}", f"other {of}", CRAFT, 1.0) for one in range(10) for of in range(8)]
    weak = [FirstAnswer(f"weak {one}", f"other {of}", CRAFT, 0.0) for one in range(10) for of in range(8)]
    mixed = [1.0, 0.0] * 5
    found = calibrate([*strong, *weak, *told("for the strong", mixed, "strong"), *told("x", mixed, "weak")])
    assert found["for the strong"].belief.mean > found["x"].belief.mean + 1


def test_what_too_few_answered_or_what_feeds_nothing_stays_unknown():
    few = told("few", [0.0] * (FEWEST_ANSWERS - 1))
    idle = [FirstAnswer(one, "idle", {}, 1.0) for one in range(20)]
    assert calibrate([*few, *idle]) == {}
    assert calibrate([*few, FirstAnswer("the tenth", "few", CRAFT, 1.0), *idle]).keys() == {"few"}


@pytest.fixture
def two(course):
    """A module of two questions."""
    return questions(2, parent=course)


def crowd(module, number, *, rights, **facts):
    """That many people's first answers to each question; of ten, the first `rights[question]` are right."""
    made = Attempt.objects.count()
    people = User.objects.bulk_create(
        User(email=f"person{made + one}@studio.example", first_name="Person") for one in range(number)
    )
    enrolled = Enrolment.objects.bulk_create(Enrolment(user=one, module=module) for one in people)
    attempts = Attempt.objects.bulk_create(
        Attempt(enrolment=one, revision=module.live_revision) for one in enrolled
    )
    Evidence.objects.bulk_create(
        Evidence(
            **{"user": person, "module": module, "revision": module.live_revision, "attempt": attempt}
            | {"block_id": block_id, "client_key": uuid.uuid4(), "weight": 1.0, "rule": "choice/1"}
            | {"score": float(place % 10 < right), "correct": place % 10 < right, "competencies": CRAFT}
            | facts
        )
        for place, (person, attempt) in enumerate(zip(people, attempts, strict=True))
        for block_id, right in zip(asked(module), rights, strict=False)
    )
    return attempts


def test_a_version_waits_for_enough_new_first_answers(two):
    easy, hard = asked(two)
    crowd(two, HALF - 1, rights=(9, 3))
    assert calibrate_items() is None
    crowd(two, 1, rights=(9, 3))
    made = calibrate_items()
    assert (made.number, made.answers) == (1, ENOUGH_NEW)
    assert calibration_of(two.pk, easy)["difficulty"] < -0.5
    assert calibration_of(two.pk, hard) | {"difficulty": 0.0, "variance": 0.0} == {
        "version": 1,
        "difficulty": 0.0,
        "variance": 0.0,
    }
    assert calibrate_items(fewest_new=1) is None
    crowd(two, HALF, rights=(3, 9))
    assert (calibrate_items().number, Calibration.objects.count()) == (2, 2)


def test_only_first_tries_of_first_attempts_are_counted(two):
    attempts = crowd(two, 10, rights=(9,))
    crowd(two, 10, rights=(0,), kind=EvidenceKind.SHOWN)
    crowd(two, 10, rights=(0,), try_number=2)
    Attempt.objects.filter(pk__in=[one.pk for one in crowd(two, 10, rights=(0,))]).update(number=2)
    assert calibrate_items(fewest_new=1).answers == len(attempts)


def test_what_was_recertified_is_measured_from_its_new_answers_alone(two, author):
    changed, kept = asked(two)
    crowd(two, HALF, rights=(1, 5))
    live = asked_anew(two, author, which=0)
    calibrate_items(fewest_new=1)
    assert calibration_of(live.pk, changed)["version"] == 0
    assert calibration_of(live.pk, kept)["version"] == 1
    crowd(live, HALF, rights=(9, 5))
    assert calibrate_items().answers == 3 * HALF
    assert calibration_of(live.pk, changed)["difficulty"] < calibration_of(live.pk, kept)["difficulty"]


def test_what_is_recertified_while_a_version_is_made_is_not_known_by_it(two, author, monkeypatch):
    changed, kept = asked(two)
    crowd(two, HALF, rights=(1, 5))

    def interrupted(answers):
        found = calibrate(answers)
        asked_anew(two, author, which=0)
        return found

    monkeypatch.setattr(calibrating, "calibrate", interrupted)
    assert calibrate_items()
    assert [calibration_of(two.pk, one)["version"] for one in (changed, kept)] == [0, 1]


def test_a_new_version_in_the_middle_of_a_history_moves_nothing_that_was_answered(two, learner):
    first, second = asked(two)
    attempt = begin(user=learner, module=two, at=MORNING)
    answer(attempt, two, first, True, MORNING)
    before = Ability.objects.get().belief
    crowd(two, HALF, rights=(9, 2))
    assert calibrate_items()
    assert Ability.objects.get().belief == before
    answer(attempt, two, second, True, MORNING + datetime.timedelta(minutes=1))
    versions = Evidence.objects.filter(user=learner).values_list("calibration__version", flat=True)
    assert list(versions) == [0, 1]
    after = Ability.objects.get(user=learner).belief
    crowd(two, HALF, rights=(0, 0))
    assert calibrate_items().number == 2
    replay()
    assert Ability.objects.get(user=learner).belief == after
    assert replay(check=True) == []


def test_the_command_says_what_it_made(two, capsys):
    crowd(two, 10, rights=(9, 2))
    call_command("calibrate")
    call_command("calibrate")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Calibration 1: 2 questions, from 20 first answers."
    assert said[1].startswith("No new version")


def test_it_is_done_at_night(settings):
    tasks = {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert "gamification.calibrate" in tasks
