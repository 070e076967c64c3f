"""The demo's people, their roles and their teams. Whoever is there already is left as they are."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Format, Membership, Team, User
from accounts.roles import AUTHORS, LD_ADMINS, MANAGERS, REVIEWERS

GROUPS = {"author": AUTHORS, "reviewer": REVIEWERS, "manager": MANAGERS, "ld_admin": LD_ADMINS}


@transaction.atomic
def load_people(studio: Mapping[str, Any], *, today: datetime.date) -> None:
    """People, then the teams they belong to. studio: the recipe of that name. today: day 0 of its days."""
    passwords = {login["email"]: login["password"] for login in studio["logins"]}
    for person in studio["people"]:
        if not User.objects.filter(email=person["email"]).exists():
            _create(person, passwords.get(person["email"]))
    for team in studio["teams"]:
        _gather(team, today)


def _create(person: Mapping[str, Any], password: str | None) -> None:
    first_name, last_name = person["name"]
    user = User.objects.create_user(
        person["email"],
        password,
        first_name=first_name,
        last_name=last_name,
        craft=person["craft"],
        time_zone=person["time_zone"],
        preferred_format=person.get("format", Format.READ),
    )
    user.groups.set(Group.objects.get(name=GROUPS[role]) for role in person.get("roles", []))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _gather(recipe: Mapping[str, Any], today: datetime.date) -> None:
    team, created = Team.objects.get_or_create(name=recipe["name"])
    if not created:
        return
    for manages, people in ((True, recipe["managers"]), (False, recipe["members"])):
        for person in people:
            left = person.get("left")
            Membership.objects.create(
                team=team,
                user=User.objects.get(email=person["email"]),
                manages=manages,
                starts_on=today - datetime.timedelta(days=person["joined"]),
                ends_on=None if left is None else today - datetime.timedelta(days=left),
            )
