import pytest

from labs.prompt.grading.elements import ELEMENTS
from labs.prompt.passing import listed, share, unmet

ASKED = {"elements": ["subject", "mood"], "to_pass": 2, "leaks_block": True, "contradictions_block": True}


def found(*covered: str, **amiss):
    elements = {key: {"covered": key in covered} for key in ELEMENTS}
    return {"elements": elements, "leaks": [], "contradictions": []} | amiss


def test_what_the_brief_asks_for_is_enough():
    assert unmet(ASKED, found("subject", "mood")) == []
    assert share(ASKED, found("subject", "mood")) == 1.0


def test_what_is_missing_is_named():
    assert unmet(ASKED, found("mood", "genre")) == ["Not detected yet: subject. The brief asks for 2 of 2."]
    assert share(ASKED, found("mood", "genre")) == 0.5
    assert unmet(ASKED | {"to_pass": 1}, found("mood")) == []


@pytest.mark.parametrize("kind", ["leaks", "contradictions"])
def test_what_is_amiss_keeps_a_prompt_from_passing_where_the_author_says_so(kind):
    amiss = found("subject", "mood", **{kind: [{}]})
    assert len(unmet(ASKED, amiss)) == 1
    assert unmet(ASKED | {f"{kind}_block": False}, amiss) == []


def test_names_are_listed_as_one_says_them():
    assert [listed(list(names)) for names in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
