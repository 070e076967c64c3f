"""How the questions of a module do, from what learners answered first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

from accounts.queries import has_role
from accounts.roles import REVIEWERS
from courses.changes import wording
from courses.items import FirstAnswer, Item, item
from courses.models import Evidence, EvidenceKind, ModulePage
from courses.queries.calibration import difficulties
from courses.steps import blocks_at


def may_see_items(user, page: Page) -> bool:
    """Whoever may edit the module, or review it."""
    return has_role(user, REVIEWERS) or page.permissions_for_user(user).can_edit()


@dataclass(frozen=True)
class Row:
    """A first answer as it is stored."""

    block_id: str
    revision_id: int
    attempt_id: int
    kind: str
    correct: bool
    score: float
    response: dict[str, Any]


def items(module: ModulePage, *, published_only: bool = False) -> list[Item]:
    """Every question of what is published, in its order, with the figures of its first answers.

    Answers count for as long as the question asks the same: its words, its options and what is right.
    published_only: of the published revision alone, but for the difficulty. Three queries, however many
    questions and learners.
    """
    rows, hard = _rows(module), difficulties(module.pk)
    asked = list(_asked(module.body))
    said = _said(module, {row.revision_id for row in rows}, [str(child.id) for child, _ in asked])
    scores: dict[int, list[float]] = {}
    for row in rows:
        scores.setdefault(row.attempt_id, []).append(row.score)
    found = []
    for child, bank in asked:
        now = _wording(child)
        same = {revision for revision, questions in said.items() if questions.get(str(child.id)) == now}
        if published_only:
            same &= {module.live_revision_id}
        mine = [row for row in rows if row.block_id == str(child.id) and row.revision_id in same]
        answers = [_first_answer(child, row, scores[row.attempt_id]) for row in mine]
        found.append(item(child, bank, answers, difficulty=hard.get(str(child.id))))
    return found


def _rows(module: ModulePage) -> list[Row]:
    first = Evidence.objects.filter(module=module, attempt__number=1, try_number=1)
    names = ("block_id", "revision_id", "attempt_id", "kind", "correct", "score", "response")
    return [Row(*values) for values in first.values_list(*names)]


def _asked(body: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Every question with the title of its bank."""
    for child in body:
        if child.block.asks:
            yield child, ""
        elif child.block.draws:
            yield from ((one, child.value["title"]) for one in child.block.pool(child.value))


def asked_as_now(modules: Iterable[ModulePage], revisions: Collection[int]) -> dict[int, frozenset[str]]:
    """Revision -> ids of the questions that it asks as the published version of its module does: their words,
    options and what is right. One query.
    """
    modules = list(modules)
    live = {one.live_revision_id: one for one in modules if one.live_revision_id in revisions}
    found = {pk: frozenset(str(child.id) for child, _ in _asked(one.body)) for pk, one in live.items()}
    by_id = {str(one.pk): one for one in modules}
    now: dict[str, dict[str, tuple[Any, ...]]] = {}
    field = ModulePage.body.field
    earlier = Revision.objects.filter(pk__in=set(revisions) - live.keys(), object_id__in=by_id)
    for pk, module, content in earlier.values_list("pk", "object_id", "content"):
        if module not in now:
            now[module] = _wordings(by_id[module].body)
        then = _wordings(field.to_python(content["body"]))
        found[pk] = frozenset(one for one, words in then.items() if now[module].get(one) == words)
    return found


def _wordings(body: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    return {str(child.id): _wording(child) for child, _ in _asked(body)}


def _wording(child: Any) -> tuple[Any, ...]:
    """What makes it the question it is. Its ids too: answers name them."""
    block, value = child.block, child.value
    return (child.block_type, wording(child), block.options(value), block.key(value))


def _said(module: ModulePage, revisions: set[int], ids: list[str]) -> dict[int, dict[str, tuple[Any, ...]]]:
    """Revision -> question -> its wording there."""
    found = {}
    field = ModulePage.body.field
    for pk, content in Revision.objects.filter(pk__in=revisions).values_list("pk", "content"):
        questions = blocks_at(field.to_python(content["body"]), ids)
        found[pk] = {str(child.id): _wording(child) for child in questions}
    return found


def _first_answer(child: Any, row: Row, scores: Sequence[float]) -> FirstAnswer:
    """scores: of all first answers of its attempt, this one among them."""
    others = len(scores) - 1
    return FirstAnswer(
        correct=row.correct,
        rest=(sum(scores) - row.score) / others if others else None,
        given=tuple(child.block.standing(child.value, row.response)),
        shown=row.kind == EvidenceKind.SHOWN,
    )
