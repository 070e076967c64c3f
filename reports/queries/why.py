"""Why a figure is what it is, in the words of what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from courses.models import Competency, ModulePage
from gamification.queries import Explanation, Piece, explain
from reports.queries.record import Answer, said
from reports.rules import moved_in_words


@dataclass(frozen=True)
class Line:
    """One piece of evidence as it is shown. what: was asked; empty where the reader does not get to know."""

    piece: Piece
    answer: Answer
    what: str

    @property
    def moved(self) -> str:
        return moved_in_words(self.piece.moved.before, self.piece.moved.after)


@dataclass(frozen=True)
class Why:
    explanation: Explanation
    lines: tuple[Line, ...]


def why(
    user: User, competency: Competency, *, page: int | str | None = 1, only: ModulePage | None = None
) -> Why:
    """only: what was asked is said of this module alone; of others, that something was, and where.

    One query more than `explain` takes.
    """
    found = explain(user, competency, page=page)
    answers = {row.pk: answer for row, answer in said(piece.evidence for piece in found.pieces)}
    lines = tuple(_line(piece, answers[piece.evidence.pk], only) for piece in found.pieces)
    return Why(found, lines)


def _line(piece: Piece, answer: Answer, only: ModulePage | None) -> Line:
    told = only is None or piece.evidence.module_id == only.pk
    return Line(piece, answer, answer.question if told else "")
