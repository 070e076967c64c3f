"""Why somebody's figure is what it is: every piece of evidence, and what each moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.models import Competency, Evidence
from courses.queries import with_exclusion_time
from gamification.models import LevelAward
from gamification.queries.facts import observed
from gamification.queries.levels import tally_of
from gamification.queries.mastery import mastery_of
from gamification.rules import (
    Ahead,
    Learner,
    Reading,
    Standing,
    ahead,
    reading,
    share_in_words,
    weight_in_words,
)

PIECES_A_PAGE = 50
TOLD = ("user", "module", "block_id", "created_at", "score", "weight", "competencies", "calibration")
"""What the arithmetic needs of a row: the rest is read for the rows that are shown."""


@dataclass(frozen=True)
class Moved:
    """What one piece moved. evidence: its id. before, after: how the competency read then.

    elsewhere: points that evidence of other competencies had moved it since the piece before.
    """

    evidence: int
    before: Reading
    after: Reading
    elsewhere: int = 0

    @property
    def points(self) -> int | None:
        """Points out of 100, up or down; None while nothing can be said."""
        return _points(self.before.figure, self.after.figure)


@dataclass(frozen=True)
class Piece:
    """evidence: with its module and `excluded_at`. share: how much of its weight goes to the competency."""

    evidence: Any
    moved: Moved
    share: float

    @property
    def counted(self) -> str:
        row = self.evidence
        words = weight_in_words(
            kind=row.kind,
            weight=row.weight,
            try_number=row.try_number,
            hinted=row.hinted,
            put_aside=row.excluded_at is not None,
        )
        share = share_in_words(self.share) if row.weight and row.excluded_at is None else ""
        return f"{words}, {share}" if share else words


@dataclass(frozen=True)
class Explanation:
    """reading: as everywhere. page: of `Moved`, newest first; pieces: those of the page, in full.

    since: points that evidence of other competencies moved it after the newest piece. awards: newest first.
    ahead: what the next level asks for; None after the last.
    """

    competency: Competency
    reading: Reading
    page: Page
    pieces: tuple[Piece, ...]
    since: int
    awards: tuple[LevelAward, ...]
    ahead: Ahead | None


def explain(user: User, competency: Competency, *, page: int | str | None = 1) -> Explanation:
    """Eight queries, however much there is. The figures before and after are worked out by the arithmetic
    that counted them, over all of the person's evidence in its order: their general part moves with all.
    """
    slug = competency.slug
    now = mastery_of([user], [competency])[user.pk][slug]
    history = with_exclusion_time(Evidence.objects.filter(user=user).only(*TOLD))
    moved = _walk(history.iterator(), slug)
    moved.reverse()
    shown = Paginator(moved, PIECES_A_PAGE).get_page(page)
    return Explanation(
        competency=competency,
        reading=now,
        page=shown,
        pieces=_pieces(list(shown), slug),
        since=_points(moved[0].after.figure, now.figure) or 0 if moved else 0,
        awards=tuple(LevelAward.objects.filter(user=user, competency=slug)),
        ahead=ahead(now, tally_of(user, slug)),
    )


def _walk(rows: Iterable[Any], slug: str) -> list[Moved]:
    """rows: all of one learner's evidence, with `excluded_at`, in order of created_at and pk."""
    learner, found = Learner(), []
    for row in rows:
        mine = slug in row.competencies
        before = _read(learner, slug) if mine else None
        if row.excluded_at is None:
            learner.observe(observed(row))
        if before is not None:
            last = found[-1].after.figure if found else None
            elsewhere = _points(last, before.figure) or 0
            found.append(Moved(row.pk, before, _read(learner, slug), elsewhere))
    return found


def _read(learner: Learner, slug: str) -> Reading:
    return reading(learner.general, learner.own.get(slug, Standing()))


def _points(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _pieces(moved: list[Moved], slug: str) -> tuple[Piece, ...]:
    rows = with_exclusion_time(Evidence.objects.filter(pk__in=[one.evidence for one in moved]))
    found = {row.pk: row for row in rows.select_related("module").defer("module__body")}
    return tuple(
        Piece(found[one.evidence], one, found[one.evidence].competencies[slug])
        for one in moved
        if one.evidence in found
    )
