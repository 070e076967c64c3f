"""The demo's site, vocabulary, courses and modules. Pages that exist are left as their authors made them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frontmatter
from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from accounts.models import User
from config.demo import FIXTURES, modules_of, recipe
from courses.importing import import_course, import_module
from courses.models import CataloguePage, Character, Competency, CoursePage, HomePage, ModulePage
from generation.models import Pronunciation


class NotPublished(Exception):
    """A module of the demo was refused. Its text names the file and the reasons."""


@transaction.atomic
def load_vocabulary() -> None:
    """Competencies, the cast of the serial and the pronunciation list."""
    for order, competency in enumerate(recipe("competencies")):
        facts = {name: competency[name] for name in ("name", "description", "code", "identifier")}
        Competency.objects.get_or_create(slug=competency["slug"], defaults={**facts, "sort_order": order})
    for character in recipe("characters"):
        facts = {name: character[name] for name in ("name", "role", "description", "voice")}
        Character.objects.get_or_create(slug=character["slug"], defaults=facts)
    for term, said_as in recipe("pronunciation").items():
        if not Pronunciation.objects.filter(term__iexact=term, course=None, module=None).exists():
            Pronunciation.objects.create(term=term, said_as=said_as)


@transaction.atomic
def load_site(studio: Mapping[str, Any]) -> CataloguePage:
    """The studio's home at the root of the default site, and the catalogue under it."""
    home = HomePage.objects.first() or _first_home(studio)
    catalogue = CataloguePage.objects.child_of(home).first()
    if catalogue is None:
        catalogue = home.add_child(instance=CataloguePage(slug="catalogue", **studio["catalogue"]))
        catalogue.save_revision().publish()
    return catalogue


def _first_home(studio: Mapping[str, Any]) -> HomePage:
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title=studio["name"], slug="studio", intro=studio["greeting"]))
    home.save_revision().publish()
    welcome = Page.objects.child_of(root).exact_type(Page).filter(slug="home", numchild=0).first()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": studio["name"], "hostname": "localhost", "port": 80},
    )
    if welcome is not None:
        welcome.delete()
    return home


def load_lessons(catalogue: CataloguePage, *, author: User) -> list[str]:
    """Publish every course and module that is missing. Returns the slugs of all modules of the demo."""
    courses = [(frontmatter.load(str(source)), source) for source in FIXTURES.glob("courses/*/course.md")]
    slugs: list[str] = []
    for front, source in sorted(courses, key=lambda pair: pair[0]["order"]):
        course = CoursePage.objects.filter(slug=front["slug"]).first()
        course = course or import_course(source=source, catalogue=catalogue, user=author)
        slugs += [_load_module(file, course, author) for file in modules_of(source)]
    return slugs


def _load_module(source, course: CoursePage, author: User) -> str:
    slug = frontmatter.load(str(source))["slug"]
    if not ModulePage.objects.filter(slug=slug).exists():
        imported = import_module(source=source, course=course, user=author, publish=True)
        if imported.problems:
            reasons = " ".join(problem.message for problem in imported.problems)
            raise NotPublished(f"{source.relative_to(settings.BASE_DIR)} was kept as a draft. {reasons}")
    return slug
