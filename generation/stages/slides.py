"""The slides: one picture a passage, drawn together, kept one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from generation.digests import digest as digest_of
from generation.digests import file_digest, unplaced
from generation.ports import EngineError
from generation.stages.contract import Context, Outcome, Stage, named

VERSION = "1"


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


def _digests(context: Context) -> list[str]:
    engine = named(context.engines.slides())
    return [_digest_of(slide, engine) for slide in _slides(context)]


def digest(context: Context) -> str:
    return digest_of("slides", _digests(context))


def run(context: Context) -> Outcome:
    engine = context.engines.slides()
    wanted, slides = _digests(context), _slides(context)
    found = context.store.find(wanted)
    missing = {name: slide for name, slide in zip(wanted, slides, strict=True) if name not in found}
    context.reused += len(found)
    context.progress("slides", len(found), len(wanted))
    if missing:
        began = perf_counter()
        pictures = engine.render(list(missing.values()), context.folder)
        each = (perf_counter() - began) / len(missing)
        for name, picture in zip(missing, pictures, strict=True):
            outcome = Outcome(file=picture, engine=named(engine))
            context.store.put(digest=name, stage="slide", outcome=outcome, seconds=each)
            context.made += 1
    context.progress("slides", len(wanted), len(wanted))
    return Outcome(parts=tuple(wanted), engine=named(engine))


STAGE = Stage("slides", digest, run, needs=("script",))
