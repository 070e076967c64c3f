"""What a stage gets and gives. A stage knows no database: it reads plain data and keeps work by digest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from courses.narration import Narrated
from generation.lexicon import Entry
from generation.ports import (
    AAC_FRAME,
    SAMPLE_RATE,
    Clips,
    Cover,
    Embedder,
    Narrator,
    Reference,
    Scenes,
    Sentence,
    Slides,
    Sound,
    Speech,
    Video,
)
from generation.provenance import Seal
from generation.stages.side_by_side import Hands

FRAME = AAC_FRAME / SAMPLE_RATE
"""Seconds. Every passage lasts a whole number of these, so that its sound starts on the coder's grid.

One is 1920 ticks of the picture's clock: sound and picture end together.
"""


@dataclass(frozen=True)
class Picture:
    """A picture as it was uploaded. focus: what its author marked: left, top, right, bottom in pixels."""

    path: Path
    focus: tuple[int, int, int, int] | None = None


@dataclass(frozen=True)
class Bed:
    """The studio's music. level: dB under the programme. rights: who made it, by what right it is used.

    fetch: its file on this machine; raises EngineError where it is gone.
    """

    sha256: str
    level: int
    rights: str
    fetch: Callable[[], Path]


@dataclass(frozen=True)
class Source:
    """One revision of a lesson, and what the studio says about speaking it.

    prompts: {before, after, why}. terms: {term, definition}. estimate: seconds of its longest format.
    mends: digest of a passage's own lines -> the lines spoken instead. lexicon: entries that hold in it.
    movement: whether story scenes move.
    checklist: the first of the lesson. sentences: of the lesson, where its author named no key points.
    brand: the studio's look, as generation/branding.py has it; empty for our own.
    images: image id -> a picture that a slide can show; raises EngineError where there is none.
    told_by_model: whether a language model words the narration. wording_seed: of its words.
    """

    title: str
    course: str
    objective: str
    key_points: tuple[str, ...]
    narrated: tuple[Narrated, ...]
    prompts: tuple[Mapping[str, str], ...] = ()
    terms: tuple[Mapping[str, str], ...] = ()
    avoid: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    locale: str = "en-gb"
    studio: str = "Greenroom"
    slug: str = ""
    date: str = ""
    revision: str = ""
    estimate: float = 0.0
    words_per_minute: int = 150
    lexicon: tuple[Entry, ...] = ()
    movement: bool = True
    mends: Mapping[str, Sequence[str]] = field(default_factory=dict)
    bed: Bed | None = None
    brand: Mapping[str, Any] = field(default_factory=dict)
    checklist: tuple[str, ...] = ()
    checklist_title: str = ""
    sentences: tuple[Sentence, ...] = ()
    images: Callable[[int], Picture] = field(default=lambda number: Picture(Path()))
    told_by_model: bool = False
    wording_seed: int = 1


@dataclass(frozen=True)
class Made:
    """An artifact in the store. name: of its file there, empty without one. seconds: it took to make."""

    digest: str
    stage: str
    name: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    engine: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What a stage has made, before it is kept. file: in the scratch folder. parts: digests it needs.

    gpu_seconds: of its making, on a GPU.
    """

    meta: Mapping[str, Any] = field(default_factory=dict)
    file: Path | None = None
    parts: tuple[str, ...] = ()
    engine: str = ""
    gpu_seconds: float = 0.0


@dataclass(frozen=True)
class Piece:
    """A part of a stage's work that any worker can make by itself.

    digest: its name in the store. kind: a key of `stages.pieces.MAKERS`. spec: plain data, all it is made of.
    """

    digest: str
    kind: str
    spec: Mapping[str, Any]


class Store(Protocol):
    def find(self, digests: Collection[str]) -> dict[str, Made]:
        """Those of the digests that are there, files and parts included."""

    def put(self, *, digest: str, stage: str, outcome: Outcome, seconds: float) -> Made:
        """Keep something. Putting a digest again changes nothing."""

    def path(self, made: Made) -> Path:
        """The file of an artifact on this machine."""


class Engines(Protocol):
    """Builds an engine when it is asked for. Each raises EngineError where its engine is missing."""

    def speech(self) -> Speech: ...
    def narrator(self) -> Narrator: ...
    def embedder(self) -> Embedder: ...
    def slides(self) -> Slides: ...
    def vertical(self) -> Slides: ...
    def reference(self) -> Reference: ...
    def cover(self) -> Cover: ...
    def sound(self) -> Sound: ...
    def video(self) -> Video: ...
    def scenes(self) -> Scenes: ...
    def clips(self) -> Clips: ...
    def seal(self) -> Seal: ...


@dataclass(frozen=True)
class Bench:
    """What a piece is made with. files: digest -> the file of an artifact it needs. folder: to write into."""

    engines: Engines
    files: Mapping[str, Path]
    folder: Path


@dataclass
class Context:
    """Everything a stage may use. results: of earlier stages. made, reused: pieces, as it counts them.

    progress: told (stage, done, total); it may raise to stop the work. gpu_seconds: of the pieces made.
    ahead: by stage or by digest of a piece, what was begun before its turn.
    """

    source: Source
    engines: Engines
    store: Store
    folder: Path
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    results: dict[str, Made] = field(default_factory=dict)
    made: int = 0
    reused: int = 0
    gpu_seconds: float = 0.0
    ahead: dict[str, Future[Any]] = field(default_factory=dict)
    hands: Hands = field(default_factory=Hands)
    _planned: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def parts(self, stage: str) -> list[Made]:
        """The parts of an earlier stage, in order."""
        wanted = self.results[stage].parts
        found = self.store.find(wanted)
        return [found[digest] for digest in wanted]

    def planned(self, stage: str, plan: Callable[[Context], Iterable[Piece]]) -> tuple[Piece, ...]:
        """The pieces of a stage, in order; planned once."""
        if stage not in self._planned:
            self._planned[stage] = tuple(plan(self))
        return self._planned[stage]


@dataclass(frozen=True)
class Stage:
    """One stop of the line. needs: stages whose results `digest`, `pieces` and `run` read.

    pieces: what `run` puts together, in order; all of it is in the store before `run` is called.
    begin: starts what can be made beside earlier stages, for `run` to find in `Context.ahead`; called once
    `begin_needs` are there. Where it raises EngineError, the stage says so when its turn comes.
    """

    name: str
    digest: Callable[[Context], str]
    run: Callable[[Context], Outcome]
    needs: tuple[str, ...] = ()
    pieces: Callable[[Context], tuple[Piece, ...]] | None = None
    begin: Callable[[Context], None] | None = None
    begin_needs: tuple[str, ...] = ("script",)


def named(engine: Any) -> str:
    return f"{engine.name} {engine.version}".strip()
