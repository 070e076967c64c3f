from generation.stages.chapters import LONGEST_TITLE, chapters


def passage(kind, block_id, section="", **slide):
    return {"block_id": block_id, "section": section, "slide": {"kind": kind, **slide}}


LESSON = [
    passage("title", "opening"),
    passage("statement", "a"),
    passage("heading", "b", section="Light", title="Light"),
    passage("statement", "c", section="Light"),
    passage("statement", "c", section="Light"),
    passage("story", "d", section="Light", setting="Stage 4"),
    passage("question", "e", section="Light", title="Which line?"),
    passage("statement", "f", section="Light"),
    passage("points", "closing"),
    passage("slate", "closing"),
]


def titles(lesson, each=10.0):
    starts = [number * each for number in range(len(lesson))]
    return [(one["title"], one["block_id"]) for one in chapters(lesson, starts, len(lesson) * each)]


def test_chapters_begin_where_something_begins():
    assert titles(LESSON) == [
        ("Opening", "opening"),
        ("Light", "b"),
        ("Stage 4", "d"),
        ("Your turn: Which line?", "e"),
        ("Light", "f"),
        ("To keep", "closing"),
    ]


def test_chapters_cover_the_whole_without_a_gap():
    found = chapters(LESSON, [number * 10.0 for number in range(10)], 104.0)
    assert found[0]["start"] == 0 and found[-1]["end"] == 104.0
    assert all(one["end"] == after["start"] for one, after in zip(found, found[1:], strict=False))


def test_what_would_be_too_short_belongs_to_the_chapter_before():
    assert ("Stage 4", "d") not in titles(
        [passage("heading", "b", title="Light", section="Light"), passage("story", "d", setting="Stage 4")],
        each=2.0,
    )


def test_a_long_title_ends_at_a_word():
    [(title, _)] = titles([passage("heading", "b", title="light " * 40)])
    assert len(title) <= LONGEST_TITLE + 2 and title.endswith("light …")
