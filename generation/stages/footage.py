"""An author's clip in its place: its sound as a passage of the narration, its picture as a segment."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generation.digests import digest as digest_of
from generation.engines import clip_source, wave_file
from generation.ports import Footage
from generation.stages.contract import FRAME, Bench, Outcome, Piece, named

VERSION = "1"
TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.json"


def paper(brand: Mapping[str, Any]) -> str:
    """The colour that slides are drawn on. brand: the studio's look, as a lesson's source has it."""
    own = json.loads(TOKENS.read_text(encoding="utf-8"))["dark"]
    return str({**own, **brand.get("dark", {})}["bg"])


def sound_piece(clip: Mapping[str, Any], engine: str) -> Piece:
    """clip: of a passage of the script. Another title makes no other sound."""
    name = digest_of("clip_sound", VERSION, engine, clip["digest"], clip["seconds"])
    return Piece(name, "clip_sound", _named(clip))


def picture_piece(clip: Mapping[str, Any], seconds: float, paper: str, engine: str) -> Piece:
    """seconds: on screen. paper: hex colour of what its picture leaves of the frame."""
    name = digest_of("clip_picture", VERSION, engine, clip["digest"], clip["seconds"], seconds, paper)
    return Piece(name, "clip_picture", {**_named(clip), "shown": seconds, "paper": paper})


def make_sound(one: Piece, bench: Bench) -> Outcome:
    """meta: as of a spoken passage, in which nobody speaks."""
    engine = bench.engines.clips()
    frames = math.ceil(round(one.spec["seconds"] / FRAME, 6))
    target = bench.folder / f"{one.digest}.wav"
    engine.sound(_fetched(one, bench), target, frames=frames)
    head, tail = wave_file.edges(target)
    meta = {"seconds": 0.0, "total": frames * FRAME, "words": [], "head": head, "tail": tail}
    return Outcome(meta=meta, file=target, engine=named(engine))


def make_picture(one: Piece, bench: Bench) -> Outcome:
    engine = bench.engines.clips()
    target = bench.folder / f"{one.digest}.mp4"
    engine.picture(_fetched(one, bench), one.spec["shown"], target, paper=one.spec["paper"])
    return Outcome(file=target, engine=named(engine))


def _named(clip: Mapping[str, Any]) -> dict[str, Any]:
    return {name: clip[name] for name in ("file", "title", "seconds")}


def _fetched(one: Piece, bench: Bench) -> Footage:
    spec = one.spec
    path = clip_source.fetched(spec["file"], spec["title"], bench.folder)
    return Footage(path, spec["title"], spec["seconds"])
