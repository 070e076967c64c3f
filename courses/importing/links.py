"""Links between the studio's own pages: ``[words](page:its-slug)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from urllib.parse import unquote

from courses.importing.inline import PAGE

_LINK = re.compile(rf'<a href="{PAGE}([^"]*)">(.*?)</a>', re.DOTALL)


def linked(html: str, pages: Mapping[str, int], note: Callable[[str], None]) -> str:
    """With links as the editor stores them. Where there is no such page, its words stay."""

    def link(one: re.Match[str]) -> str:
        name = unquote(unescape(one.group(1)))
        if name not in pages:
            note(f"there is no page “{name}” to link to; the words were kept.")
            return one.group(2)
        return f'<a linktype="page" id="{pages[name]}">{one.group(2)}</a>'

    return _LINK.sub(link, html)
