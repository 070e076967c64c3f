"""A production as a reviewer meets it: what changed since somebody approved it, and what did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from generation.differences import Stretch, alike, compare
from generation.models import Approval, PassageApproval, Production
from generation.queries.authorship import Authorship
from generation.queries.passages import Passage, approvals_of, last_approval
from generation.queries.script import BlockView, only, own_words, script_by_block
from generation.queries.wholes import Part, parts_of

NEW, WORDS, PICTURE, VOICE, DOUBT = (
    "New",
    "Other words",
    "Another picture",
    "Said anew, in the same words",
    "Marked differently by its writer",
)
LEAST_ALIKE = 0.4
"""How much of its words a passage must share with an older one to be taken for what became of it."""
MOST_OLDER = 500
"""Approved passages that are looked at for what stood in a place before."""


@dataclass(frozen=True)
class Account:
    """What a reviewer is told about one passage.

    approval: who approved it; None while it waits. changes: what differs from what was approved in its
    place. before: that. said: for each line its name, how it is said where that differs, and its words beside
    the older ones. own: its author's lines, where others are spoken. barred: why this reviewer may not
    approve it.
    """

    approval: PassageApproval | None
    before: PassageApproval | None
    changes: tuple[str, ...]
    said: tuple[tuple[str, str, tuple[Stretch, ...]], ...]
    own: tuple[str, ...]
    barred: str


@dataclass(frozen=True)
class Review:
    """waiting, fresh, unchanged: blocks with those passages that nobody approved yet, that were approved
    since the whole was approved last, and that were part of that.

    accounts: by digest. total, left: passages in all, and those that wait. bulk: digests this reviewer may
    approve together. whole: what belongs to no passage. gone: what was approved and is not there any more.
    since: the last approval of a whole. by: who approved what is fresh.
    """

    waiting: list[BlockView]
    fresh: list[BlockView]
    unchanged: list[BlockView]
    accounts: Mapping[str, Account]
    total: int
    left: int
    bulk: tuple[str, ...]
    since: Approval | None
    whole: tuple[Part, ...] = ()
    gone: tuple[PassageApproval, ...] = ()
    by: tuple[str, ...] = field(default=())

    @property
    def unchanged_count(self) -> int:
        return _count(self.unchanged)

    @property
    def fresh_count(self) -> int:
        return _count(self.fresh)


def review_of(production: Production, user: User) -> Review:
    blocks = script_by_block(production)
    passages = [passage for block in blocks for passage in block.passages]
    approvals = approvals_of(passages)
    since = last_approval(production)
    there = {one.digest for one in passages}
    kept = there & set(since.whole.get("passages", ())) & set(approvals) if since else set()
    waiting = [one for one in passages if one.digest not in approvals]
    before = _before(production, [one for one in passages if one.digest not in kept], there)
    authorship = Authorship(production, user)
    own = own_words(production) if any(one.mended or one.reworded for one in passages) else {}
    accounts = {
        one.digest: _account(one, approvals.get(one.digest), before.get(one.digest), own, authorship.of(one))
        for one in passages
    }
    fresh = set(approvals) - kept
    return Review(
        waiting=only(blocks, frozenset(one.digest for one in waiting)),
        fresh=only(blocks, frozenset(fresh)),
        unchanged=only(blocks, frozenset(kept)),
        accounts=accounts,
        total=len(passages),
        left=len(waiting),
        bulk=tuple(
            dict.fromkeys(one.digest for one in waiting if not (one.flags or accounts[one.digest].barred))
        ),
        since=since,
        whole=parts_of(production, passages, since, {name: row.digest for name, row in before.items()}),
        gone=_gone(since, there, before),
        by=tuple(sorted({str(approvals[one].approved_by or "someone who has left") for one in fresh})),
    )


def _count(blocks: Sequence[BlockView]) -> int:
    return sum(len(block.passages) for block in blocks)


def _account(
    passage: Passage,
    approval: PassageApproval | None,
    before: PassageApproval | None,
    own: Mapping[str, tuple[str, ...]],
    barred: str,
) -> Account:
    return Account(
        approval=approval,
        before=before,
        changes=() if approval else _changes(passage, before),
        said=_said(passage, before),
        own=own.get(passage.source, ()) if passage.mended or passage.reworded else (),
        barred=barred,
    )


def _changes(passage: Passage, before: PassageApproval | None) -> tuple[str, ...]:
    if before is None:
        return (NEW,)
    found = []
    if before.lines != passage.texts:
        found.append(WORDS)
    elif before.speech != passage.speech:
        found.append(VOICE)
    if before.slide != passage.slide:
        found.append(PICTURE)
    return tuple(found) or (DOUBT,)


def _said(
    passage: Passage, before: PassageApproval | None
) -> tuple[tuple[str, str, tuple[Stretch, ...]], ...]:
    texts = passage.texts
    if before is None or before.lines == texts:
        older = texts
    elif len(before.lines) == len(texts):
        older = before.lines
    else:
        # Another number of lines: their words are compared as one text.
        return (("", "", compare(" ".join(before.lines), " ".join(texts))),)
    return tuple(
        (line["name"], line["spoken"] if line["spoken"] != line["text"] else "", compare(old, line["text"]))
        for line, old in zip(passage.lines, older, strict=True)
    )


def _before(
    production: Production, passages: Sequence[Passage], there: set[str]
) -> dict[str, PassageApproval]:
    """Digest -> what was approved in its place before: in its block the likest, or the last at its place."""
    rows = (
        PassageApproval.objects.filter(
            module_id=production.module_id, block_id__in={one.block_id for one in passages}
        )
        .exclude(digest__in=there)
        .order_by("-approved_at", "-pk")[:MOST_OLDER]
    )
    older: dict[str, list[PassageApproval]] = {}
    for row in rows:
        older.setdefault(row.block_id, []).append(row)
    found = {}
    for passage in passages:
        candidates = older.get(passage.block_id, [])
        if row := _likest(passage, candidates):
            candidates.remove(row)
            found[passage.digest] = row
    return found


def _likest(passage: Passage, candidates: Sequence[PassageApproval]) -> PassageApproval | None:
    text = " ".join(passage.texts)
    likeness = [alike(" ".join(one.lines), text) for one in candidates]
    if likeness and max(likeness) >= LEAST_ALIKE:
        return candidates[likeness.index(max(likeness))]
    return next((one for one in candidates if one.place == passage.place), None)


def _gone(
    since: Approval | None, there: set[str], before: Mapping[str, PassageApproval]
) -> tuple[PassageApproval, ...]:
    """What the last whole had, and neither stands there nor became something else."""
    if since is None:
        return ()
    missing = set(since.whole.get("passages", ())) - there - {row.digest for row in before.values()}
    return tuple(PassageApproval.objects.filter(digest__in=missing)) if missing else ()
