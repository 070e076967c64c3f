import datetime

from django.db.models import Exists, QuerySet
from django.utils import timezone

from accounts.models import Membership, Team, User
from accounts.roles import LD_ADMINS, ROLES


def has_role(user: User, *roles: str) -> bool:
    """Whether a person holds one of the roles; a superuser holds all. One query a person, then remembered."""
    if not user.is_active:
        return False
    return user.is_superuser or bool(_rights(user)[0] & set(roles))


def manages_people(user: User) -> bool:
    """Whether there is a team page for someone: an L&D admin's, or a manager's of today."""
    return has_role(user, LD_ADMINS) or (user.is_active and _rights(user)[1])


def _rights(user: User) -> tuple[set[str], bool]:
    """Roles, and whether they manage a team today. Every page asks for both, so they are one query."""
    if not hasattr(user, "_rights"):
        manages = Exists(_managing(user, timezone.localdate()))
        rows = list(User.objects.filter(pk=user.pk).values_list("groups__name", manages))
        user._rights = {name for name, _ in rows if name}, any(leads for _, leads in rows)
    return user._rights


def _managing(user: User, on: datetime.date) -> QuerySet[Membership]:
    return Membership.objects.on(on).filter(user=user, manages=True)


def teams_managed_by(user: User, *, on: datetime.date | None = None) -> QuerySet[Team]:
    """Teams a person may look at: an L&D admin all, a manager those of today."""
    if has_role(user, LD_ADMINS):
        return Team.objects.all()
    return Team.objects.filter(pk__in=_managing(user, on or timezone.localdate()).values("team"))


def people_in(team: Team, *, on: datetime.date | None = None) -> QuerySet[User]:
    """Active people who belong to a team on a day, by name; its managers only if they belong to it too."""
    members = Membership.objects.on(on or timezone.localdate()).filter(team=team, manages=False)
    return User.objects.filter(pk__in=members.values("user"), is_active=True).order_by(
        "last_name", "first_name", "pk"
    )


def roles_given_by(user: User) -> tuple[str, ...]:
    """Roles someone may give to others: an L&D admin all there are, nobody else any."""
    return ROLES if has_role(user, LD_ADMINS) else ()


def may_change(by: User, person: User) -> bool:
    """Whether `by` may change `person`: L&D admins everyone but operators, an operator everyone."""
    return by.is_superuser or (has_role(by, LD_ADMINS) and not person.is_superuser)


def people_seen_by(user: User) -> QuerySet[User]:
    """People someone may look after in the admin."""
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(is_superuser=False) if has_role(user, LD_ADMINS) else User.objects.none()
