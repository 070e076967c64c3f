"""The video: a segment for each passage, joined without encoding again, over the finished sound."""

from __future__ import annotations

from collections.abc import Iterator

from generation.digests import digest as digest_of
from generation.ports import Movement
from generation.stages import footage, scene, segment
from generation.stages.audio import chapters, labels
from generation.stages.contract import Context, Outcome, Piece, Stage, named
from generation.stages.moving import moves
from generation.stages.pieces import begin as begin_pieces
from generation.stages.sealing import sealed

VERSION = "2"


def _plan(context: Context) -> Iterator[Piece]:
    passages = context.results["script"].meta["passages"]
    slides, engines = context.parts("slides"), context.engines
    lengths = [spoken.meta["total"] for spoken in context.parts("narration")]
    moving = moves(passages, lengths) if context.source.movement else [None] * len(passages)
    for place, (passage, slide, seconds) in enumerate(zip(passages, slides, lengths, strict=True)):
        clip = passage.get("clip")
        if clip and clip["medium"] == "video":
            yield footage.picture_piece(
                clip, seconds, footage.paper(context.source.brand), named(engines.clips())
            )
        elif move := moving[place]:
            earlier = moving[place - 1]
            yield scene.piece(
                slide,
                seconds,
                move,
                before=slides[place - 1],
                after_push=earlier is not None and earlier.kind is Movement.PUSH,
                engine=named(engines.scenes()),
            )
        else:
            yield segment.piece(slide, seconds, named(engines.video()))


def pieces(context: Context) -> tuple[Piece, ...]:
    return context.planned("video", _plan)


def begin(context: Context) -> None:
    begin_pieces(context, pieces(context))


def digest(context: Context) -> str:
    segments = [one.digest for one in pieces(context)]
    return digest_of("video", VERSION, segments, context.results["audio"].digest)


def run(context: Context) -> Outcome:
    engine, wanted = context.engines.video(), [one.digest for one in pieces(context)]
    found = context.store.find(wanted)
    target = context.folder / "programme.mp4"
    lengths = [spoken.meta["total"] for spoken in context.parts("narration")]
    segments = [
        (context.store.path(found[name]), seconds) for name, seconds in zip(wanted, lengths, strict=True)
    ]
    sound = context.store.path(context.results["audio"])
    engine.join(segments, sound, target, chapters=chapters(context), **labels(context))
    meta = {"seconds": context.results["narration"].meta["seconds"]}
    file = sealed(context, target, kind="video", digest=digest(context), engine=named(engine))
    return Outcome(meta=meta, file=file, parts=tuple(dict.fromkeys(wanted)), engine=named(engine))


STAGE = Stage(
    "video",
    digest,
    run,
    needs=("script", "slides", "narration", "captions", "audio"),
    pieces=pieces,
    begin=begin,
    begin_needs=("script", "slides", "narration"),
)
