"""People, teams and lessons for tests. Every function saves what it returns."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.contrib.auth.models import Group
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site

from accounts.models import Membership, Team, User
from courses.models import (
    CataloguePage,
    Character,
    Competency,
    CoursePage,
    HomePage,
    KeyPoint,
    LearningPath,
    ModuleCompetency,
    ModulePage,
    ShareWaiver,
)
from tests.lesson import lesson_body

PASSWORD = "a lamp, frame left"
LONG_AGO = datetime.date(2020, 1, 1)


def person(
    first_name: str,
    last_name: str = "Example",
    *,
    roles: Iterable[str] = (),
    team: Team | None = None,
    manages: Team | None = None,
    **fields,
) -> User:
    """Someone who signs in as first.last@studio.example with PASSWORD."""
    email = fields.pop("email", f"{first_name}.{last_name}@studio.example".lower())
    user = User.objects.create_user(email, PASSWORD, first_name=first_name, last_name=last_name, **fields)
    user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    for joined, leads in ((team, False), (manages, True)):
        if joined is not None:
            Membership.objects.create(team=joined, user=user, manages=leads, starts_on=LONG_AGO)
    return user


def team(name: str = "Night Ferry") -> Team:
    return Team.objects.create(name=name)


def root() -> Page:
    """The root of the page tree, made again where a test that commits has emptied the tables."""
    Locale.objects.get_or_create(language_code="en-gb")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def home() -> HomePage:
    """The studio's home, in place of Wagtail's welcome page."""
    if found := HomePage.objects.first():
        return found
    root().get_children().delete()
    page = root().add_child(instance=HomePage(title="Greenroom", slug="home", intro="Welcome."))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page, "site_name": "Greenroom"}
    )
    return page


def catalogue(parent: HomePage | None = None) -> CataloguePage:
    return (parent or home()).add_child(instance=CataloguePage(title="Catalogue", slug="catalogue"))


def course(
    parent: CataloguePage | None = None, *, title: str = "Prompt as director’s brief", slug: str = "brief"
) -> CoursePage:
    page = CoursePage(title=title, slug=slug, summary="Brief a model as you would brief a crew.")
    return (parent or catalogue()).add_child(instance=page)


def competency(slug: str = "prompt-craft", name: str = "Prompt craft") -> Competency:
    return Competency.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def character(name: str = "Mara", voice: str = "voice-1") -> Character:
    return Character.objects.get_or_create(slug=name.lower(), defaults={"name": name, "voice": voice})[0]


def image(title: str = "A lamp, frame left"):
    root()
    return get_image_model().objects.create(title=title, file=get_test_image_file(size=(320, 180)))


def module(
    parent: CoursePage | None = None,
    *,
    owner: User | None = None,
    title: str = "Light that can be checked",
    slug: str = "light",
    body: list[dict] | None = None,
    competencies: dict[str, float] | None = None,
    publish: bool = True,
    **fields,
) -> ModulePage:
    """A module with one revision, published unless asked not to. body: raw blocks; default: `lesson_body`."""
    page = ModulePage(
        title=title,
        slug=slug,
        owner=owner,
        live=False,
        **{"objective": "Brief light so that anyone can check it.", **fields},
    )
    blocks = lesson_body(image=image(), character=character()) if body is None else body
    page.body = ModulePage.body.field.stream_block.to_python(blocks)
    page.key_points = [KeyPoint(text="Name the source, the side, the colour and the quality.")]
    page.competencies = [
        ModuleCompetency(competency=competency(name, name.replace("-", " ").capitalize()), weight=weight)
        for name, weight in (competencies or {"prompt-craft": 1.0}).items()
    ]
    (parent or course()).add_child(instance=page)
    revision = page.save_revision(user=owner)
    if publish:
        _waive_share(page)
        revision.publish(user=owner, skip_permission_checks=True)
    return ModulePage.objects.get(pk=page.pk)


def _waive_share(page: ModulePage) -> None:
    """A body for one test need not be balanced: someone let any share pass, as reviewers may."""
    for share in (0.0, 1.0):
        ShareWaiver.objects.create(module=page, share=share, reason="A lesson for a test.")


def stop(*pages: Page, after: dict[Page, str] | None = None, needed: int = 1, title: str = "") -> dict:
    """A stop of a path, as it is stored: one page, or a choice of several. after: page -> because."""
    needs = [{"page": page.pk, "because": why} for page, why in (after or {}).items()]
    value: dict = {"after": [{"type": "item", "value": need, "id": str(uuid.uuid4())} for need in needs]}
    if len(pages) > 1:
        items = [{"type": "item", "value": page.pk, "id": str(uuid.uuid4())} for page in pages]
        return {
            "type": "choice",
            "value": value | {"pages": items, "needed": needed, "title": title or "One of these"},
            "id": str(uuid.uuid4()),
        }
    kind = "module" if isinstance(pages[0], ModulePage) else "course"
    return {"type": kind, "value": value | {"page": pages[0].pk}, "id": str(uuid.uuid4())}


def path(*stops: dict | Page, slug: str = "writers", title: str = "Writers", **fields) -> LearningPath:
    """A live path. stops: as `stop` makes them, or pages alone."""
    facts = {"summary": "From an idea to a brief.", "crafts": ["writer"], "live": True, **fields}
    raw = [one if isinstance(one, dict) else stop(one) for one in stops]
    return LearningPath.objects.create(slug=slug, title=title, stops=raw, **facts)
