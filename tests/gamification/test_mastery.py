import datetime
import uuid
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Evidence
from courses.services import record_evidence
from gamification.models import Ability, Mastery
from gamification.queries import mastery_of
from gamification.rules import AVERAGE, Belief, Learner, Observed, Standing
from gamification.services import apply, replay
from tests.factories import competency
from tests.played import MORNING, answer, asked, play, questions


def record(user, module, *, score=1.0, weight=1.0, at=MORNING, **facts):
    defaults = {"revision": module.live_revision, "attempt": None, "block_id": "a", "correct": score == 1}
    return record_evidence(
        user=user,
        module=module,
        client_key=facts.pop("client_key", uuid.uuid4()),
        score=score,
        weight=weight,
        rule="choice/1",
        created_at=at,
        **defaults | facts,
    )[0]


def held(user, slug="prompt-craft") -> Mastery:
    return Mastery.objects.get(user=user, competency=slug)


def after(*scores: float, weight: float = 1.0, item: Belief = AVERAGE) -> Learner:
    learner = Learner()
    for score in scores:
        learner.observe(Observed(score, weight, {"prompt-craft": 1.0}, item))
    return learner


def of(learner: Learner, slug: str = "prompt-craft") -> Standing:
    return learner.own[slug]


def test_an_answer_moves_its_learner_and_nobody_else(learner, outsider, module):
    record(learner, module)
    assert held(learner).standing == of(after(1))
    assert learner.ability.belief == after(1).general
    assert not Mastery.objects.filter(user=outsider).exists()


def test_the_weight_of_the_competency_counts(learner, course):
    module = questions(1, parent=course, competencies={"prompt-craft": 1.0, "intent-and-iteration": 0.3})
    play(learner, module, True)
    both = Learner()
    both.observe(Observed(1.0, 1.0, {"prompt-craft": 1.0, "intent-and-iteration": 0.3}))
    assert held(learner, "intent-and-iteration").standing == of(both, "intent-and-iteration")
    assert learner.ability.belief == both.general


def test_the_difficulty_frozen_in_the_evidence_counts(learner, module):
    row = record(learner, module)
    Evidence.objects.update(calibration={"version": 3, "difficulty": 1.5, "variance": 0.2})
    assert len(replay()) == 2
    assert held(learner).standing == of(after(1, item=Belief(1.5, 0.2)))
    row.refresh_from_db()
    apply(evidence=row)
    assert held(learner).standing == of(after(1, item=Belief(1.5, 0.2)))


def test_an_answer_that_does_not_count_leaves_no_trace(learner, module):
    record(learner, module, weight=0.0)
    assert not Mastery.objects.exists()


def test_a_resend_moves_nothing(learner, module):
    key = uuid.uuid4()
    record(learner, module, client_key=key)
    before = held(learner).standing
    record(learner, module, client_key=key)
    assert held(learner).standing == before


def test_counting_the_same_evidence_twice_changes_nothing(learner, module):
    row = record(learner, module)
    before = held(learner).standing
    apply(evidence=row)
    assert held(learner).standing == before


def test_an_answer_that_cannot_be_counted_is_not_kept(learner, module):
    with pytest.raises(ValueError, match="A score lies between"):
        record(learner, module, score=2.0)
    assert not Evidence.objects.exists()


def test_mastery_is_read_for_every_pair_in_four_queries(learner, outsider, module, django_assert_num_queries):
    for block in "abcd":
        record(learner, module, block_id=block)
    competencies = [competency(), competency("rights", "Rights")]
    with django_assert_num_queries(4):
        found = mastery_of([learner, outsider], competencies)
    assert found[learner.pk]["prompt-craft"].words == "Apprentice"
    assert not found[learner.pk]["rights"].enough
    assert not found[outsider.pk]["prompt-craft"].enough


answers = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 20)), min_size=1, max_size=12
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_answers=answers)
def test_replay_gives_the_same_figures_in_whatever_order_answers_arrived(learner, module, given_answers):
    with transaction.atomic():
        rows = [
            record(learner, module, score=score, weight=weight, at=MORNING + datetime.timedelta(hours=hour))
            for score, weight, hour in given_answers
        ]
        expected = Learner()
        for row in sorted(rows, key=lambda row: (row.created_at, row.pk)):
            expected.observe(Observed(row.score, row.weight, row.competencies))
        if expected.own:
            assert held(learner).standing == of(expected)
            assert Ability.objects.get(user=learner).belief == expected.general
        assert replay(check=True) == []
        transaction.set_rollback(True)


def test_replay_mends_what_differs_and_check_only_says_so(learner, module, capsys):
    record(learner, module)
    right = held(learner).standing
    Mastery.objects.update(mean=3.0)
    with pytest.raises(CommandError, match="1 summaries differ"):
        call_command("replay_mastery", check=True)
    assert held(learner).mean == 3.0
    call_command("replay_mastery")
    assert held(learner).standing == right
    call_command("replay_mastery", check=True)
    assert "0 summaries differ." in capsys.readouterr().out


def test_replay_makes_what_is_missing_and_removes_what_has_no_evidence(learner, outsider, module):
    record(learner, module)
    right = held(learner).standing
    Mastery.objects.all().delete()
    Ability.objects.update(mean=2.0)
    Mastery.objects.create(user=outsider, competency="prompt-craft", mean=2.0, weight=9)
    assert len(replay()) == 3
    assert held(learner).standing == right
    assert not Mastery.objects.filter(user=outsider).exists()


def test_tries_and_retakes_through_the_player_replay_to_the_same_figures(learner, course):
    module = questions(3, parent=course)
    attempt = play(learner, module, True, False, False)
    answer(attempt, module, asked(module)[1], True, MORNING + datetime.timedelta(hours=1))
    answer(attempt, module, asked(module)[2], False, MORNING + datetime.timedelta(hours=2))
    assert held(learner).weight == 4.0
    assert replay(check=True) == []


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_both_count(learner, course):
    module = questions(1, parent=course)
    start = Barrier(4)

    def give(block_id: str) -> None:
        try:
            start.wait()
            record(learner, module, block_id=block_id)
        finally:
            connection.close()

    threads = [Thread(target=give, args=(block,)) for block in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(learner).answers == 4
    assert replay(check=True) == []


@pytest.mark.django_db(transaction=True)
def test_two_processes_rebuild_what_one_would(learner, outsider, module):
    for person in (learner, outsider):
        record(person, module)
    right = held(learner).standing
    Mastery.objects.update(mean=3.0)
    assert len(replay(processes=2)) == 2
    assert held(learner).standing == right
    assert replay(check=True, processes=2) == []
