"""What is wrong with a set, and what is not."""

from dataclasses import replace
from functools import cache

import pytest

from labs.looks import look_of
from labs.reference_set import variety
from labs.reference_set.checks import report
from labs.reference_set.items import Item, Truth, Wanted
from labs.reference_set.words import Check
from tests.labs.reference_set.making import COLOURS, MUST, drawn

WANTED = Wanted("desert", 5, 8, ("own", "licensed"), MUST)
ANGLES = ("wide", "low", "high", "close", "eye")
TRUE = Truth(True, "", "own", "Our unit.")


@cache
def seen(light: str, shape: int):
    return look_of(drawn(light, shape, 256))


def item(at: int, light: str, **said) -> Item:
    facts = {
        "name": f"ridge at {light}",
        "description": f"A wide desert ridge at {light}",
        "angle": ANGLES[at % 5],
        "rights": "own",
        "source": "",
        "width": 600,
        "height": 600,
        "look": seen(light, at),
    }
    return Item(f"p{at}", **facts | said)


@pytest.fixture
def good() -> list[Item]:
    return [item(at, light) for at, light in enumerate(COLOURS)]


def found(items, check, wanted=WANTED, judged=True):
    told = report(items, wanted, judged=judged)
    at = {one["check"]: one for one in told["checks"]}
    return at[check], {key: [badge for badge, _ in faults] for key, faults in told["faults"].items()}


def changed(items, at, **said):
    return [replace(one, **said) if number == at else one for number, one in enumerate(items)]


def test_a_good_set_has_nothing_wrong_with_it(good):
    told = report(good, WANTED, judged=True)
    assert told["passed"] and told["score"] == 1.0 and told["faults"] == {}
    assert [one["check"] for one in told["checks"]] == list(Check.values)
    assert all(one["how"] and one["told"] for one in told["checks"])


def test_too_few_and_too_many_are_told_with_what_to_do(good):
    assert found(good[:3], "number")[0]["told"] == "There are 3. Put in 2 more."
    told, _ = found(good, "number", replace(WANTED, most=4))
    assert told["told"].startswith("There are 5. Take out 1") and not told["met"]


@pytest.mark.parametrize(("size", "met"), [((512, 512), True), ((511, 900), False), ((900, 511), False)])
def test_each_side_has_its_pixels(good, size, met):
    told, faults = found(changed(good, 2, width=size[0], height=size[1]), "size")
    assert told["met"] is met
    assert faults == ({} if met else {"p2": [f"Too small: {size[0]} × {size[1]}"]})


def test_twins_are_named_on_both_pictures(good):
    told, faults = found(changed(good, 3, look=good[0].look), "twins")
    assert not told["met"]
    assert faults["p0"] == ["Like “ridge at storm”"] and faults["p3"] == ["Like “ridge at noon”"]


def test_light_that_is_the_same_in_more_than_half_is_shown_on_those(good):
    noons = [item(at, "noon") for at in range(4)]
    told, faults = found([*noons, *good[3:]], "light")
    assert not told["met"] and told["told"].startswith("4 of 6 are bright")
    same = {key for key, badges in faults.items() if any("Same light" in one for one in badges)}
    assert same == {"p0", "p1", "p2", "p3"}


def test_half_of_one_light_is_enough_variety_and_two_kinds_are_too_few(good):
    noons = [item(at, "noon") for at in range(3)]
    assert found([*noons, *good[2:4], item(5, "night")], "light")[0]["met"]
    told, _ = found([*noons, item(3, "night"), item(4, "night"), item(5, "night")], "light")
    assert told["told"].startswith("Only 2 kinds")


def test_angles_are_asked_for_and_compared(good):
    assert found(changed(good, 1, angle=""), "angle")[1] == {"p1": ["No angle"]}
    same = [replace(one, angle="eye") for one in good]
    told, faults = found(same, "angle")
    assert "5 of 5 are eye level" in told["told"] and len(faults) == 5


def test_several_angles_over_the_same_lines_are_a_hint_and_no_fault(good):
    alike = [replace(one, look=good[0].look) for one in good]
    assert variety.lines_alike(alike) and not variety.lines_alike(good)
    assert found(alike, "angle")[0]["met"]


