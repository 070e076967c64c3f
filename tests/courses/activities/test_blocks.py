"""Checklist, term, reflection, scenario: what the clock counts of them, and what a voice says."""

import pytest
from django.core.exceptions import ValidationError

from courses.blocks.contract import InvalidResponse, Purpose
from courses.blocks.reflection import LONGEST
from courses.models import Character, ModulePage
from courses.narration import Lesson
from courses.pacing import ledger
from courses.steps import steps
from generation.engines.slides import TEXT
from tests import activities
from tests.activities import ASK, LAMP, SHOOT, SIDE


def bound(raw):
    return ModulePage.body.field.stream_block.to_python([raw])[0]


def said(child):
    return [line.text for passage in child.block.passages(child.value) for line in passage.lines]


def clock_of(raw):
    body = ModulePage.body.field.stream_block.to_python([raw])
    return body, ledger(Lesson("Light", "Brief", "Brief it.", (), body))


ALL = [
    (activities.checklist, Purpose.PRACTISE),
    (activities.term, Purpose.TEACH),
    (activities.reflection, Purpose.PRACTISE),
    (activities.scenario, Purpose.STORY),
    (activities.lab, Purpose.PRACTISE),
]


@pytest.mark.parametrize(("make", "purpose"), ALL)
def test_each_has_a_purpose_that_its_author_may_change(make, purpose):
    child = bound(make())
    assert child.block.purpose_of(child.value) == purpose
    changed = make()
    changed["value"]["purpose"] = "teach"
    assert child.block.purpose_of(bound(changed).value) == Purpose.TEACH


@pytest.mark.parametrize("make", [make for make, _ in ALL])
def test_each_is_drawn_by_slides_that_there_are(make):
    child = bound(make())
    slides = [passage.slide for passage in child.block.passages(child.value)]
    assert slides
    for slide in slides:
        assert set(TEXT[slide["kind"]]) <= set(slide)


def test_a_checklist_counts_a_look_at_ones_own_work_for_each_point():
    child = bound(activities.checklist())
    assert said(child) == ["Before you send the brief.", "The lamp is named.", "So is its side."]
    assert child.block.thinking_seconds(child.value) == 4.0


@pytest.mark.parametrize("number", [1, 13])
def test_a_checklist_has_two_to_twelve_points(number):
    raw = activities.checklist()
    raw["value"]["items"] = [f"Point {one}" for one in range(number)]
    child = bound(raw)
    with pytest.raises(ValidationError):
        child.block.clean(child.value)


def test_points_stored_without_ids_have_the_same_id_at_every_reading():
    raw = activities.checklist()
    raw["value"]["items"] = ["a", "b"]
    first, again = ([item.id for item in bound(raw).value["items"].bound_blocks] for _ in range(2))
    assert first == again


def test_ticks_are_kept_in_the_lists_order_and_foreign_ones_refused():
    child = bound(activities.checklist())
    assert child.block.note(child.value, {"items": [SIDE, LAMP]}) == {"ticked": [LAMP, SIDE]}
    assert child.block.note(child.value, {}) == {}
    with pytest.raises(InvalidResponse, match="Reload"):
        child.block.note(child.value, {"items": [ASK]})


def test_a_term_is_told_with_what_it_is_not():
    child = bound(activities.term(not_to_be_confused_with="softness"))
    assert said(child) == [
        "Falloff.",
        "How quickly light fades with distance. Not to be confused with softness.",
    ]
    assert "<dfn>Falloff</dfn>" in child.render()
    assert "confused" not in bound(activities.term()).render()


def test_a_reflection_takes_a_minute_to_write_and_a_pause_in_the_film():
    child = bound(activities.reflection())
    assert child.block.thinking_seconds(child.value) == 60.0
    (passage,) = child.block.passages(child.value)
    assert passage.pause == 6.0
    assert said(child)[-1].endswith("Nobody else reads it.")


@pytest.mark.parametrize(("text", "kept"), [(" a\r\nb\x00 ", {"text": " a\nb "}), (" \r\n", {}), ("", {})])
def test_a_reflection_is_kept_as_it_was_written(text, kept):
    child = bound(activities.reflection())
    assert child.block.note(child.value, {"text": [text]}) == kept


def test_a_reflection_may_be_as_long_as_its_field_and_no_longer():
    child = bound(activities.reflection())
    # A browser counts a line break as one character and sends two.
    full = "a\r\n" * (LONGEST // 2)
    assert child.block.note(child.value, {"text": [full]})
    with pytest.raises(InvalidResponse, match="2,000 characters, and this has 2,001"):
        child.block.note(child.value, {"text": [full + "b"]})


def test_a_scenario_is_told_with_every_consequence_and_read_with_the_longest(db):
    mara = Character.objects.create(slug="mara", name="Mara", voice="voice-3")
    child = bound(activities.scenario(mara))
    lines = [line for passage in child.block.passages(child.value) for line in passage.lines]
    assert [line.text for line in lines] == [
        "Stage 4, 7.10.",
        "The lamp by the door is out.",
        "What do you do?",
        "A: Ask for ten minutes.",
        "B: Shoot without it.",
        "If you choose A: Ask for ten minutes.",
        "Ten. Not eleven.",
        "The lamp is back.",
        "What it cost: ten minutes.",
        "If you choose B: Shoot without it.",
        "Nobody finds the door.",
    ]
    assert [line.voice for line in lines if line.name == "Mara"] == ["voice-3"]
    asked = next(p for p in child.block.passages(child.value) if p.slide["kind"] == "question")
    assert asked.pause == 6.0
    read = child.block.text_to_read(child.value)
    assert "Ten. Not eleven." in read
    assert "Nobody finds the door." not in read


def test_a_scenario_is_a_screen_of_its_own_by_the_name_of_its_setting():
    body, clock = clock_of(activities.scenario())
    (step,) = steps(body, clock)
    assert (step.name, step.purpose, step.asks) == ("Stage 4, 7.10", Purpose.STORY, "")
    assert clock.by_purpose[Purpose.STORY] > 12


@pytest.mark.parametrize("number", [1, 5])
def test_a_scenario_offers_two_to_four_choices(number):
    raw = activities.scenario()
    raw["value"]["branches"] = raw["value"]["branches"][:1] * number
    child = bound(raw)
    with pytest.raises(ValidationError):
        child.block.clean(child.value)


def test_a_choice_of_a_scenario_must_be_one_of_it():
    child = bound(activities.scenario())
    assert child.block.note(child.value, {"branch": [SHOOT]}) == {"branch": SHOOT}
    assert child.block.note(child.value, {"branch": [""]}) == {}
    with pytest.raises(InvalidResponse, match="Reload"):
        child.block.note(child.value, {"branch": [LAMP]})


def test_a_choice_that_was_taken_out_since_is_none():
    child = bound(activities.scenario())
    assert child.block.noted(child.value, {"branch": "gone"}) == {"branch": None}


def test_whoever_reviews_reads_every_consequence():
    html = bound(activities.scenario()).render()
    assert "Nobody finds the door." in html
    assert "Ten. Not eleven." in html
    assert "<form" not in html
