"""The slides: one picture a passage, drawn together, kept one by one."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

from generation.digests import digest as digest_of
from generation.digests import file_digest, unplaced
from generation.ports import EngineError, Slides
from generation.stages.contract import Context, Outcome, Stage, named

VERSION = "1"
WORTH_A_THREAD = 4
"""Slides. Fewer are drawn before a thread has begun."""

Drawn = tuple[Path, float]
"""A picture, and the seconds it took."""


def _slides(context: Context) -> list[dict[str, Any]]:
    """Slides as the engine wants them, with the frame every one of them has."""
    source = context.source
    frame = {
        "footer_left": [source.course, source.title],
        "footer_right": f"{source.studio}, AI-made narration",
    } | ({"brand": dict(source.brand)} if source.brand else {})
    return [
        _drawable(context, passage["slide"]) | frame for passage in context.results["script"].meta["passages"]
    ]


def _drawable(context: Context, slide: Mapping[str, Any]) -> dict[str, Any]:
    if slide["kind"] != "image":
        return dict(slide)
    image = slide.get("image_id")
    if image is None:
        raise EngineError(
            "image_missing",
            f"The picture of “{slide['alt']}” is gone. Choose another one in the module and publish again.",
        )
    shown = context.source.images(image)
    return {
        **{name: value for name, value in slide.items() if name != "image_id"},
        "path": str(shown.path),
        "focus": shown.focus,
    }


def _digest_of(slide: Mapping[str, Any], engine: str) -> str:
    facts = dict(slide)
    if "path" in facts:
        facts["path"] = file_digest(Path(facts["path"]))
    if "brand" in facts:
        facts["brand"] = unplaced(facts["brand"])
    return digest_of("slide", VERSION, engine, facts)


def _named(context: Context) -> list[tuple[str, dict[str, Any]]]:
    """(digest, slide) in order. Every picture is read for it."""
    engine = named(context.engines.slides())
    return [(_digest_of(slide, engine), slide) for slide in _slides(context)]


def digest(context: Context) -> str:
    return digest_of("slides", [name for name, _ in _named(context)])


def _missing(context: Context, slides: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Digest -> slide, of those that are not in the store."""
    found = context.store.find(slides)
    return {name: slide for name, slide in slides.items() if name not in found}


def begin(context: Context) -> None:
    """Draw what is missing beside the stages that come before: one core is free while a voice speaks."""
    missing, engine = _missing(context, dict(_named(context))), context.engines.slides()
    if len(missing) >= WORTH_A_THREAD:
        pool = ThreadPoolExecutor(1)
        context.ahead["slides"] = pool.submit(_drawn, engine, missing, context.folder)
        pool.shutdown(wait=False)


def _drawn(engine: Slides, slides: Mapping[str, Mapping[str, Any]], folder: Path) -> dict[str, Drawn]:
    if not slides:
        return {}
    began = perf_counter()
    pictures = engine.render(list(slides.values()), folder)
    each = (perf_counter() - began) / len(slides)
    return {name: (picture, each) for name, picture in zip(slides, pictures, strict=True)}


def run(context: Context) -> Outcome:
    engine = context.engines.slides()
    slides = _named(context)
    missing, known = _missing(context, dict(slides)), len(dict(slides))
    context.reused += known - len(missing)
    context.progress("slides", known - len(missing), known)
    drawn = context.ahead["slides"].result() if "slides" in context.ahead else {}
    _keep(context, {name: one for name, one in drawn.items() if name in missing})
    # After those are kept: pictures of both have the same names in the folder.
    left = {name: slide for name, slide in missing.items() if name not in drawn}
    _keep(context, _drawn(engine, left, context.folder))
    context.progress("slides", known, known)
    return Outcome(parts=tuple(name for name, _ in slides), engine=named(engine))


def _keep(context: Context, drawn: Mapping[str, Drawn]) -> None:
    for name, (picture, each) in drawn.items():
        outcome = Outcome(file=picture, engine=named(context.engines.slides()))
        context.store.put(digest=name, stage="slide", outcome=outcome, seconds=each)
        context.made += 1


STAGE = Stage("slides", digest, run, needs=("script",), begin=begin)
