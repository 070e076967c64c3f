"""How words are said in a lesson, and who may decide it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS
from courses.models import CoursePage, ModulePage
from generation.lexicon import Entry, Kept, narrowest
from generation.models import Preview, Pronunciation


def lexicon_for(module: ModulePage) -> tuple[Entry, ...]:
    """The entries that hold in a module, in its language, the narrowest of each term. One query."""
    course = CoursePage.objects.filter(path=module.path[: -module.steplen]).values("pk")
    there = Q(module=module.pk) | Q(module=None, course=None) | Q(course__in=course)
    return narrowest(
        (
            Kept(Entry(one.term, one.said_as, one.ipa), one.locale, one.scope)
            for one in Pronunciation.objects.filter(there)
        ),
        module.language,
    )


def may_keep(user, entry: Pronunciation) -> bool:
    """Whether someone may write down, change or take away an entry where it holds: L&D admins anywhere,
    authors in the modules they may edit.
    """
    if has_role(user, LD_ADMINS):
        return True
    if not has_role(user, AUTHORS) or entry.module is None:
        return False
    return entry.module.permissions_for_user(user).can_edit()


def previews_for(user) -> QuerySet[Preview]:
    """Those someone may listen to: all of them for whoever writes pronunciations down."""
    return Preview.objects.all() if has_role(user, AUTHORS, LD_ADMINS) else Preview.objects.none()
