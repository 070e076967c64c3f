"""What a file states about one block: its id, its purpose, which heads a table has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from courses.blocks.contract import Purpose
from courses.importing.draft import HEADERS, Draft
from courses.importing.ids import BlockIds, Mark
from courses.importing.source import Source

_HEADS = {name: heads for heads, name in HEADERS.items()}
KNOWN = {"purpose", "header"}


def marked(source: Source, ids: BlockIds, mark: Mark, block: Draft) -> Draft:
    """The block with what was stated. Raises ImportRefused."""
    if block.id and mark.id:
        raise source.refuse(
            mark.line, f"this block has two ids, “{mark.id[:80]}” and “{block.id}”. Keep one."
        )
    block = replace(block, id=ids.claimed(mark.id, mark.line) or block.id)
    if stated := mark.attributes.get("purpose"):
        if stated not in Purpose.values:
            raise source.refuse(
                mark.line, f"there is no purpose “{stated[:40]}”. Use teach, practise or story."
            )
        block = block.with_purpose(Purpose(stated))
    if (header := mark.attributes.get("header")) and block.kind == "table":
        block = _headed(source, mark, block, header)
    return block


def all_known(source: Source, mark: Mark) -> Mark:
    """Raises ImportRefused for a comment that states what no block has."""
    if unknown := sorted(set(mark.attributes) - KNOWN):
        raise source.refuse(
            mark.line, f"“{unknown[0]}” is nothing a comment can state; “purpose” and “header” are."
        )
    return mark


def _headed(source: Source, mark: Mark, block: Draft, header: str) -> Draft:
    table: Mapping = block.value["table"]
    first_row, first_column = _HEADS.get(header, (None, None))
    if first_row is not table["first_row_is_table_header"]:
        there = "row or both" if table["first_row_is_table_header"] else "column or neither"
        raise source.refuse(mark.line, f"“header” of this table can be {there}.")
    table = {**table, "first_col_is_header": first_column, "table_header_choice": header}
    return replace(block, value={**block.value, "table": table})
