"""The picture of one passage: its slide, as long as it is spoken over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.digests import digest as digest_of
from generation.stages.contract import Bench, Made, Outcome, Piece, named

VERSION = "1"


def piece(slide: Made, seconds: float, engine: str) -> Piece:
    spec = {"slide": slide.digest, "seconds": seconds}
    return Piece(digest_of("segment", VERSION, engine, spec), "segment", spec)


def needs(spec: Mapping[str, Any]) -> list[str]:
    return [spec["slide"]]


def make(one: Piece, bench: Bench) -> Outcome:
    engine, spec = bench.engines.video(), one.spec
    target = bench.folder / f"{one.digest}.mp4"
    engine.segment(bench.files[spec["slide"]], spec["seconds"], target)
    return Outcome(file=target, engine=named(engine))
