"""The quick reference: one page to keep, to read on screen (one self-contained file) and print (PDF/UA)."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any

from django.template.loader import render_to_string

from generation.digests import digest as digest_of
from generation.stages.contract import Context, Outcome, Source, Stage, named
from generation.stages.sealing import sealed

VERSION = "1"
TEMPLATE = "generation/reference.html"
TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.json"
DISCLOSURE = "Set by software from a lesson written and approved by people."


def sheet(source: Source) -> dict[str, Any]:
    """What stands on the page, without when it was made: an unchanged lesson keeps its sheet."""
    return {
        "title": source.title,
        "course": source.course,
        "objective": source.objective,
        "key_points": list(source.key_points),
        "prompts": [dict(prompt) for prompt in source.prompts],
        "terms": [dict(term) for term in source.terms],
        "avoid": list(source.avoid),
        "sources": list(source.sources),
        "disclosure": f"{source.studio}. {DISCLOSURE}",
        "locale": source.locale,
    }


def dated_sheet(source: Source) -> dict[str, Any]:
    return sheet(source) | {"date": source.date, "revision": source.revision}


def as_html(facts: dict[str, Any]) -> str:
    """One self-contained page. facts: a sheet; its ``label``, where it has one, stands above everything."""
    return render_to_string(
        TEMPLATE, {"sheet": facts, "look": json.loads(TOKENS.read_text(encoding="utf-8"))}
    )


def digest(context: Context) -> str:
    facts = sheet(context.source)
    engine, seal = named(context.engines.reference()), context.engines.seal().identity
    return digest_of("reference", VERSION, engine, facts, as_html(facts), seal)


def run(context: Context) -> Outcome:
    engine, facts = context.engines.reference(), dated_sheet(context.source)
    context.progress("reference", 0, 2)
    page = context.folder / "sheet.html"
    page.write_text(as_html(facts), encoding="utf-8")
    html = _keep(context, "html", Outcome(file=page), 0.0)
    context.progress("reference", 1, 2)
    began = perf_counter()
    target = context.folder / "sheet.pdf"
    fit = engine.pdf(facts, target)
    file = sealed(context, target, kind="reference", digest=digest(context), engine=named(engine))
    outcome = Outcome(file=file, engine=named(engine), meta={"pages": fit.pages, "scale": fit.scale})
    pdf = _keep(context, "pdf", outcome, perf_counter() - began)
    context.progress("reference", 2, 2)
    return Outcome(meta={"html": html, "pdf": pdf}, parts=(html, pdf), engine=named(engine))


def _keep(context: Context, form: str, outcome: Outcome, seconds: float) -> str:
    name = digest_of("reference", form, digest(context))
    context.store.put(digest=name, stage=f"reference_{form}", outcome=outcome, seconds=seconds)
    context.made += 1
    return name


STAGE = Stage("reference", digest, run)
