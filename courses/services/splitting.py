"""One module becomes two or more, in sequence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from courses.blocks.plain import plain
from courses.completing import NAMES
from courses.models import KeyPoint, ModuleCompetency, ModulePage, Term
from courses.queries import held_back
from courses.services.answers import Refused
from courses.signals import module_split
from courses.splitting import Part, propose

LONGEST_TITLE = 200


@transaction.atomic
def split(*, module: ModulePage, by: User | None) -> list[ModulePage]:
    """Cut the module's latest revision where `propose` says, into drafts that follow one another.

    The first part becomes the newest revision of the module itself: what is live stays as it is until it is
    published. Blocks keep their ids. Key points and terms go with the part whose words they share most.
    Raises Refused (no_split, locked).
    """
    page = ModulePage.objects.select_for_update(of=("self",)).get(pk=module.pk)
    if held := held_back(page, by):
        raise Refused("locked", f"“{page.title}” cannot be split now. {held}")
    draft = page.get_latest_revision_as_object()
    parts = propose(draft.body, draft.clock())
    if not parts:
        raise Refused(
            "no_split", "There is no place where cutting this module would help. Shorten it by hand."
        )
    raw = list(draft.body.get_prep_value())
    weights = [(one.competency_id, one.weight) for one in draft.competencies.all()]
    texts = [_words(_text(draft.body, part)) for part in parts]
    points = _shared_out([point.text for point in draft.key_points.all()], texts)
    terms = _shared_out([(term.term, term.definition) for term in draft.terms.all()], texts)
    after, made = page, []
    for number in range(1, len(parts)):
        after = _new_page(draft, after, parts[number], number + 1, by)
        after.competencies = [ModuleCompetency(competency_id=key, weight=weight) for key, weight in weights]
        _fill(after, raw, parts[number], points[number], terms[number], by)
        made.append(after)
    _fill(draft, raw, parts[0], points[0], terms[0], by)
    log(
        instance=page,
        action="courses.module.split",
        user=by,
        data={"into": [one.slug for one in [page, *made]]},
    )
    module_split.send(sender=ModulePage, module=page, parts=made)
    return [ModulePage.objects.get(pk=page.pk), *made]


def _text(body: Iterable, part: Part) -> str:
    kept = set(part.block_ids)
    return " ".join(child.block.text_to_read(child.value) for child in body if str(child.id) in kept)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", plain(text).casefold()) if len(word) > 3}


def _shared_out(things: Sequence, texts: Sequence[set[str]]) -> list[list]:
    """Each thing with the part that shares most of its words; the first of those where several do."""
    shares: list[list] = [[] for _ in texts]
    for thing in things:
        words = _words(thing if isinstance(thing, str) else " ".join(thing))
        common = [len(words & text) for text in texts]
        shares[common.index(max(common))].append(thing)
    return shares


def _new_page(draft: ModulePage, after: ModulePage, part: Part, number: int, by: User | None) -> ModulePage:
    told = draft.title[:LONGEST_TITLE]
    title = f"{told}: {part.title[:40]}" if part.title else f"{told} ({number})"
    page = ModulePage(
        title=title,
        slug=_free_slug(draft.slug, number),
        objective=draft.objective,
        avoid=draft.avoid,
        sources=draft.sources,
        language=draft.language,
        words_per_minute=draft.words_per_minute,
        owner=by or draft.owner,
        **{f"complete_{name}": getattr(draft.requirements, name) for name in NAMES},
        live=False,
    )
    after.add_sibling(pos="right", instance=page)
    return page


def _free_slug(slug: str, number: int) -> str:
    stem = slug[:240]
    taken = set(ModulePage.objects.filter(site_slug__startswith=stem).values_list("site_slug", flat=True))
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _fill(
    page: ModulePage, raw: Sequence[dict], part: Part, points: Sequence[str], terms: Sequence, by: User | None
) -> None:
    kept = set(part.block_ids)
    page.body = page.body.stream_block.to_python([block for block in raw if block["id"] in kept])
    page.key_points = [KeyPoint(text=text, sort_order=order) for order, text in enumerate(points)]
    page.terms = [Term(term=term, definition=told, sort_order=n) for n, (term, told) in enumerate(terms)]
    page.save_revision(user=by, clean=False)
