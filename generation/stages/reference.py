"""The quick reference: one page to keep, to read on screen (one self-contained file) and print (PDF/UA)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from django.template.loader import render_to_string

from generation.digests import digest as digest_of
from generation.digests import unplaced
from generation.stages import key_points
from generation.stages.contract import Context, Outcome, Source, Stage, named
from generation.stages.sealing import sealed

VERSION = "2"
PAPERS = {"pdf": "a4", "letter": "us-letter"}
"""Form -> its paper, as Typst names it."""
TEMPLATE = "generation/reference.html"
TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.json"
DISCLOSURE = "Set by software from a lesson written and approved by people."


def sheet(source: Source, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """What stands on the page, without when it was made: an unchanged lesson keeps its sheet.

    chosen: stands in for key points, and says so.
    """
    facts = {
        "title": source.title,
        "course": source.course,
        "objective": source.objective,
        "key_points": list(source.key_points or chosen),
        "chosen": bool(chosen) and not source.key_points,
        "prompts": [dict(prompt) for prompt in source.prompts],
        "terms": [dict(term) for term in source.terms],
        "avoid": list(source.avoid),
        "sources": list(source.sources),
        "disclosure": f"{source.studio}. {DISCLOSURE}",
        "locale": source.locale,
        "checklist": [] if source.prompts else list(source.checklist),
        "checklist_title": source.checklist_title,
    }
    return facts | ({"brand": dict(source.brand)} if source.brand else {})


def dated_sheet(context: Context) -> dict[str, Any]:
    """Raises EngineError where sentences must be chosen and no embeddings are there."""
    source = context.source
    return sheet(source, key_points.chosen(context)) | {"date": source.date, "revision": source.revision}


def as_html(facts: dict[str, Any]) -> str:
    """One self-contained page. facts: a sheet; its ``label``, where it has one, stands above everything."""
    look = json.loads(TOKENS.read_text(encoding="utf-8"))
    brand = facts.get("brand") or {}
    own = {theme: look[theme] | brand.get(theme, {}) for theme in ("dark", "light")}
    return render_to_string(TEMPLATE, {"sheet": facts, "look": own})


def digest(context: Context) -> str:
    facts = sheet(context.source)
    engine, seal = named(context.engines.reference()), context.engines.seal().identity
    choice = key_points.choice(context.source)
    return digest_of("reference", VERSION, engine, unplaced(facts), as_html(facts), choice, seal)


def run(context: Context) -> Outcome:
    engine, facts = context.engines.reference(), dated_sheet(context)
    context.progress("reference", 0, 3)
    page = context.folder / "sheet.html"
    page.write_text(as_html(facts), encoding="utf-8")
    html = _keep(context, "html", Outcome(file=page), 0.0)
    made = {"html": html}
    for done, (form, paper) in enumerate(PAPERS.items(), 1):
        context.progress("reference", done, 3)
        began = perf_counter()
        target = context.folder / f"sheet-{form}.pdf"
        fit = engine.pdf(facts | {"paper": paper}, target)
        file = sealed(context, target, kind="reference", digest=digest(context), engine=named(engine))
        outcome = Outcome(file=file, engine=named(engine), meta={"pages": fit.pages, "scale": fit.scale})
        made[form] = _keep(context, form, outcome, perf_counter() - began)
    context.progress("reference", 3, 3)
    parts = (*made.values(), *key_points.parts(context.source))
    return Outcome(meta=made, parts=parts, engine=named(engine))


def _keep(context: Context, form: str, outcome: Outcome, seconds: float) -> str:
    name = digest_of("reference", form, digest(context))
    context.store.put(digest=name, stage=f"reference_{form}", outcome=outcome, seconds=seconds)
    context.made += 1
    return name


STAGE = Stage("reference", digest, run)
