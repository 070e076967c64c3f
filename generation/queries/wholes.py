"""What of a production belongs to no passage: the order, the chapters, and files beside the lesson."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generation.models import Approval, Artifact, Production
from generation.queries.passages import Passage

SHEETS = {"reference": "Quick reference", "recap": "Recap", "cover": "Cover"}
"""Stages whose files stand beside the lesson's own passages."""
MIXED = {"captions": "Captions", "audio": "Sound", "video": "Video"}
"""Stages whose files are put together from passages."""


@dataclass(frozen=True)
class Part:
    """changed: None where there is nothing to compare it with. words: what became of it."""

    name: str
    changed: bool | None
    words: str


def parts_of(
    production: Production, passages: Sequence[Passage], since: Approval | None, became: Mapping[str, str]
) -> tuple[Part, ...]:
    """Compared with the last approved whole. became: digest of a passage -> of what it was before."""
    whole: Mapping[str, Any] = since.whole if since else {}
    order = [one.digest for one in passages]
    before = whole.get("passages", [])
    parts = [_order([became.get(one, one) for one in order], before), _chapters(production, whole)]
    earlier = whole.get("outputs", {})
    for stage, name in SHEETS.items():
        if digest := production.outputs.get(stage):
            parts.append(_file(name, digest, earlier.get(stage)))
    if before == order:
        mixed = [name for stage, name in MIXED.items() if production.outputs.get(stage) != earlier.get(stage)]
        if mixed:
            parts.append(
                Part(" and ".join(mixed), True, "Put together anew from the same passages in the same order.")
            )
    return tuple(parts)


def made_since(outputs: Mapping[str, str], moment: datetime.datetime) -> bool:
    """Whether something people get was made after a moment. outputs: digests by stage."""
    digests = [outputs[stage] for stage in (*SHEETS, *MIXED) if stage in outputs]
    return Artifact.objects.filter(pk__in=digests, created_at__gt=moment).exists()


def _order(order: Sequence[str], before: Sequence[str]) -> Part:
    name = "Order of the passages"
    if not before:
        return Part(name, None, "")
    kept, were = set(order) & set(before), set(before)
    moved = [one for one in order if one in kept] != [one for one in before if one in kept]
    facts = [
        "What stayed stands in another order." if moved else "",
        _said(sum(one not in were for one in order), "passage is", "passages are", "new"),
        _said(len(were - kept), "passage is", "passages are", "gone"),
    ]
    told = " ".join(fact for fact in facts if fact)
    return Part(name, bool(told), told)


def _said(count: int, one: str, many: str, what: str) -> str:
    return f"{count} {one if count == 1 else many} {what}." if count else ""


def _chapters(production: Production, whole: Mapping[str, Any]) -> Part:
    captions = Artifact.objects.filter(pk=production.outputs.get("captions")).first()
    titles = [one["title"] for one in captions.meta["chapters"]] if captions else []
    before = whole.get("chapters")
    if not before:
        return Part("Chapters", None, "")
    new = [title for title in titles if title not in before]
    gone = [title for title in before if title not in titles]
    facts = [_listed("New", new), _listed("Gone", gone)]
    told = " ".join(fact for fact in facts if fact)
    if not told and titles != before:
        told = "The same ones in another order."
    return Part("Chapters", bool(told), told)


def _listed(word: str, titles: Sequence[str]) -> str:
    return f"{word}: {', '.join(f'“{title}”' for title in titles)}." if titles else ""


def _file(name: str, digest: str, before: str | None) -> Part:
    return Part(name, None if before is None else digest != before, "")
