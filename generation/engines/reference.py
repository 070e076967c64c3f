"""The quick reference: one page of A4 or Letter as PDF/UA-1 (ISO 14289-1), set by Typst."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from generation.engines import typesetting
from generation.engines.ffmpeg import written
from generation.ports import EngineError, Fit

TEMPLATE = "reference.typ"
PAPER = "#FFFFFF"
"""The ground of a sheet."""
MOST_PROMPTS = 4
"""More would make the page a wall; the lesson holds the others."""
PAPERS = {"a4": "A4", "us-letter": "Letter"}
"""Paper as Typst names it, and as people do."""
TEXTS = ("title", "course", "objective", "date", "revision", "disclosure")
LISTS = ("key_points", "avoid", "sources", "checklist")


class TypstReference:
    """The Reference port by Typst."""

    name = "Typst"

    @property
    def version(self) -> str:
        return typesetting.version(TEMPLATE)

    def pdf(self, sheet: Mapping[str, Any], target: Path) -> Fit:
        """One page, its text scaled 100 to 80 %, with as many prompts as fit and at least one.

        sheet: its ``paper`` is "a4" (default) or "us-letter". Raises EngineError('reference_too_long') naming
        the longest section.
        """
        data, brand = _prepared(sheet), sheet.get("brand")
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            shutil.copy(typesetting.TEMPLATES / TEMPLATE, root)
            logo = typesetting.logo(brand, "paper_logo", root, PAPER)
            tokens = typesetting.colours("light", brand)
            try:
                compiler = typesetting.compiler(
                    root / TEMPLATE, root=root, brand=brand, sheet=data, tokens=tokens, logo=logo
                )
                fit = json.loads(compiler.query("<fit>", field="value", one=True))
                if not fit["scale"]:
                    raise _too_long(PAPERS[data["paper"]], fit["longest"])
                page = compiler.compile(format="pdf", pdf_standards=["ua-1"])
            except typst.TypstError as error:
                raise _failure(error.message) from error
        with written(target) as draft:
            draft.write_bytes(page)
        return Fit(pages=1, scale=fit["scale"])


def _too_long(paper: str, section: str) -> EngineError:
    return EngineError(
        "reference_too_long",
        f"The quick reference does not fit on one page of {paper}. "
        f"Shorten the {section}: that section is the longest.",
    )


def _failure(complaint: str) -> EngineError:
    return typesetting.no_font(complaint, "quick reference") or EngineError(
        "reference_failed", f"Typst could not set the quick reference: {complaint}"
    )


def _prepared(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet with every field that the template reads, as printable text."""
    clean = typesetting.printable
    language, _, region = str(sheet.get("locale") or "en").partition("-")
    data: dict[str, Any] = {name: clean(sheet.get(name)) for name in TEXTS}
    data |= {name: [text for item in sheet.get(name) or () if (text := clean(item))] for name in LISTS}
    data["prompts"] = _rows(sheet.get("prompts"), "before", "after", "why")[:MOST_PROMPTS]
    data["terms"] = _rows(sheet.get("terms"), "term", "definition")
    data["checklist_title"] = clean(sheet.get("checklist_title"))
    data |= {"chosen": bool(sheet.get("chosen")), "paper": sheet.get("paper") or "a4"}
    stamp = [data["date"], f"revision {data['revision']}" if data["revision"] else ""]
    data["stamp"] = ", ".join(part for part in stamp if part)
    return data | {"title": data["title"] or "Quick reference", "lang": language, "region": region or None}


def _rows(rows: Any, *names: str) -> list[dict[str, str]]:
    return [{name: typesetting.printable(row.get(name)) for name in names} for row in rows or ()]
