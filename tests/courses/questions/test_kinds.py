"""How each kind of question is graded, what it says, and what it refuses to be published with."""

import copy
import itertools
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.blocks import LessonBody
from courses.blocks.asking import SPOKEN, WHOLE
from courses.blocks.contract import InvalidResponse
from tests.courses.questions.bodies import ALL, PAIR, PAIRS, STEP, STEPS, check, match, order, words
from tests.lesson import item

BODY = LessonBody()
BODY.set_name("body")


def bound(raw):
    return BODY.to_python([copy.deepcopy(raw)])[0]


def grade(raw, response):
    child = bound(raw)
    return child.block.grade(child.value, response)


def fault(raw) -> str:
    child = bound(raw)
    with pytest.raises(ValidationError) as refused:
        child.block.clean(child.value)
    return str(refused.value.as_json_data())


def said(child):
    return " ".join(line.text for one in child.block.passages(child.value) for line in one.lines)


@pytest.mark.parametrize("kind", ALL)
def test_every_kind_is_complete_as_it_stands_and_its_key_is_right(kind):
    child = bound(ALL[kind]())
    child.block.clean(child.value)
    field = "text" if kind == "short_answer" else "options"
    key = child.block.key(child.value)
    assert child.block.score(child.value, key[:1] if kind == "short_answer" else key) == 1.0
    response = {field: key[0] if field == "text" else key}
    assert child.block.grade(child.value, response).correct
    assert child.block.in_words(child.value, key)


MISSING = [
    (check, "if_true"),
    (check, "if_false"),
    (check, "right"),
    (order, "hint"),
    (match, "hint"),
    (words, "hint"),
    (words, "why"),
    (words, "accepted"),
]


@pytest.mark.parametrize(("raw", "field"), MISSING)
def test_no_kind_is_published_without_its_feedback_or_its_key(raw, field):
    assert field in fault(raw(**{field: ""}))


def test_each_step_and_pair_and_near_miss_needs_its_feedback():
    step = item("step/a", {"text": "A", "feedback": ""})
    assert "feedback" in fault(order(steps=[*order()["value"]["steps"], step]))
    unexplained = match()
    unexplained["value"]["pairs"][0]["value"]["feedback"] = " "
    assert "feedback" in fault(unexplained)
    assert "feedback" in fault(words(near_misses=[item("near", {"answer": "x", "feedback": ""})]))


def test_a_quick_check_says_what_belongs_to_the_side_that_was_taken():
    assert grade(check(), {"options": ["false"]}).correct
    wrong = grade(check(), {"options": ["true"]})
    assert (wrong.score, wrong.feedback) == (0.0, {"true": "Nobody can point at moody."})
    for response in ({"options": ["true", "false"]}, {"options": ["maybe"]}, {"options": []}, {}):
        with pytest.raises(InvalidResponse):
            grade(check(), response)


@given(st.permutations(range(4)))
@settings(max_examples=24)
def test_an_order_scores_the_share_of_neighbours_that_are_right(places):
    found = grade(order(), {"options": [STEP[place] for place in places]})
    follow = sum(after == before + 1 for before, after in itertools.pairwise(places))
    assert found.score == pytest.approx(follow / 3)
    assert found.correct == (list(places) == [0, 1, 2, 3])
    assert (WHOLE in found.feedback) != found.correct


@pytest.mark.parametrize("given", [STEP[:3], [*STEP[:3], STEP[0]], [*STEP, STEP[0]], [*STEP[:3], "x"], []])
def test_an_order_that_leaves_out_a_step_or_names_one_twice_is_refused(given):
    with pytest.raises(InvalidResponse):
        grade(order(), {"options": given})


@given(st.text(max_size=12), st.integers(3, 8))
@settings(max_examples=30)
def test_steps_are_never_shown_in_their_order(seed, count):
    child = bound(order([str(number) for number in range(count)]))
    shown = child.block.arranged(child.value, seed)
    assert shown != child.block.options(child.value)
    assert sorted(shown) == sorted(child.block.options(child.value))
    assert shown == child.block.arranged(child.value, seed)


def test_an_order_of_two_would_tell_its_key_and_is_refused():
    assert "minimum number of items is 3" in fault(order(STEPS[:2]))


@pytest.mark.parametrize("raw", [order, match])
def test_the_voice_and_the_slide_do_not_tell_the_authors_order(raw):
    child = bound(raw())
    (*_, last) = child.block.passages(child.value)
    key = STEPS if raw is order else list(child.block.rights(child.value).values())
    shown = last.slide.get("offered") or last.slide["options"]
    assert sorted(shown) == sorted(key)
    assert shown != key
    assert shown == [text for _, text in child.block.arranged(child.value, SPOKEN)]
    assert last.pause >= 6


@pytest.mark.parametrize("kind", ALL)
def test_neither_voice_nor_slide_nor_page_states_a_key_or_feedback(kind):
    child = bound(ALL[kind]())
    told = f"{said(child)} {child.render()} {[one.slide for one in child.block.passages(child.value)]}"
    value = child.value
    secrets = {
        "quick_check": lambda: [value["if_true"], value["if_false"]],
        "ordering": lambda: [value["hint"], *(step["feedback"] for step in value["steps"])],
        "matching": lambda: [value["hint"], *(pair["feedback"] for pair in value["pairs"])],
        "short_answer": lambda: [value["why"], value["hint"], "falloff", "fall[", "A fade"],
    }[kind]()
    assert [secret for secret in secrets if secret in told] == []


