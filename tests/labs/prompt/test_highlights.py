from labs.prompt.grading.elements import ELEMENTS
from labs.prompt.highlights import Piece, pieces

TEXT = "A cook at golden hour."


def found(*, contradictions=(), leaks=(), notes=(), **spans):
    elements = {key: {"covered": key in spans, "spans": spans.get(key, [])} for key in ELEMENTS}
    return {"elements": elements, "contradictions": contradictions, "leaks": leaks, "notes": notes}


def test_the_pieces_are_the_text():
    got = pieces(TEXT, found(subject=[[0, 6]], lighting=[[10, 21]], environment=[[7, 21]]))
    assert "".join(piece.text for piece in got) == TEXT


def test_overlapping_words_bear_both_labels_where_they_end():
    got = pieces(TEXT, found(lighting=[[10, 21]], environment=[[7, 21]]))
    assert got[1:3] == [
        Piece("at ", covers=("Environment",)),
        Piece("golden hour", covers=("Lighting", "Environment"), ends=("Lighting", "Environment")),
    ]


def test_what_is_amiss_is_flagged_beside_what_is_covered():
    leak = {"kind": "embargo", "span": [2, 6], "say": "Take it out."}
    vague = {"kind": "vague", "span": [0, 1], "say": "Which?"}
    short = {"kind": "length", "span": None, "say": "Short."}
    got = pieces(TEXT, found(subject=[[0, 6]], leaks=[leak], notes=[vague, short]))
    assert got[0] == Piece("A", covers=("Subject",), flags=("Vague",), ends=("Vague",))
    assert got[2] == Piece("cook", covers=("Subject",), flags=("Leak",), ends=("Subject", "Leak"))


def test_both_sides_of_a_contradiction_are_flagged():
    sides = {"spans": [[0, 1], [2, 6]], "say": "Choose one."}
    got = pieces(TEXT, found(contradictions=[sides]))
    assert [piece.text for piece in got if piece.flags] == ["A", "cook"]


def test_a_text_of_which_nothing_is_known_is_one_piece():
    assert pieces(TEXT, found()) == [Piece(TEXT)]
