"""Levels: awarded once, on evidence, and never taken back."""

import datetime
import uuid

import pytest
from django.core.management import call_command

from courses.models import Evidence, EvidenceKind
from courses.services import record_lab, record_review, record_self_report
from gamification.models import Ability, LevelAward, Mastery
from gamification.queries import mastery_of, moves_of, tally_of
from gamification.rules import Level, Tally
from gamification.services import apply, replay
from gamification.signals import level_awarded
from tests.factories import competency
from tests.played import MORNING, play, questions


@pytest.fixture
def announced():
    heard = []

    def hear(sender, *, award, **kwargs):
        heard.append((award.competency, award.level))

    level_awarded.connect(hear)
    yield heard
    level_awarded.disconnect(hear)


def lab(user, module, day, *, block="lab-1", context="night exterior", passed=True, **facts):
    return record_lab(
        user=user,
        module=module,
        block_id=block,
        context=context,
        score=1.0 if passed else 0.0,
        passed=passed,
        rule="test/1",
        client_key=facts.pop("client_key", uuid.uuid4()),
        at=MORNING + datetime.timedelta(days=day),
        **facts,
    )[0]


def review(user, module, day, **facts):
    defaults = {"reviewer_level": Level.PRACTITIONER, "reliability": 0.8, "blind": True, "passed": True}
    return record_review(
        user=user,
        module=module,
        block_id="lab-1",
        score=1.0,
        rule="test/1",
        client_key=uuid.uuid4(),
        at=MORNING + datetime.timedelta(days=day),
        **defaults | facts,
    )[0]


def held(user) -> list[str]:
    return list(LevelAward.objects.filter(user=user).order_by("pk").values_list("level", flat=True))


def test_four_right_answers_make_an_apprentice_once(learner, course, announced):
    play(learner, questions(6, parent=course), True, True, True, True, True, True)
    assert held(learner) == ["novice", "apprentice"]
    assert announced == [("prompt-craft", "novice"), ("prompt-craft", "apprentice")]
    award = LevelAward.objects.get(level="apprentice")
    assert award.awarded_at == MORNING + datetime.timedelta(minutes=3)
    assert award.evidence == Evidence.objects.order_by("created_at")[3].pk
    assert "% sure that more than 50 of 100 average questions" in award.reason
    assert (award.answers, award.rule) == (4, "level/1")


def test_wrong_answers_never_take_a_level_away(learner, course):
    play(learner, questions(4, parent=course), True, True, True, True)
    play(learner, questions(9, parent=course, slug="second", title="Second"), *[False] * 9)
    assert held(learner) == ["novice", "apprentice"]
    said = mastery_of([learner], [competency()])[learner.pk]["prompt-craft"]
    assert said.level == Level.APPRENTICE
    assert said.figure < 50


def test_questions_alone_stop_at_apprentice_and_two_labs_lead_on(learner, course):
    module = questions(12, parent=course)
    play(learner, module, *[True] * 12)
    assert held(learner) == ["novice", "apprentice"]
    lab(learner, module, 1)
    assert held(learner) == ["novice", "apprentice"]
    lab(learner, module, 2, block="lab-2", context="dialogue")
    assert held(learner) == ["novice", "apprentice", "practitioner"]


def test_an_expert_needs_three_labs_a_blind_review_and_a_transfer_task(learner, course):
    module = questions(12, parent=course)
    play(learner, module, *[True] * 12)
    for day, block in enumerate(("lab-1", "lab-2", "lab-3"), start=1):
        lab(learner, module, day, block=block, context=block)
    lab(learner, module, 4, block="transfer", context="a trailer", transfer=True)
    review(learner, module, 5, blind=False)
    review(learner, module, 6, reviewer_level=Level.APPRENTICE)
    assert "expert" not in held(learner)
    review(learner, module, 7)
    assert held(learner)[-1] == "expert"
    assert replay(check=True) == []


def test_labs_are_tallied_by_what_was_passed(learner, course, module):
    lab(learner, module, 1)
    lab(learner, module, 2)
    lab(learner, module, 3, block="lab-2", passed=False)
    assert tally_of(learner, "prompt-craft") == Tally(labs=1, contexts=1)
    assert tally_of(learner, "rights") == Tally()


@pytest.mark.parametrize(("facts", "weight"), [({}, 3.0), ({"hinted": True}, 1.5), ({"transfer": True}, 3.0)])
def test_a_lab_weighs_three_answers_and_a_hinted_one_half_of_it(learner, module, facts, weight):
    assert lab(learner, module, 1, **facts).weight == weight


