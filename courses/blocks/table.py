"""Rows and columns."""

from itertools import zip_longest

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock as GridBlock

from courses.blocks.contract import LessonBlock, spoken
from courses.blocks.text import purpose_choice

# Merged and aligned cells would be lost on a phone, on a slide and in speech.
GRID = {
    "language": "en-US",  # the only English the grid knows
    "contextMenu": [
        *("row_above", "row_below", "---------", "col_left", "col_right", "---------"),
        *("remove_row", "remove_col", "---------", "undo", "redo"),
    ],
}


class TableValue(blocks.StructValue):
    """Cells are plain text. head: its column heads, empty where it has none."""

    @property
    def _grid(self) -> dict:
        return self.get("table") or {}

    @property
    def _cells(self) -> list[list[str]]:
        data = self._grid.get("data") or []
        return [[" ".join(str(cell or "").split()) for cell in row] for row in data]

    @property
    def _headed(self) -> bool:
        headed = self._grid.get("first_row_is_table_header")
        return bool(headed) or self._grid.get("table_header_choice") in ("row", "both")

    @property
    def head(self) -> list[str]:
        return self._cells[0] if self._cells and self._headed else []

    @property
    def rows(self) -> list[list[str]]:
        return [row for row in self._cells[1 if self._headed else 0 :] if any(row)]

    @property
    def rows_are_named(self) -> bool:
        named = self._grid.get("first_col_is_header")
        return bool(named) or self._grid.get("table_header_choice") in ("column", "both")


class TableBlock(LessonBlock, blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, help_text="What the table shows.")
    table = GridBlock(table_options=GRID)
    purpose = purpose_choice()

    class Meta:
        icon = "table"
        label = "Table"
        template = "blocks/table_block.html"
        value_class = TableValue
        description = "Rows and columns for comparing"
        preview_value = {
            "caption": "Vague and checkable",
            "table": {
                "data": [["Vague", "Checkable"], ["Moody", "One lamp, frame left"]],
                "first_row_is_table_header": True,
            },
        }

    def text_to_read(self, value):
        cells = [cell for row in [value.head, *value.rows] for cell in row]
        return " ".join([value["caption"] or "", *cells])

    def passages(self, value):
        head, rows = value.head, value.rows
        slide = {"kind": "table", "title": value["caption"], "header": head, "rows": rows}
        return spoken([value["caption"] or "", *(self._said(head, row) for row in rows)], slide)

    @staticmethod
    def _said(head: list[str], row: list[str]) -> str:
        pairs = zip_longest(head, row[: max(len(head), len(row))], fillvalue="")
        return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned.rows:
            fault = ValidationError("Fill in at least one row.")
            raise StructBlockValidationError(block_errors={"table": fault})
        return cleaned
