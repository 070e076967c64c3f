"""Which passages move: ten seconds a lesson, given out by what they say."""

from generation.ports import Movement
from generation.stages.footage import paper
from generation.stages.moving import BUDGET, DISSOLVE, ENTER, PUSH, Moving, moves

INTO = OUT_OF = Moving(Movement.DISSOLVE, DISSOLVE)
NEW_VOICE = Moving(Movement.ENTER, ENTER)
CLOSER = Moving(Movement.PUSH, PUSH)


def text(block="text"):
    return {"block_id": block, "purpose": "teach", "slide": {"kind": "statement", "text": "Words."}}


def still(block="still", purpose="story"):
    return {"block_id": block, "purpose": purpose, "slide": {"kind": "image", "title": "", "alt": "A lamp"}}


def scene(block, *speakers):
    """Where it plays, then a line of each speaker; an empty one is the narrator."""
    told = [("", "")] + [(speaker, "Words.") for speaker in speakers]
    return [
        {
            "block_id": block,
            "purpose": "story",
            "slide": {"kind": "story", "setting": "Stage 4", "speaker": speaker, "text": words},
        }
        for speaker, words in told
    ]


def moving(*passages, seconds=6.0):
    return moves(passages, [seconds] * len(passages))


def test_a_scene_comes_in_out_of_its_setting_and_goes_out_into_what_follows():
    found = moving(text(), *scene("a", "Ines", "Ines"), text())
    assert found == [None, None, INTO, None, OUT_OF]


def test_a_new_speaker_enters_and_the_same_one_just_goes_on():
    found = moving(*scene("a", "Ines", "Tom", "Tom", "", "Ines"), text())
    assert found == [None, INTO, NEW_VOICE, None, None, NEW_VOICE, OUT_OF]


def test_teaching_slides_hold_still():
    assert moving(text(), still(purpose="teach"), text("b"), text("c")) == [None] * 4


def test_a_still_of_the_story_comes_closer():
    assert moving(text(), still(), text()) == [None, CLOSER, OUT_OF]


def test_no_lesson_moves_for_more_than_ten_seconds():
    lesson = [
        one for number in range(12) for one in (*scene(f"{number}", "Ines", "Tom"), still(f"s{number}"))
    ]
    spent = sum(one.seconds for one in moving(*lesson) if one)
    assert BUDGET - DISSOLVE < spent <= BUDGET


def test_every_scene_is_entered_before_any_speaker_is():
    lesson = [one for number in range(9) for one in (*scene(f"{number}", "Ines", "Tom"), text(f"t{number}"))]
    found = moving(*lesson)
    assert found.count(INTO) >= 18
    entered = [place for place, one in enumerate(found) if one == NEW_VOICE]
    assert entered == [2, 6], "what is left goes to the first"


def test_another_paragraph_changes_no_movement():
    scenes = [one for number in range(9) for one in scene(f"{number}", "Ines", "Tom")]
    without, with_it = moving(text(), *scenes), moving(text(), text("new"), *scenes)
    assert with_it == [None, *without]


def test_another_scene_takes_its_seconds_from_the_last_new_speakers_alone():
    scenes = [one for number in range(6) for one in (*scene(f"{number}", "Ines", "Tom"), text(f"t{number}"))]
    before, after = moving(*scenes), moving(*scene("new", "Ines"), text("n"), *scenes)[3:]
    changed = [place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    assert all(before[place] == NEW_VOICE for place in changed)
    assert len(changed) <= 2


def test_what_is_over_too_soon_to_move_holds_still():
    assert moving(*scene("a", "Ines"), text(), seconds=1.0) == [None, None, None]


def test_nothing_dissolves_out_of_a_clip_or_into_one():
    clip = {"block_id": "clip", "purpose": "story", "slide": {"kind": "callout"}, "clip": {"seconds": 3}}
    found = moving(*scene("a", "Ines"), clip, text())
    assert found == [None, INTO, None, None]


def test_what_a_clip_leaves_of_the_frame_has_the_studios_own_colour():
    assert paper({"dark": {"bg": "#101820"}}) == "#101820"
    assert paper({"dark": {"accent": "#FFCC00"}}) == paper({}) == "#0F1512"
