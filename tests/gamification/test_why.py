"""Why a figure is what it is: each piece of evidence, what it moved, and what the next level asks for."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import EvidenceKind
from courses.services import retake
from gamification.queries import explain, mastery_of
from gamification.rules import Level, Reading, Tally, ahead, share_in_words, weight_in_words
from tests.factories import competency
from tests.gamification.test_levels import lab
from tests.gamification.test_recertified import LATER, publish
from tests.played import MORNING, answer, asked, play, questions, see_all


def later(days: int) -> datetime.datetime:
    return MORNING + datetime.timedelta(days=days)


def test_every_piece_says_what_it_moved_and_together_they_are_the_figure(learner, course):
    craft = competency()
    first = questions(5, parent=course)
    play(learner, first, True, False, True, True, True)
    elsewhere = questions(2, parent=course, slug="sound", competencies={"sound": 1.0})
    play(learner, elsewhere, False, False, at=later(1))
    play(learner, questions(1, parent=course, slug="third"), True, at=later(2))

    found = explain(learner, craft)
    now = mastery_of([learner], [craft])[learner.pk]["prompt-craft"]
    assert found.reading == now
    moved = [piece.moved for piece in found.pieces]
    assert [piece.evidence.created_at for piece in found.pieces][0] == later(2)
    assert len(moved) == 6
    assert (moved[0].after.figure, moved[0].after.mean, moved[0].after.variance) == (
        now.figure,
        now.mean,
        now.variance,
    )
    assert moved[0].elsewhere < 0, "two wrong answers in another competency tell a little here too"
    assert moved[0].before.figure == moved[1].after.figure + moved[0].elsewhere
    assert moved[0].points > 0
    assert (moved[-1].before.gathered, moved[-1].after.gathered, moved[-1].points) == (0, 25, None)


def test_what_a_change_put_aside_is_listed_and_moves_nothing(learner, author, course):
    two = questions(2, parent=course)
    see_all(play(learner, two, True, False), two)
    live = publish(two, author)
    again = retake(user=learner, module=live, at=LATER + datetime.timedelta(days=1))
    answer(again, live, asked(live)[1], True, LATER + datetime.timedelta(days=1))
    repeated, wrong, aside = explain(learner, competency()).pieces
    assert aside.evidence.excluded_at == LATER
    assert aside.counted == "counts no more: it is asked otherwise now"
    assert aside.moved.before == aside.moved.after
    assert (wrong.counted, repeated.counted) == ("counts in full", "counts half: answered before")


def test_levels_stand_with_their_day_and_reason_and_the_next_says_what_is_missing(learner, course):
    module = questions(6, parent=course)
    play(learner, module, True, True, True, True, True, True)
    lab(learner, module, 1)
    found = explain(learner, competency())
    assert [award.level for award in found.awards] == ["apprentice", "novice"]
    assert "more than 50 of 100 average questions" in found.awards[0].reason
    assert found.ahead.level == Level.PRACTITIONER
    assert [gate.words for gate in found.ahead.gates if not gate.met] == ["Labs passed", "Different contexts"]
    assert (found.ahead.right, found.ahead.asked) == (70, 80)
    assert found.pieces[0].counted == "counts as 3 answers"


def test_without_evidence_it_says_what_the_first_level_asks_for(learner, db):
    found = explain(learner, competency())
    assert (found.reading, found.pieces, found.awards, found.since) == (Reading(), (), (), 0)
    assert (found.ahead.level, found.ahead.sure) == (Level.NOVICE, None)


def test_it_comes_in_pages_and_costs_the_same_for_few_and_many(learner, course):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            found = explain(learner, competency(), page="2")
            list(found.pieces)
        return len(asked_for)

    play(learner, questions(2, parent=course), True, True)
    few = cost()
    for number in range(6):
        play(learner, questions(9, parent=course, slug=f"m{number}"), *[True] * 9)
    assert cost() == few <= 9
    found = explain(learner, competency(), page="2")
    assert (len(found.pieces), found.page.paginator.count) == (6, 56)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"weight": 1}, "counts in full"),
        ({"weight": 0.5, "try_number": 2}, "counts half: try 2"),
        ({"weight": 0.5, "hinted": True}, "counts half: there was a hint"),
        ({"weight": 0.5, "kind": EvidenceKind.REFRESH}, "counts half: a daily review"),
        ({"weight": 0.0}, "kept, not counted: once a day is enough"),
        (
            {"weight": 0.0, "kind": EvidenceKind.SHOWN, "try_number": 3},
            "kept, not counted: the tries before it were",
        ),
        (
            {"weight": 0.0, "kind": EvidenceKind.REVIEW},
            "kept, not counted: the reviewer has not proved reliable yet",
        ),
        ({"weight": 3, "kind": EvidenceKind.TRANSFER}, "counts as 3 answers"),
        (
            {"weight": 1.5, "kind": EvidenceKind.LAB},
            "counts as 1.5 answers, for it was not the first attempt or had a hint",
        ),
        (
            {"weight": 1.6, "kind": EvidenceKind.REVIEW},
            "counts as 1.6 answers: two, times how reliable the reviewer is",
        ),
        (
            {"weight": 0, "kind": EvidenceKind.SELF_REPORT},
            "kept, not counted: one’s own word is read, not weighed",
        ),
    ],
)
def test_a_weight_is_said_in_words(facts, said):
    assert weight_in_words(**{"kind": EvidenceKind.QUESTION, **facts}) == said


def test_a_share_of_the_weight_is_said_only_where_it_is_one():
    assert (share_in_words(0.3), share_in_words(1.0)) == ("30 % of that for this competency", "")


def test_nearly_sure_is_never_rounded_up_to_sure_enough():
    reading = Reading(figure=60, level=Level.NOVICE, answers=9, weight=9, mean=0.84, variance=1.0)
    found = ahead(reading, Tally())
    assert (found.sure, found.asked, found.sure_enough) == (79, 80, False)
    assert ahead(Reading(level=Level.EXPERT), Tally()) is None
