"""Bodies of lessons for Hypothesis: every kind but clips and labs, and words that Markdown reads as signs."""

import uuid

from hypothesis import strategies as st

HOSTILE = [
    "*", "**", "_", "__", "`", "```", "~~", "[", "]", "](x)", "![", "<b>", "</p>", "<!-- #x -->",
    "&amp;", "&lt;", "&", "#", "## ", "- ", "1. ", "> ", ":::", "::: text", "---", "|", '\\', "{#x}",
    " {#x}", "Table: ", "MARA: ", "(", ")", "before:", "after: ", "- [x] ", '"', "“”", "'", '\xa0', "  ",
    " ", "é", "光", "🎬", '\u202e', '\t', "a_b", "2*3*4", "x < y", "https://example.com", "<https://x.y>",
    "true", "null", "12", "[a]: b", "%", "page:light",
]  # fmt: skip
WORDS = st.lists(
    st.sampled_from(HOSTILE)
    | st.text("abc dé", min_size=1, max_size=5)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4),
    max_size=8,
).map("".join)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
IDS = st.uuids(version=4).map(str)
PURPOSE = st.sampled_from(["teach", "practise", "story"])


def html_of(text: str) -> str:
    """As the editor escapes it."""
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(letter, entity)
    return text


def _tag(name):
    return lambda inner: f"<{name}>{inner}</{name}>"


TEXT = WORDS.filter(bool).map(html_of)
LINK = st.sampled_from(
    [
        '<a href="https://example.com/?a=1&amp;b=(2)">',
        '<a href="mailto:x@y.example">',
        '<a href="#top">',
        '<a href="/catalogue/ü">',
        '<a linktype="page" id="7">',
        '<a linktype="page" id="8">',
    ]
)
INLINE = st.recursive(
    TEXT | st.just("<br/>"),
    lambda inner: st.one_of(
        inner.map(_tag("b")),
        inner.map(_tag("i")),
        TEXT.map(_tag("code")),
        st.tuples(LINK, TEXT).map(lambda pair: f"{pair[0]}{pair[1]}</a>"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=5,
)
KEY = st.sampled_from(["<p>", '<p data-block-key="a1b2c">'])
PARAGRAPH = st.tuples(KEY, INLINE).map(lambda pair: f"{pair[0]}{pair[1]}</p>")
CODE = st.lists(WORDS.map(html_of), min_size=1, max_size=3).map(
    lambda lines: f"<pre>{'<br/>'.join(lines)}</pre>"
)
RICH = st.lists(
    PARAGRAPH | PARAGRAPH | CODE | st.sampled_from(["<hr/>", "<p></p>"]), min_size=1, max_size=3
).map("".join)


def items(values, most=3):
    entry = st.fixed_dictionaries({"type": st.just("item"), "value": values, "id": IDS})
    return st.lists(entry, min_size=1, max_size=most)


def table_of(data):
    rows, headed, named = data
    width = max(len(row) for row in rows)
    choice = {(True, False): "row", (False, True): "column", (True, True): "both"}.get(
        (headed, named), "neither"
    )
    return {
        "data": [row + [""] * (width - len(row)) for row in rows],
        "cell": [],
        "mergeCells": [],
        "table_header_choice": choice,
        "table_caption": "",
    }


GRID = st.tuples(
    st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3), st.booleans(), st.booleans()
)
OPTION = st.fixed_dictionaries({"text": WORDS, "correct": st.booleans(), "feedback": LINES})
QUESTION = st.fixed_dictionaries({"question": LINES, "choices": items(OPTION)})
STEP = st.fixed_dictionaries({"text": WORDS, "feedback": LINES})
PAIR = st.fixed_dictionaries({"left": WORDS, "right": WORDS, "feedback": LINES})
NEAR = st.fixed_dictionaries({"answer": WORDS, "feedback": LINES})
SPOKEN = st.fixed_dictionaries({"character": st.sampled_from([None, 1, 2]), "text": LINES})
BRANCH = st.fixed_dictionaries({"text": WORDS, "lines": items(SPOKEN), "cost": WORDS})
VALUES = {
    "heading": st.fixed_dictionaries({"text": WORDS, "level": st.sampled_from(["2", "3"])}),
    "rich_text": st.fixed_dictionaries({"text": RICH, "purpose": PURPOSE}),
    "list": st.fixed_dictionaries({"items": items(PARAGRAPH), "ordered": st.booleans(), "purpose": PURPOSE}),
    "table": st.fixed_dictionaries({"caption": WORDS, "table": GRID.map(table_of), "purpose": PURPOSE}),
    "image": st.fixed_dictionaries(
        {"image": st.sampled_from([5, 6, None]), "alt_text": WORDS, "caption": WORDS, "purpose": PURPOSE}
    ),
    "callout": st.fixed_dictionaries(
        {
            "tone": st.sampled_from(["note", "tip", "warning"]),
            "title": WORDS,
            "text": st.lists(PARAGRAPH, min_size=1, max_size=2).map("".join),
            "purpose": PURPOSE,
        }
    ),
    "prompt_example": st.fixed_dictionaries(
        {"title": WORDS, "before": LINES, "after": LINES, "why": LINES, "purpose": PURPOSE}
    ),
    "story_scene": st.fixed_dictionaries({"setting": WORDS, "lines": items(SPOKEN)}),
    "single_choice": QUESTION,
    "multiple_choice": QUESTION,
    "quick_check": st.fixed_dictionaries(
        {"question": LINES, "right": st.sampled_from(["true", "false"]), "if_true": LINES, "if_false": LINES}
    ),
    "ordering": st.fixed_dictionaries({"question": LINES, "steps": items(STEP), "hint": LINES}),
    "matching": st.fixed_dictionaries(
        {"question": LINES, "pairs": items(PAIR), "distractors": items(WORDS), "hint": LINES}
    ),
    "short_answer": st.fixed_dictionaries(
        {"question": LINES, "accepted": LINES, "patterns": LINES, "near_misses": items(NEAR), "why": LINES}
    ),
    "checklist": st.fixed_dictionaries({"title": WORDS, "items": items(WORDS), "purpose": PURPOSE}),
    "term": st.fixed_dictionaries(
        {"term": WORDS, "definition": LINES, "not_to_be_confused_with": WORDS, "purpose": PURPOSE}
    ),
    "reflection": st.fixed_dictionaries({"prompt": LINES, "guidance": LINES, "purpose": PURPOSE}),
    "scenario": st.fixed_dictionaries(
        {"setting": WORDS, "situation": items(SPOKEN), "branches": items(BRANCH), "purpose": PURPOSE}
    ),
}
ASKED = st.sampled_from(
    ["single_choice", "multiple_choice", "quick_check", "ordering", "matching", "short_answer"]
).flatmap(lambda kind: st.fixed_dictionaries({"type": st.just(kind), "value": VALUES[kind], "id": IDS}))
VALUES["question_bank"] = st.fixed_dictionaries(
    {"title": WORDS, "draw": st.integers(1, 3), "questions": st.lists(ASKED, min_size=1, max_size=3)}
)
BLOCK = st.sampled_from(sorted(VALUES)).flatmap(
    lambda kind: st.fixed_dictionaries({"type": st.just(kind), "value": VALUES[kind], "id": IDS})
)
BODY = st.lists(BLOCK, max_size=6)


def new_id() -> str:
    return str(uuid.uuid4())
