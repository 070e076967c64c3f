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


def pieces_since(production: Production) -> Moments:
    """The same by digest: of what those stages made last, and of the pieces of it."""
    since = stages_since(production.anew)
    names = {production.outputs[stage]: stage for stage in since if stage in production.outputs}
    found: Moments = {}
    for one in Artifact.objects.filter(pk__in=names).only("digest", "parts"):
        found |= dict.fromkeys([one.digest, *one.parts], since[names[one.digest]])
    return found
