"""The last thing done to a file that people get: a signed statement of where it comes from, inside it.

Whoever seals puts `engines.seal().identity` into the digest of the sealed file. Revision and slug are not in
it: an unchanged lesson keeps its files, and they name the revision that they were first made from.
"""

from __future__ import annotations

from pathlib import Path

from generation.provenance import Origin
from generation.stages.contract import Context, named

MADE_OF = {
    "audio": ("script", "narration", "cover"),
    "video": ("script", "narration", "slides", "audio"),
    "reference": (),
    "recap": ("narration",),
}
"""Kind -> earlier stages whose engines have a part in it. What a model words of a lesson is in its script:
neither the quick reference nor the recap says any of that.
"""


def sealed(context: Context, file: Path, *, kind: str, digest: str, engine: str) -> Path:
    """The sealed copy of a finished .m4a, .mp4 or .pdf, beside it. Raises EngineError.

    digest: of the stage. engine: that made the file.
    """
    target = file.with_name(f"sealed-{file.name}")
    context.engines.seal().seal(file, target, origin(context, kind=kind, digest=digest, engine=engine))
    return target


def origin(context: Context, *, kind: str, digest: str, engine: str, label: str = "") -> Origin:
    source = context.source
    earlier = {stage: context.results[stage].engine for stage in MADE_OF[kind] if stage in context.results}
    if kind == "recap":  # its upright slides and its sound are its own
        engines = context.engines
        earlier |= {"slides": named(engines.vertical()), "audio": named(engines.sound())}
    return Origin(
        kind=kind,
        title=source.title,
        studio=source.studio,
        course=source.course,
        module=source.slug,
        revision=source.revision,
        digest=digest,
        engines={stage: name for stage, name in (earlier | {kind: engine}).items() if name},
        label=label,
    )
