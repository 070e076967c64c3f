"""What is believed of one learner, and how their answers move it, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gamification.rules.rating import AVERAGE, SITE, Belief, Constants, step


@dataclass(frozen=True)
class Standing:
    """One competency's own part. weight: of the answers together. answers: how many counted."""

    belief: Belief = Belief(0.0, SITE.own)
    weight: float = 0.0
    answers: int = 0


@dataclass(frozen=True)
class Observed:
    """What one piece of evidence tells. feeds: competency slug -> how much of its weight goes there."""

    score: float
    weight: float
    feeds: Mapping[str, float]
    item: Belief = AVERAGE

    @cached_property
    def counting(self) -> dict[str, float]:
        """Competency slug -> weight there, where there is any."""
        found = {slug: self.weight * share for slug, share in self.feeds.items()}
        return {slug: weight for slug, weight in found.items() if weight > 0}


@dataclass
class Learner:
    """general: the part that all competencies share. own: competency slug -> standing."""

    general: Belief = Belief(0.0, SITE.general)
    own: dict[str, Standing] = field(default_factory=dict)
    constants: Constants = SITE

    def observe(self, observed: Observed) -> Belief:
        """Count one piece of evidence. Returns what is to be believed of its item, should it be calibrated.

        An answer that feeds several competencies tells of each, but moves the general part and the item only
        once: by the competency it feeds most (of equals, the first by its slug).
        """
        counting = observed.counting
        leading = min(counting, key=lambda slug: (-counting[slug], slug), default=None)
        general, item = self.general, observed.item
        for slug, weight in counting.items():
            before = self.own.get(slug) or Standing(Belief(0.0, self.constants.own))
            moved, belief, told = step(
                general,
                before.belief,
                observed.item,
                score=observed.score,
                weight=weight,
                constants=self.constants,
            )
            self.own[slug] = Standing(belief, before.weight + weight, before.answers + 1)
            if slug == leading:
                self.general, item = moved, told
        return item