def test_a_lab_repeated_weighs_half_and_once_a_day(learner, module):
    first, again, later = lab(learner, module, 1), lab(learner, module, 1), lab(learner, module, 2)
    assert [row.weight for row in (first, again, later)] == [3.0, 0.0, 1.5]


def test_a_lab_failed_and_passed_on_one_day_is_passed(learner, module):
    failed, passed = lab(learner, module, 1, passed=False), lab(learner, module, 1)
    assert [row.weight for row in (failed, passed, lab(learner, module, 1))] == [3.0, 1.5, 0.0]
    assert tally_of(learner, "prompt-craft") == Tally(labs=1, contexts=1)


def test_a_lab_sent_twice_is_kept_once(learner, module):
    key = uuid.uuid4()
    assert lab(learner, module, 1, client_key=key) == lab(learner, module, 1, client_key=key)
    assert Mastery.objects.get(user=learner).weight == 3.0


def test_a_review_weighs_twice_the_reliability_of_who_gave_it(learner, module):
    assert review(learner, module, 1, reliability=0.4).weight == pytest.approx(0.8)
    with pytest.raises(ValueError, match="between 0 and 1"):
        review(learner, module, 1, reliability=1.2)


def test_somebodys_own_word_is_kept_and_weighs_nothing(learner, module):
    row, _ = record_self_report(
        user=learner, module=module, block_id="a", response={"level": "expert"}, client_key=uuid.uuid4()
    )
    assert (row.kind, row.weight) == (EvidenceKind.SELF_REPORT, 0.0)
    assert not Mastery.objects.exists()
    assert not LevelAward.objects.exists()


def test_an_answer_elsewhere_may_complete_a_level(learner, course):
    """By the part of ability that competencies share; a replay would find it, so it is awarded at once."""
    light = questions(5, parent=course, slug="light", title="Light")
    light.competencies.all().delete()
    light.competencies.create(competency=competency("lighting", "Lighting"), weight=1.0)
    light.save_revision().publish()
    play(learner, light, True, False, True, False, True)
    assert LevelAward.objects.get(user=learner).level == "novice"
    sound = questions(9, parent=course, slug="sound", title="Sound")
    attempt = play(learner, sound, *[True] * 9, at=MORNING + datetime.timedelta(days=1))
    award = LevelAward.objects.get(user=learner, competency="lighting", level="apprentice")
    assert Evidence.objects.get(pk=award.evidence).attempt == attempt
    assert {move.competency.slug: move.reached for move in moves_of(attempt)}["lighting"] == ("apprentice",)
    before = list(LevelAward.objects.values())
    assert replay() == []
    assert list(LevelAward.objects.values()) == before


def test_replay_leaves_what_was_awarded_alone(learner, course, announced):
    play(learner, questions(4, parent=course), True, True, True, True)
    before = list(LevelAward.objects.values())
    Mastery.objects.update(mean=-3.0)
    replay()
    apply(evidence=Evidence.objects.order_by("created_at")[0])
    assert list(LevelAward.objects.values()) == before
    assert len(announced) == 2


def test_one_answer_costs_the_same_whatever_was_answered_before(
    learner, course, django_assert_max_num_queries
):
    few = questions(1, parent=course, slug="few", title="Few")
    many = questions(40, parent=course, slug="many", title="Many")
    play(learner, many, *[True] * 40)
    evidence = Evidence.objects.order_by("-created_at")[0]
    play(learner, few, True, at=MORNING + datetime.timedelta(days=1))
    row = Evidence.objects.order_by("-created_at")[0]
    assert row != evidence
    row.pk, row.client_key, row.block_id = None, uuid.uuid4(), "another"
    row.attempt = None
    row.created_at += datetime.timedelta(hours=1)
    row.save()
    with django_assert_max_num_queries(16):
        apply(evidence=row)


def test_figures_of_older_rules_are_made_anew_and_what_they_earn_is_awarded(learner, outsider, course):
    module = questions(4, parent=course)
    play(learner, module, True, True, True, True)
    play(outsider, module, True, True)
    right = Mastery.objects.get(user=learner).standing
    LevelAward.objects.all().delete()
    Ability.objects.filter(user=learner).delete()
    Mastery.objects.update(mean=-3.0)
    call_command("replay_mastery", outdated=True)
    assert Mastery.objects.get(user=learner).standing == right
    assert held(learner) == ["novice", "apprentice"]
    assert Mastery.objects.get(user=outsider).mean == -3.0
