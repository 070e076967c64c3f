import pytest

from labs.readiness.weighing import Answers, Risk, pilot, ranked, weigh


def answers(name="Tagging", **said) -> Answers:
    told = {"hours": 10.0, "routine": 5, "checkable": 5, "harm": Risk.LOW, "personal": False} | said
    return Answers(name, **told)


@pytest.mark.parametrize(
    ("said", "risk"),
    [
        ({}, Risk.LOW),
        ({"checkable": 2}, Risk.MEDIUM),
        ({"harm": Risk.MEDIUM}, Risk.MEDIUM),
        ({"harm": Risk.HIGH}, Risk.HIGH),
        ({"personal": True}, Risk.HIGH),
    ],
)
def test_risk_is_what_a_mistake_does_whether_it_is_seen_and_whose_rights_are_in_it(said, risk):
    assert weigh(answers(**said)).risk == risk


@pytest.mark.parametrize(("routine", "hours"), [(1, 0.0), (3, 5.0), (5, 10.0)])
def test_what_is_never_the_same_gives_no_hours_back(routine, hours):
    assert weigh(answers(routine=routine)).could_go == hours


def test_least_risk_comes_first_and_then_what_gives_most_back():
    tasks = [
        answers("Voices", personal=True, hours=40.0),
        answers("Small", hours=1.0),
        answers("Large", hours=9.0),
        answers("Unseen", checkable=1, hours=30.0),
    ]
    assert [one.name for one in ranked(tasks)] == ["Large", "Small", "Unseen", "Voices"]
    assert pilot(tasks).name == "Large"


def test_where_every_task_is_dear_no_pilot_is_proposed():
    assert pilot([answers(personal=True), answers(routine=1)]) is None