def test_a_quick_check_reads_the_same_whichever_side_is_right():
    one, other = bound(check()), bound(check(right="true"))
    assert one.block.passages(one.value) == other.block.passages(other.value)
    assert one.render() == other.render()


def pairs(**chosen):
    child = bound(match())
    rights = {text: one for one, text in child.block.rights(child.value).items()}
    return {"options": [f"{PAIR[left]}={rights[right]}" for left, right in chosen.items()]}


def test_matching_scores_the_share_of_pairs_that_fit():
    assert grade(match(), pairs(**PAIRS)).correct
    two = grade(match(), pairs(**PAIRS | {"Back": "Sets the stop"}))
    assert two.score == pytest.approx(2 / 3)
    assert two.feedback == {WHOLE: "Begin with the brightest."}
    one = grade(match(), pairs(Key="Shapes the face", Fill="Shapes the face", Back="Shapes the face"))
    assert one.score == pytest.approx(1 / 3)


def test_two_may_belong_to_the_same_and_ids_say_nothing_of_it():
    child = bound(match({"Sun": "Warm", "Candle": "Warm", "Moon": "Cold"}, distractors=()))
    assert len(child.block.rights(child.value)) == 2
    assert not {one for one, _ in child.block.lefts(child.value)} & set(child.block.rights(child.value))
    assert child.block.grade(child.value, {"options": child.block.key(child.value)}).correct


def test_a_match_that_leaves_one_out_or_invents_one_is_refused():
    whole = pairs(Key="Shapes the face", Fill="Sets the stop", Back="Sets the stop")["options"]
    for options in (whole[:2], [*whole, whole[0]], [*whole[:2], f"{PAIR['Back']}=x"], [whole[0]] * 3, ["="]):
        with pytest.raises(InvalidResponse):
            grade(match(), {"options": options})


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (order(["Light it", "light it", "Shoot"]), "say the same"),
        (match({"Key": "One", "key": "Two"}), "begin alike"),
        (match({"Key": "One", "Fill": "One"}, distractors=()), "nothing to choose"),
        (match(distractors=("shapes the face",)), "belongs to one of the pairs"),
        (match({"Sun": "Warm", "Candle": "warm"}, distractors=("Cold",)), "capitals alone"),
        (words(patterns="fall(off"), "not a regular expression"),
        (words(patterns="(a+)+b"), "could take very long"),
        (words(accepted="\n".join(map(str, range(21)))), "Keep to 20 lines"),
        (words(accepted="x" * 201), "Shorten"),
        (words(near_misses=[item("near", {"answer": "Fall-off", "feedback": "x"})]), "accepted answer"),
    ],
)
def test_what_would_be_unfair_is_refused_with_a_word(raw, message):
    assert message in fault(raw)


@pytest.mark.parametrize(
    ("typed", "settings_", "accepted"),
    [
        ("Falloff", {}, True),
        ("  light   FALLOFF ", {}, True),
        ("fàlloff", {}, True),
        ("fall-off of light", {}, True),
        ("FALL‑OFF", {}, True),
        ("fall\u200boff", {}, True),
        ("fall off of the light!", {}, False),
        ("a falloff", {}, False),
        ("fade", {}, False),
        ("Falloff", {"case_counts": True}, False),
        ("Fall-off", {"case_counts": True}, False),
        ("fàlloff", {"accents_count": True}, False),
        ("light  falloff", {"spaces_count": True}, False),
        ("falloff ", {"spaces_count": True}, True),
    ],
)
def test_spelling_counts_only_where_the_author_says_so(typed, settings_, accepted):
    assert grade(words(**settings_), {"text": typed}).correct is accepted


@pytest.mark.parametrize("typed", ["Weiße Wand", "WEISSE WAND", "weisse wand"])
def test_what_is_accepted_is_found_however_its_letters_are_written(typed):
    assert grade(words(accepted="weiße Wand", patterns=""), {"text": typed}).correct


def test_a_pattern_is_held_against_the_letters_that_were_typed():
    assert grade(words(patterns="gro(ß|ss)e wand"), {"text": "Große Wand"}).correct
    assert grade(words(patterns="große wand"), {"text": "GROẞE Wand"}).correct


@pytest.mark.parametrize("hidden", ["\u200c", "\u00ad"])
def test_letters_that_nobody_sees_are_no_part_of_an_answer(hidden):
    child = bound(words(accepted=f"off{hidden}set", patterns=""))
    for typed in (f"off{hidden}set", "offset"):
        response = child.block.response(QueryDict(urlencode({"text": typed})))
        assert response == {"text": "offset"}
        assert child.block.grade(child.value, response).correct


def test_a_near_miss_hears_its_own_word_and_anything_else_the_hint():
    assert grade(words(), {"text": "Fade"}).feedback == {WHOLE: "A fade is done in the edit."}
    assert grade(words(), {"text": "darkness"}).feedback == {WHOLE: "It begins with what light does."}
    assert "a quarter of the light" in grade(words(), {"text": "falloff"}).feedback[WHOLE]


@pytest.mark.parametrize(
    "response", [{}, {"text": ""}, {"text": "  "}, {"text": 3}, {"text": ["x"]}, None, []]
)
def test_a_short_answer_needs_words(response):
    with pytest.raises(InvalidResponse, match="Write an answer"):
        grade(words(), response)


@pytest.mark.parametrize("typed", ["x" * 201, "\ufdfa" * 100])
def test_a_short_answer_is_short_also_when_its_letters_are_written_out(typed):
    with pytest.raises(InvalidResponse, match="Shorten"):
        grade(words(), {"text": typed})
