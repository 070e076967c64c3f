"""Blocks as they come out of a file, before pictures and ids are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses.blocks.contract import Purpose
from courses.blocks.plain import plain
from courses.importing.inline import Picture

HEADERS = {(True, False): "row", (False, False): "neither", (False, True): "column", (True, True): "both"}
"""(a head for the columns, one for the rows) -> what the editor calls it."""
_CAPTION = re.compile(r"<p>Table:\s+((?:(?!</p>).)+)</p>$", re.DOTALL)


@dataclass(frozen=True)
class Draft:
    """A block of a body. kind: its name in LessonBody. value: raw, a Picture where an image's id will be.

    id: what the file states, else empty: `keep_ids` then finds one.
    """

    kind: str
    value: Mapping[str, Any]
    id: str = ""

    def with_purpose(self, purpose: Purpose) -> Draft:
        return (
            replace(self, value={**self.value, "purpose": purpose.value}) if "purpose" in self.value else self
        )


def item(value: Any, stated: str = "") -> dict[str, Any]:
    """An entry of a list. stated: its id in the file, else empty: `keep_ids` then finds one."""
    return {"type": "item", "id": stated, "value": value}


def text(html: str) -> Draft:
    return Draft("rich_text", {"text": html, "purpose": Purpose.TEACH.value})


def heading(words: str, level: int) -> Draft:
    return Draft("heading", {"text": words, "level": "2" if level <= 2 else "3"})


def listing(items: list[dict[str, Any]], ordered: bool) -> Draft:
    """items: as `item` makes them."""
    return Draft("list", {"items": items, "ordered": ordered, "purpose": Purpose.TEACH.value})


def image(picture: Picture) -> Draft:
    value = {
        "image": picture,
        "alt_text": picture.alt,
        "caption": picture.caption,
        "purpose": Purpose.TEACH.value,
    }
    return Draft("image", value)


def callout(tone: str, title: str, html: str) -> Draft:
    return Draft("callout", {"tone": tone, "title": title, "text": html, "purpose": Purpose.TEACH.value})


def table(section: str, rows: list[list[str]], named: bool = False) -> Draft:
    """A table under the heading it stands under, or else under its own column heads. named: its rows are."""
    headed = any(rows[0])
    data = {
        "data": rows if headed else rows[1:],
        "first_row_is_table_header": headed,
        "first_col_is_header": named,
        "table_header_choice": HEADERS[headed, named],
        "table_caption": "",
    }
    caption = section or ", ".join(cell for cell in rows[0] if cell)
    return Draft("table", {"caption": caption[:200], "table": data, "purpose": Purpose.TEACH.value})


def captioned(above: Draft, block: Draft) -> list[Draft]:
    """A table after what stands above it; a last paragraph “Table: …” there becomes its caption."""
    found = _CAPTION.search(str(above.value["text"])) if above.kind == "rich_text" else None
    if found is None:
        return [above, block]
    rest = str(above.value["text"])[: found.start()]
    table = replace(block, value={**block.value, "caption": plain(found.group(1))[:200]})
    return [text(rest), table] if rest else [table]


def is_caption(draft: Draft) -> bool:
    """Whether it is nothing but a paragraph “Table: …”."""
    found = _CAPTION.match(str(draft.value["text"])) if draft.kind == "rich_text" else None
    return found is not None


def append(found: list[Draft], block: Draft) -> None:
    """Texts that nothing tells apart become one; a table takes its caption from what stands above it."""
    if found and _joins(found[-1], block):
        found[-1] = joined(found[-1], block)
    elif found and block.kind == "table" and not found[-1].id:
        found[-1:] = captioned(found[-1], block)
    else:
        found.append(block)


def joined(above: Draft, below: Draft) -> Draft:
    """Two texts as one block."""
    return replace(above, value={**above.value, "text": above.value["text"] + below.value["text"]})


def _joins(above: Draft, below: Draft) -> bool:
    """Whether nothing tells two neighbours apart."""
    texts = above.kind == below.kind == "rich_text" and not above.id and not below.id
    return texts and above.value["purpose"] == below.value["purpose"]


def as_paragraphs(draft: Draft) -> str:
    """A block as rich text, where a block cannot stand: in a quotation, a callout or a list item."""
    value = draft.value
    if draft.kind in ("rich_text", "callout"):
        title = f"<p><b>{value['title']}</b></p>" if value.get("title") else ""
        return title + str(value["text"])
    if draft.kind == "heading":
        return f"<p><b>{_escaped(value['text'])}</b></p>"
    if draft.kind == "list":
        return "".join(str(one["value"]) for one in value["items"])
    if draft.kind == "table":
        return "".join(f"<p>{_escaped('; '.join(row))}</p>" for row in value["table"]["data"])
    return ""


def as_item(html: str) -> str:
    """Rich text as one list item."""
    inner = re.sub(r"</?pre>", lambda tag: tag.group().replace("pre", "code"), html)
    lines = [line for line in re.split(r"</?p>", inner) if plain(line)]
    return f"<p>{'<br/>'.join(lines)}</p>" if lines else ""


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
