from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.blocks.contract import Purpose
from courses.durations import in_minutes, in_words, timecode
from courses.reel import Span, draw


def stretch(key, purpose, seconds):
    return Span(key, Purpose(purpose), seconds)


LESSON = [
    stretch("a", "story", 60),
    stretch("b", "teach", 120),
    stretch("c", "teach", 60),
    stretch("d", "practise", 60),
]


def test_neighbours_of_one_purpose_are_one_segment():
    assert [part.purpose for part in draw(LESSON).parts] == ["story", "teach", "practise"]


def test_a_segment_is_filled_as_far_as_its_steps_were_seen():
    story, teach, practise = draw(LESSON, seen={"a", "b"}).parts
    assert story.filled == story.width
    assert abs(float(teach.filled) / float(teach.width) - 120 / 180) < 0.01
    assert practise.filled == ""


def test_the_strip_says_what_it_shows():
    drawn = draw(LESSON, seen={"a"})
    assert drawn.text == "5 min: story 1 min, teach 3 min, practise 1 min. 1 min done."
    assert drawn.progress == "1 min done, 4 min left"


def test_steps_that_are_gone_fill_nothing():
    assert draw(LESSON, seen={"gone"}).done == 0


def test_an_empty_module_has_an_empty_strip():
    assert draw([]).parts == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.tuples(st.sampled_from(list(Purpose)), st.floats(1, 900)), max_size=40))
def test_segments_never_overlap_and_end_at_the_edge(steps):
    parts = draw([Span(str(at), purpose, seconds) for at, (purpose, seconds) in enumerate(steps)]).parts
    ends = [float(part.x) + float(part.width) for part in parts]
    assert all(end <= float(later.x) + 0.4 for end, later in zip(ends, parts[1:], strict=False))
    assert all(end < 100.5 for end in ends)


def test_seconds_are_said_as_people_say_them():
    assert [in_words(one) for one in (0, 45, 60, 320)] == ["0 s", "45 s", "1 min", "5 min 20 s"]
    assert [in_minutes(one) for one in (10, 500)] == ["less than 1 min", "8 min"]
    assert timecode(83.9) == "1:23"
