"""A lesson made in the foreground and written to a folder. The same stages and store, no review."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Revision

from courses.models import ModulePage
from generation import pipeline
from generation.engines import contact, registry
from generation.engines.ffmpeg import written
from generation.engines.relabel import relabel
from generation.queries import was_approved
from generation.scratch import scratch_folder
from generation.stages.audio import labels
from generation.stages.contract import Context, Engines, Made
from generation.stages.recap import titled
from generation.stages.reference import as_html, dated_sheet
from generation.stages.sealing import origin

STAGES = {
    "video": ("captions", "video"),
    "audio": ("captions", "cover", "audio"),
    "reference": ("reference",),
    "recap": ("recap",),
    "slides": ("slides",),
}
"""Format -> the stages whose artifacts it is made of."""
USUAL = ("audio", "recap", "reference", "video")
"""What is written where nobody asks for formats: slides, all on one picture, are for who looks after them."""
SHEETS = {"a4": ".pdf", "us-letter": ".letter.pdf"}
"""Paper -> ending, in the order of the stage's parts."""
LONGEST_STEM = 244
"""Bytes. File systems take names of 255, and `.letter.pdf` is eleven."""
NOT_REVIEWED = "Not reviewed: nobody has approved this yet."


@dataclass(frozen=True)
class Delivery:
    """summary: what SLUG.json holds. files: those written, by name."""

    summary: dict[str, Any]
    files: tuple[Path, ...]


def deliver(
    *,
    module: ModulePage,
    revision: Revision,
    formats: Collection[str],
    folder: Path,
    engines: Engines = registry,
    report: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> Delivery:
    """Make the formats of a revision and write them as SLUG.*, each file whole or not at all.

    Raises EngineError. What nobody approved says so: in its title and comment, on the sheet, in the JSON.
    """
    wanted = {stage for name in formats for stage in STAGES[name]}
    stem = file_stem(module.slug)
    with scratch_folder() as scratch:
        context = pipeline.open_context(revision, engines, Path(scratch), report)
        runs = list(pipeline.runs(context, wanted))
        reviewed = was_approved(module, {stage: context.results[stage].digest for stage in wanted})
        summary = _summary(module, revision, context, runs, reviewed)
        files = _Writer(context, folder, stem, reviewed).write(wanted)
    listing = folder / f"{stem}.json"
    summary["files"] = sorted(path.name for path in (*files, listing))
    with written(listing) as draft:
        draft.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return Delivery(summary, (*files, listing))


def file_stem(slug: str) -> str:
    """The slug, as far as a file system takes it together with an ending."""
    return slug.encode()[:LONGEST_STEM].decode(errors="ignore")


def _summary(
    module: ModulePage, revision: Revision, context: Context, runs: list[pipeline.Run], reviewed: bool
) -> dict[str, Any]:
    results = context.results
    captions = results["captions"].meta if "captions" in results else {"cues": [], "chapters": []}
    return {
        "slug": module.slug,
        "title": context.source.title,
        "course": context.source.course,
        "revision": revision.pk,
        "live": revision.pk == module.live_revision_id,
        "reviewed": reviewed,
        "label": "" if reviewed else NOT_REVIEWED,
        "seconds": round(results["narration"].meta["seconds"], 2) if "narration" in results else None,
        "loudness": results["audio"].meta["loudness"] if "audio" in results else None,
        "engines": {stage: made.engine for stage, made in results.items() if made.engine},
        "digests": {stage: made.digest for stage, made in results.items()},
        "stages": [
            {
                "stage": run.stage,
                "seconds": round(run.seconds, 3),
                "reused": run.made == 0,
                "pieces_made": run.made,
                "pieces_reused": run.reused,
            }
            for run in runs
        ],
        "chapters": captions["chapters"],
        "cues": captions["cues"],
    }


class _Writer:
    """Writes what was made under its slug, labelled where nobody has approved it."""

    def __init__(self, context: Context, folder: Path, stem: str, reviewed: bool) -> None:
        self.context, self.folder, self.stem = context, folder, stem
        self.label = "" if reviewed else NOT_REVIEWED

    def write(self, wanted: Collection[str]) -> list[Path]:
        files = []
        if "captions" in wanted:
            files.append(self._captions(self.context.results["captions"], ".vtt"))
        if "cover" in wanted:
            files.append(self._cover())
        for stage, suffix in (("audio", ".m4a"), ("video", ".mp4")):
            if stage in wanted:
                files.append(self._media(stage, suffix))
        if "reference" in wanted:
            files += self._sheets()
        if "recap" in wanted:
            captions = self.context.results["recap"].meta["captions"]
            files.append(self._media("recap", ".recap.mp4"))
            files.append(self._captions(self.context.store.find([captions])[captions], ".recap.vtt"))
        if "slides" in wanted:
            files.append(self._target(".slides.png"))
            contact.sheet([self.context.store.path(one) for one in self.context.parts("slides")], files[-1])
        return files

    def _target(self, suffix: str) -> Path:
        return self.folder / f"{self.stem}{suffix}"

    def _captions(self, made: Made, suffix: str) -> Path:
        text = self.context.store.path(made).read_text(encoding="utf-8")
        if self.label:
            text = text.replace("WEBVTT\n", f"WEBVTT\n\nNOTE {self.label}\n", 1)
        with written(self._target(suffix)) as draft:
            draft.write_text(text, encoding="utf-8")
        return self._target(suffix)

    def _cover(self) -> Path:
        picture = self.context.store.path(self.context.results["cover"])
        with written(self._target(".png")) as draft:
            draft.write_bytes(picture.read_bytes())
        return self._target(".png")

    def _media(self, stage: str, suffix: str) -> Path:
        """As it lies in the store where it was approved; else labelled, which breaks its seal, and sealed."""
        source = self.context.store.path(self.context.results[stage])
        target = self._target(suffix)
        if not self.label:
            with written(target) as draft:
                shutil.copyfile(source, draft)
            return target
        labelled = self.context.folder / f"labelled{suffix}"
        said = titled(self.context) if stage == "recap" else labels(self.context)
        said = {"title": f"{said['title']} (not reviewed)", "comment": f"{self.label} {said['comment']}"}
        relabel(source, labelled, program=settings.GREENROOM_FFMPEG, **said)
        self._seal(labelled, target, stage)
        return target

    def _seal(self, source: Path, target: Path, stage: str) -> None:
        made = self.context.results[stage]
        told = origin(self.context, kind=stage, digest=made.digest, engine=made.engine, label=self.label)
        self.context.engines.seal().seal(source, target, told)

    def _sheets(self) -> list[Path]:
        """As they lie in the store where they were approved; else set again with the label on them."""
        page = self._target(".html")
        papers = {paper: self._target(suffix) for paper, suffix in SHEETS.items()}
        if self.label:
            facts = dated_sheet(self.context)
            facts |= {"label": self.label, "disclosure": f"{self.label} {facts['disclosure']}"}
            for paper, target in papers.items():
                labelled = self.context.folder / f"labelled-{paper}.pdf"
                self.context.engines.reference().pdf(facts | {"paper": paper}, labelled)
                self._seal(labelled, target, "reference")
            text = as_html(facts).encode()
        else:
            html_sheet, *sheets = self.context.parts("reference")
            text = self.context.store.path(html_sheet).read_bytes()
            for made, target in zip(sheets, papers.values(), strict=True):
                with written(target) as draft:
                    draft.write_bytes(self.context.store.path(made).read_bytes())
        with written(page) as draft:
            draft.write_bytes(text)
        return [*papers.values(), page]
