"""A stage made again though nothing went into it that is new: for a glitch that somebody heard or saw."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from generation.models import Artifact, Production
from generation.stages import STAGES

Moments = dict[str, datetime.datetime]


def stages_since(anew: Mapping[str, str]) -> Moments:
    """Stage -> the moment before which its work counts as not made; those that lean on one count with it.

    anew: `Production.anew`, stage -> moment in ISO form.
    """
    found: Moments = {}
    for stage in STAGES:
        asked = [datetime.datetime.fromisoformat(anew[stage.name])] if stage.name in anew else []
        if moments := [*asked, *(found[name] for name in stage.needs if name in found)]:
            found[stage.name] = max(moments)
    return found


def kinds_since(production: Production) -> Moments:
    """The same by kind of artifact: a stage's own, and those of its pieces, as they were made last."""
    if not production.anew:
        return {}
    since = stages_since(production.anew)
    made = Artifact.objects.in_bulk(
        [production.outputs[name] for name in since if name in production.outputs]
    )
    parts = Artifact.objects.filter(pk__in=[part for one in made.values() for part in one.parts])
    kind_of = dict(parts.values_list("pk", "stage"))
    found = dict(since)
    for one in made.values():
        found |= {kind_of[part]: since[one.stage] for part in one.parts if part in kind_of}
    return found
