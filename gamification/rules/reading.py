"""What a person is told about a competency. Everyone reads the same."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from gamification.rules.learner import Standing
from gamification.rules.levels import ENOUGH_WEIGHT, ROUNDING, Level
from gamification.rules.rating import SITE, Belief, chance


@dataclass(frozen=True)
class Reading:
    """figure: 0..100, the chance in percent of an average question being right; None while evidence is thin.

    level: the highest awarded, a fact that stands whatever the figure does. answers: how many counted.
    weight: theirs together. mean, variance: of the ability, logits. refresher_at: when a refresher is due.
    owed_since: since when a question that was recertified waits to be answered again.
    """

    figure: int | None = None
    level: Level | None = None
    awarded_at: datetime.datetime | None = None
    answers: int = 0
    weight: float = 0.0
    mean: float = 0.0
    variance: float = SITE.general + SITE.own
    refresher_at: datetime.datetime | None = None
    owed_since: datetime.datetime | None = None

    @property
    def enough(self) -> bool:
        """Whether the evidence says anything at present."""
        return self.figure is not None

    @property
    def words(self) -> str:
        return str(self.level.label) if self.level else "Not enough evidence yet"

    @property
    def gathered(self) -> int:
        """Per cent of the evidence it takes to say something; 100 once it can be said."""
        return 100 if self.enough else math.floor(100 * self.weight / ENOUGH_WEIGHT)

    def due(self, now: datetime.datetime) -> bool:
        """Whether a level that was awarded is due for a refresher."""
        late = self.refresher_at is not None and self.refresher_at <= now
        return self.level is not None and (late or self.owed_since is not None)


def reading(
    general: Belief,
    standing: Standing,
    *,
    level: Level | None = None,
    awarded_at: datetime.datetime | None = None,
    refresher_at: datetime.datetime | None = None,
    owed_since: datetime.datetime | None = None,
) -> Reading:
    """A figure is said from four weighted answers on. Whoever has those is a novice at least."""
    mean = general.mean + standing.belief.mean
    enough = standing.weight >= ENOUGH_WEIGHT - ROUNDING
    return Reading(
        figure=round(100 * chance(mean)) if enough else None,
        level=level or (Level.NOVICE if enough else None),
        awarded_at=awarded_at,
        answers=standing.answers,
        weight=standing.weight,
        mean=mean,
        variance=general.variance + standing.belief.variance,
        refresher_at=refresher_at,
        owed_since=owed_since,
    )
