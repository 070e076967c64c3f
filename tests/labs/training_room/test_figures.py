"""What a model gets right, whom it is unfair to, and how that is said."""

import pytest

from labs.training_room import words
from labs.training_room.curves import curves_of
from labs.training_room.evaluation import Counts, by_group, counts, is_named, worst_groups
from labs.training_room.room import Line, ten_of

LINES = [
    Line("a", "A", "Dock", "held_out", True),
    Line("b", "B", "Dock", "held_out", False),
    Line("c", "C", "Office", "held_out", True),
    Line("d", "D", "Office", "held_out", False),
]
CHANCES = {"a": 0.9, "b": 0.5, "c": 0.2, "d": 0.49}


def test_a_line_is_flagged_from_the_threshold_on():
    assert counts(LINES, CHANCES) == Counts(caught=1, missed=1, wrongly=1, passed=1)
    assert counts(LINES, CHANCES, 0.51) == Counts(caught=1, missed=1, wrongly=0, passed=2)


def test_precision_and_recall_have_no_value_where_nothing_is_flagged_or_to_be_flagged():
    none = counts(LINES, CHANCES, 0.99)
    assert (none.precision, none.recall) == (None, 0.0)
    assert "flags nothing" in words.precision(none)
    assert counts(LINES[1:2], CHANCES).recall is None
    assert words.recall(counts(LINES, CHANCES)) == "It catches 1 of 2 (50 %) of what must be caught."


def test_the_group_whose_harmless_lines_are_flagged_more_often_is_treated_worse():
    groups = by_group(LINES, CHANCES)
    assert worst_groups(groups) == ("Dock",)
    assert words.fairness(groups, "No threat").startswith(
        "Of 1 lines “No threat” of Dock it flagged 1, of 1 of Office 0. Dock is treated worse, by 100 points."
    )


def test_where_rates_are_alike_no_group_stands_out_and_counts_do_not_mislead():
    alike = {"Dock": Counts(0, 0, 2, 2), "Office": Counts(0, 0, 4, 4)}
    assert worst_groups(alike) == () and is_named(alike, "")
    assert words.fairness(alike, "No threat").endswith("no group stands out.")
    assert worst_groups(alike | {"Ship": Counts(0, 0, 3, 1), "Bridge": Counts(5, 5, 0, 9)}) == ("Ship",)


def test_of_several_groups_that_are_treated_worse_any_may_be_named():
    groups = {"A": Counts(0, 0, 3, 3), "B": Counts(0, 0, 3, 3), "C": Counts(0, 0, 0, 6)}
    assert [name for name in ("A", "B", "C", "") if is_named(groups, name)] == ["A", "B"]
    assert "A and B are treated worse than C, by 50 points." in words.fairness(groups, "No threat")


def test_a_share_that_falls_short_of_a_mark_does_not_read_as_if_it_reached_it():
    assert words.share(8, 9) == "8 of 9 (88 %)"


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([("Dock", 10, 9), ("Office", 10, 1)], "who speaks in place of what is meant"),
        ([("Dock", 10, 5)], "All lines are of Dock"),
        ([("Dock", 10, 10), ("Office", 10, 10)], "one label throughout"),
        ([("Dock", 10, 2), ("Office", 10, 2)], "4 of 20 lines are “Threat”"),
        ([("Dock", 10, 5), ("Office", 10, 4)], "about even"),
    ],
)
def test_what_a_choice_may_teach_besides_the_meaning_is_said(groups, said):
    assert said in " ".join(words.balance(groups, "Threat"))


@pytest.mark.parametrize(
    ("ten", "beside", "said"),
    [
        ({"train": 1.0, "held_out": 0.5}, 0.9, "by 50 points: that gap is overfitting."),
        ({"train": 1.0, "held_out": 0.9}, 0.5, "That may be chance"),
        ({"train": 1.0, "held_out": 1.0}, 1.0, "lost nothing by it"),
        ({"train": 0.8, "held_out": 0.5}, 0.9, "did not even learn the few by heart"),
    ],
)
def test_what_ten_lines_did_is_said_as_it_was(ten, beside, said):
    told = words.by_heart(ten, {"train": 1.0, "held_out": beside}, 20, 40, 10)
    assert said in told and f"on {round(ten['held_out'] * 20)} of 20" in told


def test_ten_lines_are_five_of_each_where_there_are_five_and_always_the_same():
    labels = {f"{number:02}": number % 3 == 0 for number in range(30)}
    ten = ten_of(labels)
    assert len(ten) == 10 and sum(ten.values()) == 5 and ten == ten_of(dict(reversed(labels.items())))
    few = ten_of({str(number): number == 0 for number in range(30)})
    assert len(few) == 10 and sum(few.values()) == 1
    assert len(ten_of({str(number): True for number in range(12)})) == 10


def test_curves_stay_inside_their_drawing_and_say_what_they_show():
    curve = [[0, 0.69, 0.5, 0.69, 0.5], [10, 0.3, 0.9, 1.4, 0.6], [20, 0.1, 1.0, 2.0, 0.55]]
    made = curves_of(curve)
    for chart in made.charts:
        for point in (chart.trained + " " + chart.held_out).split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 320 and 0 <= y <= 150
    assert "50% to 100%" in made.charts[0].told and "0.69 to 2.00" in made.charts[1].told
    assert made.last == {"train": 1.0, "held_out": 0.55} and made.rows[-1][0] == 20