@pytest.mark.parametrize(
    "name",
    ["", "IMG_1234", "img 1234 (2)", "DSC01234", "P1000123", "photo", "Screenshot 2026-01-04", "final_v2",
     "new copy of image 3", "1234", "noon", "noon-noon", "untitled"],
)  # fmt: skip
def test_names_that_say_nothing_are_told(good, name):
    assert list(found(changed(good, 0, name=name), "names")[1]) == ["p0"]


@pytest.mark.parametrize(
    "name", ["mesa noon", "dead-tree_2", "Straße bei Nacht", "copy room at dawn", "IMG of a mesa"]
)
def test_names_that_say_something_are_left_alone(good, name):
    assert found(changed(good, 0, name=name), "names")[1] == {}


def test_a_name_is_used_once(good):
    assert list(found(changed(good, 0, name="Ridge-at NIGHT"), "names")[1]) == ["p0", "p4"]


@pytest.mark.parametrize(
    ("description", "badge"),
    [
        ("", "Says too little"),
        ("desert desert desert desert desert", "Says too little"),
        ("A wide ridge in the harsh sun", "No keyword"),
        ("A wide ridge among deserted huts there", "No keyword"),
        ("A wide desert ridge at dusk", "Said twice"),
    ],
)
def test_descriptions_hold_the_keyword_and_say_something(good, description, badge):
    _, faults = found(changed(good, 0, description=description), "descriptions")
    assert faults["p0"] == [badge]


def test_the_keyword_may_be_written_as_one_likes_and_hold_signs_of_its_own(good):
    assert found(changed(good, 0, description="DESERT, wide, under a high sun"), "descriptions")[0]["met"]
    key = replace(WANTED, keyword="c++ (2)")
    said = "A wide ridge c++ (2) at noon"
    assert "p0" not in found(changed(good, 0, description=said), "descriptions", key)[1]


@pytest.mark.parametrize(
    ("rights", "source", "badge"),
    [
        ("", "", "No rights"),
        ("stolen", "", "No rights"),
        ("unknown", "", "Rights will not do"),
        ("cleared", "Anna", "Rights will not do"),
        ("licensed", "", "Source missing"),
    ],
)
def test_rights_are_stated_and_will_do(good, rights, source, badge):
    assert found(changed(good, 0, rights=rights, source=source), "rights")[1]["p0"] == [badge]


def test_what_the_author_knows_is_told_only_of_what_was_handed_in(good):
    off = Truth(False, "Neon is another world.", "unknown", "Nobody wrote it down.")
    items = changed(good, 0, truth=off)
    before = report(items, WANTED, judged=False)
    assert before["faults"] == {} and {one["check"] for one in before["checks"]} == set(MUST) - {
        "subject", "record",
    }  # fmt: skip
    after = report(items, WANTED, judged=True)
    assert after["faults"]["p0"] == [
        ["Does not belong", "Neon is another world."],
        ["Not what the record says", "The record says: Nobody wrote it down. That means: nobody knows."],
    ]
    assert not after["passed"] and after["score"] == round(9 / 11, 4)


def test_only_what_the_author_asks_for_decides(good):
    small = changed(good, 0, width=100)
    easy = replace(WANTED, must=("number", "names"))
    told = report(small, easy, judged=True)
    assert told["passed"] and told["score"] == 1.0 and "p0" in told["faults"]


def test_an_empty_set_is_in_order_in_nothing():
    told = report([], WANTED, judged=True)
    assert told["score"] == 0.0 and not any(one["met"] for one in told["checks"])


def test_of_many_twins_three_are_named_on_each_and_the_others_counted(good):
    burst = [replace(good[0], key=f"p{at}", name=f"frame {at}") for at in range(50)]
    told, faults = found(burst, "twins")
    assert not told["met"]
    assert [badge for badge in faults["p0"] if badge.startswith("Like")] == [
        "Like “frame 1”", "Like “frame 2”", "Like “frame 3”", "Like 46 more",
    ]  # fmt: skip
