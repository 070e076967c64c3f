"""Every kind of question in Markdown: read with its ids, refused with its line, written as it is read."""

from pathlib import Path

import pytest

from courses.exporting.blocks import alike, written
from courses.exporting.names import Names
from courses.importing.markdown import Reader
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source
from tests.courses.questions.bodies import ALL, check, match, order, words
from tests.courses.questions.test_asking import asking
from tests.lesson import multiple, single

NAMES = Names(cast={}, files={}, pages={})
KINDS = {**ALL, "single_choice": single, "multiple_choice": multiple}
SWITCHED = {
    "single_choice": {"shuffle": True},
    "multiple_choice": {"shuffle": True, "ask_confidence": True},
    "short_answer": {"case_counts": True, "accents_count": True, "spaces_count": True},
}


def read(text):
    return Reader(Source(Path("x.md"), {}, text.splitlines(), 0), {}).read()


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_written_in_its_own_form_and_read_back_whole(kind):
    raw = asking(KINDS[kind](), **SWITCHED.get(kind, {"ask_confidence": True}))
    lines = written(raw, NAMES)
    assert not lines[0].startswith("::: stored")
    [back] = read("\n".join(lines))
    assert alike(raw, back, NAMES)


def test_a_question_is_written_as_somebody_would_write_it():
    assert written(order(["Light it", "Rehearse", "Shoot"]), NAMES)[1:] == [
        "In which order?",
        f"1. Light it {{#{order(['Light it'])['value']['steps'][0]['id']}}}",
        "  > Why “Light it” is here.",
        f"2. Rehearse {{#{order(['Rehearse'])['value']['steps'][0]['id']}}}",
        "  > Why “Rehearse” is here.",
        f"3. Shoot {{#{order(['Shoot'])['value']['steps'][0]['id']}}}",
        "  > Why “Shoot” is here.",
        "hint: Ask what would have to be done again.",
        ":::",
    ]


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        (match, {"question": "a = b\n- c = d"}),
        (match, {"hint": "two\nlines"}),
        (words, {"accepted": "/falloff/"}),
        (check, {"if_true": "> quoted"}),
        (order, {"question": "1. Which?"}),
    ],
)
def test_what_its_own_form_cannot_say_is_kept_all_the_same(raw, fields):
    lines = written(asking(raw(), **fields), NAMES)
    [back] = read("\n".join(lines))
    assert {name: back.value[name] for name in fields} == fields


def test_feedback_and_hints_may_run_over_lines():
    [back] = read(
        "::: ordering\nWhich\nfirst?\n1. One\n  > Why\n  > it is.\n2) Two\n  more\n3. Three\n"
        "hint: Think\nagain.\n:::"
    )
    assert back.value["question"] == "Which first?"
    steps = [one["value"] for one in back.value["steps"]]
    assert steps == [
        {"text": "One", "feedback": "Why it is."},
        {"text": "Two more", "feedback": ""},
        {"text": "Three", "feedback": ""},
    ]
    assert back.value["hint"] == "Think again."


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("::: check\nIs it?\n- [x] Yes\n- [ ] No\n:::", 1, "“True” and “False”"),
        ("::: check\nIs it?\n- [x] True\n- [x] False\n:::", 1, "one as “- [x]”"),
        ("::: ordering\nWhich?\n1. One\n2. Two\n:::", 1, "three steps or more"),
        ("::: ordering\n1. One\n2. Two\n:::", 1, "asks nothing"),
        ("::: matching\nWhich?\n- a = b\n- c\n:::", 4, "write a pair as"),
        ("::: matching\nWhich?\n- a = b\n- = c\n:::", 1, "two pairs or more"),
        ("::: answer\nWhat?\n- [ ] a\n:::", 1, "what is accepted"),
        ("::: answer\nWhat?\n- [x] /a/\n:::", 1, "what is accepted"),
        ("::: answer {exact=capitals,commas}\nWhat?\n- [x] a\n:::", 1, "not “commas”"),
        ("::: ordering {shuffle=yes}\nWhich?\n1. a\n2. b\n3. c\n:::", 1, "no meaning"),
        ("::: single {shuffle=no}\nWhich?\n- [x] a\n- [ ] b\n:::", 1, "is “yes”"),
    ],
)
def test_what_cannot_be_a_question_is_refused_with_its_line(text, line, said):
    with pytest.raises(ImportRefused) as refused:
        read(text)
    assert f"line {line}:" in str(refused.value)
    assert said in str(refused.value)
