"""The certificate as a reader and a screen reader get it."""

import pypdfium2
import pytest

from gamification.engines.certificate import NotSet, typeset

PAPER = {
    "studio": "Northlight Studio",
    "name": "Zoë Kovačević",
    "course": "The prompt as a director’s brief",
    "modules": [{"title": "Light that can be *checked*", "on": "2 March 2026"}],
    "finished": "2 March 2026",
    "levels": [{"competency": "Prompt craft", "level": "Apprentice", "on": "3 March 2026"}],
    "badge": {"name": "Brief writer", "credential": "-"},
}
VERIFIED_AT = "https://studio.example/badges/1/"


def said(page: bytes) -> tuple[pypdfium2.PdfDocument, str]:
    document = pypdfium2.PdfDocument(page)
    return document, " ".join("".join(one.get_textpage().get_text_range() for one in document).split())


def test_it_says_who_finished_what_and_that_levels_stand_apart():
    document, text = said(typeset(PAPER, VERIFIED_AT))
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((841.89, 595.28), abs=0.1)
    for words in ("Zoë Kovačević", PAPER["course"], "*checked*", "2 March 2026", "Prompt craft: Apprentice"):
        assert words in text
    assert "not what is mastered" in text and VERIFIED_AT in text


def test_it_declares_itself_pdf_ua_with_title_and_language():
    page = typeset(PAPER)
    assert b"pdfuaid:part" in page and b"/MarkInfo" in page
    assert b"/Lang(en-GB)" in page.replace(b" ", b"")
    title = pypdfium2.PdfDocument(page).get_metadata_dict()["Title"]
    assert title == "Certificate of completion: The prompt as a director’s brief"


def test_a_long_course_stays_on_one_page():
    many = [{"title": f"Module {number}", "on": "2 March 2026"} for number in range(60)]
    document, text = said(typeset(PAPER | {"modules": many}))
    assert len(document) == 1 and "more" in text and "not what is mastered" in text


def test_emoji_are_left_out_and_a_script_without_a_font_is_named():
    _, text = said(typeset(PAPER | {"name": "Zoë 🎬 K"}))
    assert "Zoë K" in text
    with pytest.raises(NotSet, match="No font here can show"):
        typeset(PAPER | {"name": "\u1bc0\u1bc1"})
