"""Changing, moving, deactivating people. Nothing here deletes anyone or what they did."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import Membership, Team, User
from accounts.queries import may_change, roles_given_by
from accounts.roles import LD_ADMINS, ROLES
from accounts.services.refusal import Refused

OWN_FIELDS = ("first_name", "last_name", "craft", "time_zone", "preferred_format")
FIELDS = (*OWN_FIELDS, "email", "locale")


@transaction.atomic
def update_profile(*, user: User, **fields: Any) -> User:
    """What people may change about themselves: OWN_FIELDS. Raises TypeError for any other."""
    return _set(user, fields, OWN_FIELDS)


@transaction.atomic
def update_person(*, person: User, by: User, roles: Iterable[str], **fields: Any) -> User:
    """Change FIELDS and roles of someone. Roles `by` may not give stay as they are. Raises Refused."""
    _check(person, by)
    may_give = set(roles_given_by(by))
    roles = set(roles)
    held = set(person.groups.filter(name__in=ROLES).values_list("name", flat=True))
    if not roles - held <= may_give:
        raise Refused(
            "role_above_own", "You can give only roles that you may give. Ask an L&D admin for the others."
        )
    if person == by and LD_ADMINS in held - roles:
        raise Refused("oneself", "You cannot take your own L&D role away. Ask another L&D admin.")
    person = _set(person, fields, FIELDS)
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    others = person.groups.exclude(name__in=may_give)
    person.groups.set([*others, *Group.objects.filter(name__in=roles & may_give)])
    log(instance=person, action="wagtail.edit", user=by)
    return person


def _set(user: User, fields: dict[str, Any], allowed: tuple[str, ...]) -> User:
    if not set(fields) <= set(allowed):
        raise TypeError(f"Not to be changed here: {', '.join(sorted(set(fields) - set(allowed)))}")
    for name, value in fields.items():
        setattr(user, name, value)
    user.email = user.email.lower()
    user.full_clean(exclude=["password"])
    user.save(update_fields=[*fields])
    return user


@transaction.atomic
def move_person(*, person: User, team: Team | None, by: User) -> Membership | None:
    """From today someone belongs to one team, or to none. Teams they manage stay theirs.

    Yesterday was their last day in the old team, so on no day do two managers answer for them.
    """
    _check(person, by)
    today = timezone.localdate()
    User.objects.select_for_update().get(pk=person.pk)
    open_ones = Membership.objects.filter(user=person, manages=False, ends_on=None)
    staying = open_ones.filter(team=team, starts_on__lte=today).first()
    leaving = open_ones.exclude(pk=staying.pk) if staying else open_ones
    leaving.filter(starts_on__gte=today).delete()  # they never had a day of it
    leaving.update(ends_on=today - datetime.timedelta(days=1))
    if team is not None and staying is None:
        staying = Membership.objects.create(team=team, user=person, starts_on=today)
    log(instance=person, action="accounts.move", user=by, data={"team": str(team or "")})
    return staying


@transaction.atomic
def deactivate(*, person: User, by: User) -> User:
    """Nobody signs in as this person from now on; their sessions end everywhere. All they did stays."""
    _check(person, by)
    if person == by:
        raise Refused("oneself", "You cannot deactivate yourself. Ask another L&D admin.")
    User.objects.filter(pk=person.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    person.refresh_from_db()
    log(instance=person, action="accounts.deactivate", user=by)
    return person


@transaction.atomic
def reactivate(*, person: User, by: User) -> User:
    """They may sign in again, with the password they had."""
    _check(person, by)
    User.objects.filter(pk=person.pk).update(is_active=True)
    person.refresh_from_db()
    log(instance=person, action="accounts.reactivate", user=by)
    return person


def _check(person: User, by: User) -> None:
    if not may_change(by, person):
        raise Refused("not_yours", "Only an operator may change this person.")
