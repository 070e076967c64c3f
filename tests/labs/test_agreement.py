"""Published worked examples, and what cannot be measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from labs.agreement import confusion, kappa, krippendorff

N = None
# Krippendorff (2011), D: four observers, twelve units, with missing values.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
# The example of the encyclopaedia's article on alpha: three coders, fifteen units.
CODERS = (
    (N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3),
    (1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N),
    (N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4),
)


@pytest.mark.parametrize(
    ("people", "metric", "published"),
    [
        (OBSERVERS, "nominal", 0.743),
        (OBSERVERS, "ordinal", 0.815),
        (OBSERVERS, "interval", 0.849),
        (CODERS, "nominal", 0.691),
        (CODERS, "ordinal", 0.807),
        (CODERS, "interval", 0.811),
    ],
)
def test_alpha_is_what_was_published(people, metric, published):
    assert krippendorff(zip(*people, strict=True), metric).value == pytest.approx(published, abs=5e-4)


def test_what_only_one_person_labelled_does_not_count():
    found = krippendorff(zip(*OBSERVERS, strict=True), "nominal")
    assert (found.units, found.people) == (11, 4)


@pytest.mark.parametrize("units", [[], [[1], [2]], [[1, N], [N, 2]]])
def test_of_one_persons_labels_there_is_no_alpha(units):
    found = krippendorff(units, "nominal")
    assert found.value is None and found.words.startswith("Nothing has two labels yet")


def test_where_everyone_chose_the_same_alpha_says_nothing():
    found = krippendorff([[2, 2], [2, 2, 2]], "ordinal")
    assert found.value is None and "everyone chose the same" in found.words.lower()


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ([[1, 1], [2, 2]], "can be relied on"),
        ([[1, 1]] * 5 + [[2, 2]] * 4 + [[1, 2]], "can be relied on"),
        ([[1, 1]] * 4 + [[2, 2]] * 3 + [[1, 2]], "tentative"),
        ([[1, 1], [2, 2], [1, 2]], "Too far apart"),
        ([[1, 2], [2, 1]], "Less agreement than chance"),
    ],
)
def test_what_alpha_means_is_said_in_a_sentence(units, said):
    assert said in krippendorff(units, "nominal").words


@given(some.lists(some.lists(some.sampled_from([1, 2, 3, N]), max_size=4), max_size=6))
def test_alpha_is_never_above_one_whoever_labels(units):
    for metric in ("nominal", "ordinal", "interval"):
        value = krippendorff(units, metric).value
        assert value is None or value <= 1 + 1e-9


def test_ordinal_labels_one_step_apart_cost_less_than_the_ends_of_the_scale():
    near = krippendorff([[1, 2], [3, 3], [5, 5], [1, 1]], "ordinal").value
    far = krippendorff([[1, 5], [3, 3], [5, 5], [1, 1]], "ordinal").value
    assert near > far


def test_kappa_is_what_was_published():
    # Two raters, fifty proposals: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert confusion(pairs, ("y", "n")) == ((20, 5), (10, 15))


def test_kappa_says_nothing_of_nothing_and_of_two_who_never_varied():
    assert kappa([]) is None and kappa([("y", "y")] * 3) is None
