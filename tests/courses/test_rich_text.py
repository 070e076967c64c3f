"""The editor gives back what the importer wrote."""

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from courses.blocks.plain import pieces
from courses.blocks.text import INLINE
from courses.importing.inline import preformatted


def test_code_survives_the_editor_with_its_lines_and_spaces():
    written = "def light(side):\n    return f'lamp,  {side}' if a < b else None\n"
    html = preformatted(written)
    converter = ContentstateConverter([*INLINE, "code-block"])
    saved = converter.to_database_format(converter.from_database_format(html))
    assert [(one.text, one.code) for one in pieces(saved)] == [(written.rstrip(), True)]
    assert [(one.text, one.code) for one in pieces(html)] == [(written.rstrip(), True)]
