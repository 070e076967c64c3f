"""Roles as groups with permissions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.roles import ROLES


@dataclass(frozen=True)
class Grants:
    """Permissions as ``app.codename``. pages: on the whole tree. files: on the root collection.

    never: taken away where the role has them, everywhere or on pages.
    """

    everywhere: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@transaction.atomic
def sync_roles(*, grants: Mapping[str, Grants]) -> None:
    """Make the groups of all roles, and add what is granted to them. What an operator added stays.

    A permission whose model does not exist (an app that is not installed) is passed over.
    """
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role)
        granted = grants.get(role, Grants())
        group.permissions.add(*_permissions(granted.everywhere))
        group.permissions.remove(*_permissions(granted.never))
        taken = GroupPagePermission.objects.filter(permission__in=_permissions(granted.never))
        taken.filter(group=group).delete()
        # The roots are missing only between a flush of the tables and their return.
        if root_page:
            for permission in _permissions(granted.pages):
                GroupPagePermission.objects.get_or_create(group=group, page=root_page, permission=permission)
        if root_collection:
            for permission in _permissions(granted.files):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=root_collection, permission=permission
                )


def _permissions(names: Iterable[str]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
