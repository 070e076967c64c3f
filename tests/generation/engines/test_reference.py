"""The quick reference, as a reader and a screen reader get it."""

import ctypes

import pypdfium2
import pytest

from generation.engines.reference import TypstReference
from generation.ports import EngineError

PROMPT = {
    "before": "beautiful lighting",
    "after": "one practical lamp, frame left",
    "why": "Four things to check.",
}
SHEET = {
    "title": "Nine elements of a brief",
    "course": "The prompt as a director’s brief",
    "objective": "Write a brief whose every element can be checked.",
    "key_points": ["A verdict is not a description.", "Say what must not be there."],
    "prompts": [PROMPT],
    "terms": [{"term": "Practical", "definition": "a lamp that is seen."}],
    "avoid": ["Naming a living artist."],
    "sources": ["Studio practice, 2026"],
    "date": "21 November 2026",
    "revision": "3",
    "disclosure": "Set by software from a lesson written by people.",
    "locale": "en-gb",
}


def made(folder, **changes):
    target = folder / "sheet.pdf"
    fit = TypstReference().pdf(SHEET | changes, target)
    document = pypdfium2.PdfDocument(target.read_bytes())
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    return fit, document, text


def test_it_is_one_page_of_a4(tmp_path):
    fit, document, _ = made(tmp_path)
    assert (len(document), fit.pages, fit.scale) == (1, 1, 1.0)
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_it_is_one_page_of_letter_too(tmp_path):
    fit, document, text = made(tmp_path, paper="us-letter")
    assert (len(document), fit.pages) == (1, 1)
    assert document[0].get_size() == pytest.approx((612, 792), abs=0.1)
    assert SHEET["disclosure"] in text


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("points", [1, 9, 14, 20, 26])
def test_whatever_its_size_it_is_one_page_or_says_what_to_shorten(tmp_path, paper, points):
    changes = {"key_points": ["A model fills every gap with its own taste. " * 2] * points, "paper": paper}
    try:
        fit, document, text = made(tmp_path, **changes)
    except EngineError as error:
        assert points > 9 and error.code == "reference_too_long"
        assert {"a4": "page of A4", "us-letter": "page of Letter"}[paper] in error.message
        assert "key points" in error.message
    else:
        assert len(document) == 1 and 0.8 <= fit.scale <= 1
        assert text.count("its own taste") == 2 * points and SHEET["disclosure"] in text


def test_a_checklist_of_the_lesson_stands_where_there_is_no_prompt(tmp_path):
    own = {"checklist": ["The lamp is named", "So is its side"], "checklist_title": "Before you send it"}
    _, _, text = made(tmp_path, prompts=[], **own)
    assert "Before you send it" in text and "So is its side" in text and "What to keep" in text
    _, _, with_prompt = made(tmp_path, **own)
    assert "So is its side" not in with_prompt


def test_chosen_sentences_say_that_software_chose_them(tmp_path):
    _, _, text = made(tmp_path, chosen=True)
    assert "Sentences of this lesson, chosen by software." in text


def structure(page):
    """Kinds of the tags of a page, in order of reading."""
    raw = pypdfium2.raw
    tree = raw.FPDF_StructTree_GetForPage(page.raw)

    def kind(element):
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
        return buffer.raw[:size].decode("utf-16-le").rstrip("\0")

    def walk(element):
        yield kind(element)
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
                yield from walk(child)

    tops = range(raw.FPDF_StructTree_CountChildren(tree))
    found = [one for at in tops for one in walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))]
    raw.FPDF_StructTree_Close(tree)
    return found


def test_a_screen_reader_finds_one_title_a_heading_for_each_section_and_lists(tmp_path):
    _, document, _ = made(tmp_path, paper="us-letter")
    tags = structure(document[0])
    assert tags.count("H1") == 1
    assert tags.count("H2") == 5
    assert tags.count("L") >= 3 and "LI" in tags


def test_everything_on_the_sheet_can_be_read(tmp_path):
    _, _, text = made(tmp_path)
    for words in (
        *(SHEET[name] for name in ("title", "course", "objective", "date", "disclosure")),
        *(
            *SHEET["key_points"],
            *PROMPT.values(),
            "Practical",
            *SHEET["avoid"],
            *SHEET["sources"],
            "revision 3",
        ),
    ):
        assert words in text


def test_it_declares_itself_pdf_ua_with_title_language_and_headings(tmp_path):
    _, document, _ = made(tmp_path)
    data = (tmp_path / "sheet.pdf").read_bytes()
    assert document.get_metadata_dict()["Title"] == SHEET["title"]
    assert b"pdfuaid:part" in data
    assert b"/Lang(en-GB)" in data.replace(b" ", b"") or b"/Lang (en-GB)" in data
    assert document.is_tagged() if hasattr(document, "is_tagged") else b"/MarkInfo" in data


def test_longer_sheets_are_set_smaller(tmp_path):
    fit, document, _ = made(tmp_path, key_points=["A model fills every gap with its own taste. " * 3] * 18)
    assert len(document) == 1
    assert 0.8 <= fit.scale < 1


def test_prompts_give_way_before_the_page_does(tmp_path):
    tall = PROMPT | {"after": "one practical lamp, frame left, warm, hard falloff; " * 18}
    fit, document, text = made(tmp_path, prompts=[tall] * 4)
    assert (len(document), fit.pages) == (1, 1)
    assert 1 <= text.count("After") < 4


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("key_points", ["A model fills every gap with its own taste. " * 6] * 30, "key points"),
        ("terms", [{"term": "Practical", "definition": "a lamp. " * 30}] * 40, "terms"),
        ("sources", ["A very long source, of 2026. " * 6] * 40, "sources"),
    ],
)
def test_a_sheet_that_is_too_long_names_the_section_to_shorten(tmp_path, field, value, named):
    with pytest.raises(EngineError, match=named) as caught:
        made(tmp_path, **{field: value})
    assert caught.value.code == "reference_too_long"
    assert list(tmp_path.iterdir()) == []


def test_a_lesson_without_prompts_gives_a_checklist(tmp_path):
    _, _, text = made(tmp_path, prompts=[])
    assert "Checklist" in text
    assert "Before" not in text


def test_an_almost_empty_sheet_is_still_a_sheet(tmp_path):
    target = tmp_path / "sheet.pdf"
    TypstReference().pdf({"title": "Only a title"}, target)
    assert len(pypdfium2.PdfDocument(target.read_bytes())) == 1


def test_words_are_data_and_never_markup(tmp_path):
    hostile = '#panic("no") $x$ *b* <label> @ref'
    _, _, text = made(tmp_path, title=hostile, key_points=[hostile], avoid=["x" * 3000])
    assert text.count(hostile) == 2


def test_the_same_sheet_is_the_same_file(tmp_path):
    made(tmp_path)
    before = (tmp_path / "sheet.pdf").read_bytes()
    made(tmp_path)
    assert (tmp_path / "sheet.pdf").read_bytes() == before


def test_a_letter_that_no_font_has_is_named_with_what_to_do(tmp_path):
    with pytest.raises(EngineError) as refused:
        TypstReference().pdf(SHEET | {"objective": "Ask for \U0001304b in a prompt."}, tmp_path / "sheet.pdf")
    assert refused.value.code == "no_font"
    assert "\U0001304b" in refused.value.message and "Install a font" in refused.value.message
