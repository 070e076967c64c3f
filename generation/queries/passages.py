"""The passages of a production as they were made, and which of them somebody has approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from generation.digests import passage_digest
from generation.models import Approval, Artifact, PassageApproval, Production


@dataclass(frozen=True)
class Passage:
    """A passage of a production. digest: what an approval of it is kept under. number: of its slide, from 0.

    place: in its block. source: digest of its author's lines. starts, ends: seconds of the programme.
    speech, slide: digests. reworded: told by a language model.
    flags: what it added and nobody could ground, {line, code, words, cites, reason}.
    """

    digest: str
    number: int
    place: int
    block_id: str
    purpose: str
    source: str
    mended: bool
    lines: tuple[Mapping[str, Any], ...]
    reworded: bool
    flags: tuple[Mapping[str, Any], ...]
    starts: float
    ends: float
    speech: str
    slide: str

    @property
    def texts(self) -> list[str]:
        return [line["text"] for line in self.lines]


def passages_of(production: Production) -> list[Passage]:
    """In order; empty before its script, narration and slides are made. Two queries."""
    stages = ("script", "narration", "slides")
    digests = [production.outputs.get(stage) for stage in stages]
    found = Artifact.objects.in_bulk([one for one in digests if one])
    if not all(one in found for one in digests):
        return []
    script, narration, slides = (found[one] for one in digests)
    written = script.meta["passages"]
    if not len(written) == len(narration.parts) == len(slides.parts):
        return []
    times = _times(narration.parts)
    places: Counter[str] = Counter()
    passages = []
    for number, (one, speech, slide) in enumerate(zip(written, narration.parts, slides.parts, strict=True)):
        passages.append(
            Passage(
                digest=passage_digest(one, speech=speech, slide=slide),
                number=number,
                place=places[one["block_id"]],
                block_id=one["block_id"],
                purpose=one["purpose"],
                source=one["source"],
                mended=one["mended"],
                lines=tuple(one["lines"]),
                reworded=one.get("reworded", False),
                flags=tuple(one.get("flags", ())),
                starts=times[number],
                ends=times[number + 1],
                speech=speech,
                slide=slide,
            )
        )
        places[one["block_id"]] += 1
    return passages


def _times(speech: Sequence[str]) -> list[float]:
    """The second at which each passage begins, and the last one ends; zeros where a sound is gone."""
    rows = Artifact.objects.filter(pk__in=set(speech)).values_list("digest", "meta__total")
    lengths = dict(rows)
    if any(lengths.get(one) is None for one in speech):
        return [0.0] * (len(speech) + 1)
    return list(accumulate((lengths[one] for one in speech), initial=0.0))


def approvals_of(passages: Collection[Passage]) -> dict[str, PassageApproval]:
    """Digest -> its approval, of those somebody has approved."""
    wanted = {one.digest for one in passages}
    rows = PassageApproval.objects.filter(digest__in=wanted).select_related("approved_by")
    return {row.digest: row for row in rows}


def undecided(production: Production) -> list[Passage]:
    """Passages that nobody has approved yet."""
    passages = passages_of(production)
    approved = approvals_of(passages)
    return [one for one in passages if one.digest not in approved]


def whole_of(production: Production) -> dict[str, Any]:
    """What an approval of the whole remembers: passages in order, titles of chapters, outputs by stage."""
    captions = Artifact.objects.filter(pk=production.outputs.get("captions")).first()
    return {
        "passages": [one.digest for one in passages_of(production)],
        "chapters": [one["title"] for one in captions.meta["chapters"]] if captions else [],
        "outputs": dict(production.outputs),
    }


def last_approval(production: Production) -> Approval | None:
    """The last approval of a whole of this module that was not of exactly these outputs."""
    of_module = Approval.objects.filter(module_id=production.module_id).exclude(digest=production.digest)
    return of_module.select_related("approved_by").order_by("-approved_at", "-pk").first()
