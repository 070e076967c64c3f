"""The editor gives back what the importer wrote."""

from markdown_it import MarkdownIt
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from courses.blocks.plain import pieces
from courses.blocks.text import INLINE, WordsBlock
from courses.importing.inline import inline, preformatted
from courses.importing.matching import as_imported


def edited(html):
    """Rich text after the editor has opened and saved it."""
    converter = ContentstateConverter([*INLINE, "code-block"])
    saved = converter.to_database_format(converter.from_database_format(html))
    return WordsBlock().get_prep_value(RichText(saved))


def test_code_survives_the_editor_however_often_it_is_saved():
    written = "def light(side):\n    return f'lamp,  {side}' if a < b else None\n\nlight(1)\n"
    html = preformatted(written)
    assert [(one.text, one.code) for one in pieces(html)] == [(written.rstrip(), True)]
    once = edited(html)
    assert [(one.text, one.code) for one in pieces(once)] == [(written.rstrip(), True)]
    assert edited(once) == once


def test_what_went_through_the_editor_unchanged_is_no_change_to_the_importer():
    written = inline_html(
        'Say *"where"* & **what\'s** `x < y` [it](https://example.com/?a=1&b=2) does—<b>now</b>.'
    )
    assert as_imported(edited(f"<p>{written}</p>")) == f"<p>{written}</p>"


def inline_html(markdown):
    (paragraph,) = MarkdownIt("commonmark").parseInline(markdown)
    return inline(paragraph.children, 0).html
