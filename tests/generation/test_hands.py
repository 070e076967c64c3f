"""What two hands do first, what they leave when something fails, and that they go when nothing is left."""

import threading
from functools import partial

import pytest

from generation.stages.side_by_side import AT_ONCE, Hands, stop


@pytest.fixture
def order():
    return []


@pytest.fixture
def held(order):
    """Hands that are full until the event is set."""
    hands, go, full = Hands(), threading.Event(), threading.Barrier(AT_ONCE + 1)

    def hold():
        full.wait(10)
        go.wait(10)

    begun = [hands.begin(hold) for _ in range(AT_ONCE)]
    full.wait(10)
    yield hands, go
    go.set()
    stop(begun)


def test_what_is_wanted_now_comes_before_what_was_begun_ahead(held, order):
    hands, go = held
    ahead = [hands.begin(partial(order.append, f"ahead {number}")) for number in range(3)]
    wanted = hands.finished([partial(order.append, "now")])
    threading.Timer(0.05, go.set).start()
    list(wanted)
    stop(ahead)
    assert order[:1] == ["now"] or order[:2] == ["ahead 0", "now"], "only what was in hand is before it"


def test_what_was_begun_ahead_is_given_with_the_rest_and_made_once(order):
    hands = Hands()

    def made(name):
        order.append(name)
        return name

    begun = [hands.begin(partial(made, name)) for name in "ab"]
    assert sorted(hands.finished([partial(made, name) for name in "cde"], begun)) == list("abcde")
    assert sorted(order) == list("abcde")


def test_of_works_no_more_are_begun_than_there_are_hands_while_results_are_kept(order):
    given = Hands().finished([partial(order.append, number) for number in range(20)])
    next(given)
    given.close()
    assert len(order) <= 3 * AT_ONCE


def test_what_waits_behind_a_failure_is_called_off_and_what_had_begun_is_given(held):
    hands, go = held
    later = [hands.begin(partial(str, number)) for number in range(20)]

    def fails():
        stopped.set()
        raise ValueError("no room")

    stopped = threading.Event()
    given = hands.finished([fails], later)
    threading.Timer(0.05, go.set).start()
    with pytest.raises(ValueError, match="no room"):
        list(given)
    assert all(one.cancelled() or one.done() for one in later)


def test_hands_go_when_nothing_is_left():
    before = threading.active_count()
    list(Hands().finished([int] * 5))
    for thread in threading.enumerate():
        if thread.name == "piece":
            thread.join(10)
    assert threading.active_count() <= before
