"""A Markdown file becomes a module, or a new revision of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.coreutils import cautious_slugify
from wagtail.models import Revision

from courses.blocks.feeds import fed_in
from courses.completing import NAMES
from courses.importing.complete import completed
from courses.importing.draft import Draft
from courses.importing.facts import Facts, read_facts
from courses.importing.foreign import refuse_foreign
from courses.importing.markdown import Reader
from courses.importing.matching import as_imported, keep_ids, same
from courses.importing.pictures import check_pictures, shown_in, stored_pictures, words_kept
from courses.importing.refusal import UNDER_REVIEW, ImportRefused
from courses.importing.source import Source, read_source
from courses.models import Character, Competency, CoursePage, KeyPoint, ModuleCompetency, ModulePage, Term
from courses.publishing import Problem, problems
from courses.queries import pages_by_name
from courses.services import Refused, state_change


@dataclass(frozen=True)
class Said:
    """What kind of change an import is to a module that learners have (courses.changes.ChangeKind)."""

    kind: str
    note: str = ""


PAGE_FACTS = ("objective", "sources", "avoid", "seo_title", "search_description", "show_in_menus")


@dataclass(frozen=True)
class Imported:
    """What an import did. changed: there is a new revision. notes: what was left out of the file, and why."""

    page: ModulePage
    revision: Revision
    changed: bool
    seconds: float
    published: bool
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.page.slug


@dataclass(frozen=True)
class LessonFile:
    """A file as it was read, before anything is written. slug: of its module. lines: id -> where."""

    source: Source
    facts: Facts
    title: str
    slug: str
    drafts: list[Draft]
    lines: Mapping[str, int]
    notes: list[str]


WithIds = Callable[[Source, Draft, Collection[int]], Draft]
"""(file, block, images the module shows) -> the block with the ids of its pictures."""


def import_module(
    *, source: Path, course: CoursePage, user=None, publish: bool = False, change: Said | None = None
) -> Imported:
    """Make a module of a Markdown file, or a new revision of the module whose slug it bears.

    Raises ImportRefused and leaves nothing behind where the file cannot be used. A module that may not be
    published (`problems`) is kept as a draft.
    """
    file = read_source(Path(source))
    lesson = read_lesson(file, cast(), pages_by_name())
    check_pictures(file, lesson.drafts)
    # Files within the transaction: what fails after all was kept (a mail, say) must not take them away.
    with transaction.atomic(), stored_pictures(user) as with_ids:
        # Two imports at once wait for each other here.
        course = CoursePage.objects.select_for_update(of=("self",)).get(pk=course.pk)
        page = page_of(lesson, course, user)
        refuse_foreign(file, lesson.drafts, lesson.lines, page)
        return write_lesson(lesson, page, course, with_ids, user, publish, change)


def read_lesson(file: Source, cast: Mapping[str, int], pages: Mapping[str, int]) -> LessonFile:
    """Raises ImportRefused."""
    facts = read_facts(file)
    reader = Reader(file, cast, pages)
    drafts = reader.read()
    title, drafts = _titled(facts, reader.title, drafts, file.path)
    slug = facts.slug or cautious_slugify(title)[:80].strip("-") or "module"
    return LessonFile(file, facts, title, slug, drafts, reader.ids.lines, [*facts.notes, *reader.notes])


def cast() -> dict[str, int]:
    return {key.lower(): one.pk for one in Character.objects.all() for key in (one.slug, one.name)}


def _titled(facts: Facts, found: str, drafts: list[Draft], path: Path) -> tuple[str, list[Draft]]:
    """The title, and the body without the heading that says the same."""
    title = facts.title or found or _from_name(path)
    first = next((one for one in drafts if one.kind == "heading"), None)
    if first is not None and not first.id and first.value["text"].casefold() == title.casefold():
        drafts = [one for one in drafts if one is not first]
    return (title if len(title) <= 255 else f"{title[:254].rstrip()}…"), drafts


def _from_name(path: Path) -> str:
    words = " ".join(re.split(r"[\s_-]+", path.stem)).strip()
    return f"{words[:1].upper()}{words[1:]}" or "Untitled"


def page_of(lesson: LessonFile, course: CoursePage, user) -> ModulePage:
    """The latest version of the module that bears its slug, or a new one. Raises ImportRefused."""
    found = ModulePage.objects.filter(slug=lesson.slug).first()
    if found is None:
        return ModulePage(slug=lesson.slug, live=False, owner=user)
    if found.get_parent().pk != course.pk:
        raise lesson.source.refuse(
            None,
            f"the slug “{lesson.slug}” belongs to a module of “{found.course.title}”. "
            "Give this file its own.",
        )
    if found.locked:
        raise lesson.source.refuse(None, f"“{found.title}” is locked in the editor. Unlock it there first.")
    if found.workflow_in_progress:
        raise lesson.source.refuse(None, UNDER_REVIEW.format(found.title))
    return found.get_latest_revision_as_object()


def write_lesson(
    lesson: LessonFile,
    page: ModulePage,
    course: CoursePage,
    with_ids: WithIds,
    user,
    publish: bool = False,
    change: Said | None = None,
) -> Imported:
    """Raises ImportRefused; the caller's transaction and files are then the caller's to undo."""
    before = _facts(page)
    notes = [*lesson.notes, *words_kept(lesson.source, lesson.drafts)]
    shown = set(shown_in(before["body"]))
    _fill(lesson, page, [with_ids(lesson.source, one, shown) for one in lesson.drafts])
    return _kept(page, before, course, user, publish, change, notes)


def _fill(lesson: LessonFile, page: ModulePage, drafts: list[Draft]) -> None:
    facts = lesson.facts
    page.title = lesson.title
    page.draft_title = lesson.title
    for name in PAGE_FACTS:
        if (value := getattr(facts, name)) is not None:
            setattr(page, name, value)
    block = page.body.stream_block
    new = [{"type": one.kind, "value": dict(one.value), "id": one.id} for one in drafts]
    page.body = block.to_python(keep_ids(_body(page), completed(block, new)))
    if facts.key_points is not None and tuple(one.text for one in page.key_points.all()) != facts.key_points:
        page.key_points = [
            KeyPoint(text=text, sort_order=order) for order, text in enumerate(facts.key_points)
        ]
    if (
        facts.terms is not None
        and tuple((one.term, one.definition) for one in page.terms.all()) != facts.terms
    ):
        page.terms = [
            Term(term=term, definition=told, sort_order=n) for n, (term, told) in enumerate(facts.terms)
        ]
    if facts.language is not None:
        page.language = facts.language
    if facts.words_per_minute is not None:
        page.words_per_minute = facts.words_per_minute or None
    if facts.complete is not None:
        for name in NAMES:
            setattr(page, f"complete_{name}", name in facts.complete)
    if facts.competencies is not None:
        _weigh(lesson.source, page, facts.competencies)
    if named := list(fed_in(new)):
        _known(lesson.source, named)


def _known(file: Source, named: Iterable[str]) -> dict[str, Competency]:
    """Every competency there is, by slug. Raises ImportRefused where one that is named is not there."""
    known = {one.slug: one for one in Competency.objects.all()}
    if unknown := sorted(set(named) - set(known)):
        raise file.refuse(
            None, f"there is no competency “{unknown[0]}”. Known are: {', '.join(known) or 'none yet'}."
        )
    return known


def _weigh(file: Source, page: ModulePage, weights: dict[str, float]) -> None:
    if _weights(page) == list(weights.items()):
        return
    known = _known(file, weights)
    page.competencies = [
        ModuleCompetency(competency=known[slug], weight=weight, sort_order=order)
        for order, (slug, weight) in enumerate(weights.items())
    ]


def _weights(page: ModulePage) -> list[tuple[str, float]]:
    return [(one.competency.slug, one.weight) for one in page.competencies.all()]


def _facts(page: ModulePage) -> dict[str, Any]:
    """Everything an import may change."""
    return {
        "title": as_imported(page.title),
        "words": [_line_ends(getattr(page, name)) for name in PAGE_FACTS],
        "key_points": [one.text for one in page.key_points.all()],
        "terms": [(one.term, one.definition) for one in page.terms.all()],
        "complete": page.requirements,
        "voice": (page.language, page.words_per_minute),
        "competencies": _weights(page),
        "body": _body(page),
    }


def _body(page: ModulePage) -> list[dict[str, Any]]:
    block = page.body.stream_block
    return completed(block, block.get_prep_value(page.body))


def _line_ends(value: Any) -> Any:
    return as_imported(value) if isinstance(value, str) else value


def _unchanged(before: dict[str, Any], after: dict[str, Any]) -> bool:
    others = {name: value for name, value in before.items() if name != "body"}
    return all(after[name] == value for name, value in others.items()) and same(before["body"], after["body"])


def add_module(page: ModulePage, course: CoursePage) -> None:
    """Raises ImportRefused."""
    try:
        course.add_child(instance=page)
    except ValidationError as error:
        raise ImportRefused(" ".join(error.messages)) from error


def _kept(
    page: ModulePage,
    before: dict[str, Any],
    course: CoursePage,
    user,
    publish: bool,
    change: Said | None,
    notes: list[str],
) -> Imported:
    new = page.pk is None
    if new:
        add_module(page, course)
    elif page.latest_revision is None:
        page.save(clean=False)
    changed = new or page.latest_revision is None or not _unchanged(before, _facts(page))
    # A draft may be of any length and lack what publishing asks for.
    revision = (
        page.save_revision(user=user, clean=False, log_action=not new) if changed else page.latest_revision
    )
    if change is not None:
        _state(page, user, change)
    found = problems(page)
    published = publish and not found
    if published and page.live_revision_id != revision.pk:
        revision.publish(user=user)
    seconds = page.clock().seconds
    return Imported(ModulePage.objects.get(pk=page.pk), revision, changed, seconds, published, found, notes)


def _state(page: ModulePage, user, change: Said) -> None:
    """Of a first publication, and of what changes nothing that learners see, nothing is to be said."""
    try:
        state_change(module=page, by=user, kind=change.kind, note=change.note)
    except Refused as refused:
        if refused.code != "nothing_changed":
            raise ImportRefused(refused.message) from refused
