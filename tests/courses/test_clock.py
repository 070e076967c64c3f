"""Seconds, the 80/20 ledger, narration around the body, steps and the reel."""

from courses.blocks import LessonBody
from courses.blocks.contract import Purpose
from courses.durations import seekable
from courses.narration import CLOSING, OPENING, Lesson, narrate
from courses.pacing import LIMIT_SECONDS, ledger
from courses.panels import share_in_words
from courses.publishing import too_long
from courses.reel import draw
from courses.steps import blocks_at, steps
from tests.lesson import block, single

BODY = LessonBody()
BODY.set_name("body")


def words(number, purpose="teach", name=""):
    return block(
        "rich_text", {"text": f"<p>{'word ' * number}</p>", "purpose": purpose}, name or f"{purpose}{number}"
    )


def heading(text, name=""):
    return block("heading", {"text": text, "level": "2"}, name or text)


def scene(name="scene"):
    return block("story_scene", {"setting": "Here", "lines": [{"character": None, "text": "Rain."}]}, name)


def lesson(*raw, objective="", key_points=()):
    return Lesson("Light", "Briefs", objective, key_points, BODY.to_python(list(raw)))


def test_read_seconds_come_from_238_words_a_minute_and_spoken_ones_from_150():
    clock = ledger(lesson(words(238)))
    told = clock.blocks[1]
    assert round(told.read, 6) == 60
    assert told.spoken == 238 * 60 / 150 + 0.4


def test_measured_speech_takes_the_place_of_the_estimate():
    clock = ledger(lesson(words(150)), spoken=lambda passage: 10.0)
    assert clock.blocks[1].spoken == 10.4


def test_a_module_is_as_long_as_its_longest_format():
    clock = ledger(lesson(words(100)))
    assert clock.longest == "watch"
    assert clock.seconds == clock.formats["watch"] == clock.formats["listen"] > clock.formats["read"]


def test_purposes_add_up_to_the_module():
    clock = ledger(
        lesson(words(100), words(50, "story"), single(), scene(), objective="Do.", key_points=("Keep.",))
    )
    assert abs(sum(clock.by_purpose.values()) - clock.seconds) < 1e-6
    assert 0 < clock.entertainment_share < 1


def test_an_empty_lesson_has_a_clock_and_no_share():
    clock = ledger(lesson())
    assert clock.entertainment_share == 0
    assert steps(BODY.to_python([]), clock) == []


def test_what_is_over_fifteen_minutes_is_said_for_each_format():
    assert too_long(ledger(lesson(words(2000)))) == []
    both = too_long(ledger(lesson(words(4000))))
    assert [problem.code for problem in both] == ["too_long", "too_long"]
    only_spoken = too_long(ledger(lesson(words(3000))))
    assert len(only_spoken) == 1
    assert only_spoken[0].message.startswith("Watched or listened to, the module takes 20:")


def test_taking_out_the_words_it_names_brings_a_module_under_the_wall():
    clock = ledger(lesson(words(3000)))
    over = clock.formats["watch"] - LIMIT_SECONDS
    assert f"{over:.0f} s over" in too_long(clock)[0].message
    named = int(too_long(clock)[0].message.split("about ")[1].split()[0])
    assert too_long(ledger(lesson(words(3000 - named - 5)))) == []


def test_the_story_share_is_told_with_what_to_do():
    assert "as it should be" in share_in_words(ledger(lesson(words(400), words(110, "story"))))
    assert "add a scene" in share_in_words(ledger(lesson(words(400))))
    assert "give story seconds to teaching" in share_in_words(ledger(lesson(words(10), words(400, "story"))))


def test_opening_and_closing_stand_around_the_body():
    told = narrate(
        lesson(heading("Lamps"), words(5), single(), objective="Brief it.", key_points=("One.", "Two."))
    )
    assert [one.block_id for one in (told[0], told[-1])] == [OPENING, CLOSING]
    assert [line.text for line in told[0].passages[0].lines] == ["Light.", "By the end: Brief it."]
    assert told[2].section == "Lamps"
    assert told[3].passages[0].lines[0].text == "Your turn."
    assert [line.text for line in told[-1].passages[0].lines] == ["To keep.", "One.", "Two."]


def test_an_unfinished_question_can_be_narrated():
    told = narrate(lesson(block("single_choice", {"question": "", "choices": []})))
    assert len(told) == 3


def test_a_question_and_a_scene_are_screens_of_their_own_and_headings_cut_the_rest():
    body = [
        words(5),
        heading("One"),
        words(6),
        single(),
        words(7),
        scene(),
        heading("Two"),
        heading("Three"),
        words(8),
    ]
    told = lesson(*body)
    found = steps(told.body, ledger(told))
    kinds = [[child.block_type for child in blocks_at(told.body, step.block_ids)] for step in found]
    assert kinds == [
        ["rich_text"],
        ["heading", "rich_text"],
        ["single_choice"],
        ["rich_text"],
        ["story_scene"],
        ["heading", "heading", "rich_text"],
    ]
    assert [step.number for step in found] == [1, 2, 3, 4, 5, 6]
    assert [step.title for step in found] == ["", "One", "", "", "", "Two"]
    assert [step.number for step in found if step.asks] == [3]


def test_the_reel_adds_up_to_the_module():
    told = lesson(words(50), single(), scene(), words(20, "story"), objective="Do.", key_points=("Keep.",))
    clock = ledger(told)
    found = steps(told.body, clock)
    drawn = draw(found)
    assert abs(drawn.seconds - clock.seconds) < 1e-6
    assert [part.purpose for part in drawn.parts] == [Purpose.TEACH, Purpose.PRACTISE, Purpose.STORY]
    # Its third part is the third and fourth step: what both of them fill is all of it.
    story = draw(found, seen={found[2].key, found[3].key}).parts[2]
    assert story.filled == story.width != draw(found, seen={found[3].key}).parts[2].filled


def test_a_player_is_sent_past_a_cut_that_was_rounded_down():
    cut = 3175 * 1024 / 48000  # 67.7333 s
    assert cut < float(seekable(round(cut, 3))) < cut + 0.002
