"""What the studio teaches now."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from courses.models import Competency, ModuleCompetency, ModulePage
from courses.queries import visible
from gamification.models import Mastery


def open_modules(viewer: User) -> QuerySet[ModulePage]:
    """Published modules that the viewer may open, in the order of the catalogue."""
    return visible(ModulePage.objects.all(), viewer).order_by("path")


def competencies_in_use(users: Iterable[User]) -> list[Competency]:
    """Those a published module feeds, and those that one of these people has evidence in. One query."""
    fed = ModuleCompetency.objects.filter(module__live=True).values("competency")
    shown = Mastery.objects.filter(user__in=[user.pk for user in users]).values("competency")
    return list(Competency.objects.filter(Q(pk__in=fed) | Q(slug__in=shown)))
