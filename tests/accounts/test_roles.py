from django.contrib.auth.models import Group
from wagtail.models import Page

from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS, ROLES
from accounts.services import sync_roles
from config.permissions import GRANTS


def test_every_role_is_a_group_after_migrating(db):
    assert set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True)) == set(ROLES)


def test_authors_publish_and_reviewers_do_not(author, reviewer, ld_admin, module):
    assert module.permissions_for_user(author).can_publish()
    assert module.permissions_for_user(ld_admin).can_publish()
    assert not module.permissions_for_user(reviewer).can_edit()
    assert reviewer.has_perm("wagtailadmin.access_admin")


def test_learners_and_managers_stay_out_of_the_admin(learner, manager):
    assert not learner.has_perm("wagtailadmin.access_admin")
    assert not manager.has_perm("wagtailadmin.access_admin")


def test_an_ld_admin_looks_after_people_but_deletes_nobody(ld_admin):
    assert ld_admin.has_perms(["accounts.change_user", "accounts.add_team"])
    assert not ld_admin.has_perm("accounts.delete_user")
    assert not ld_admin.has_perm("auth.change_group")


def test_syncing_again_changes_nothing_and_keeps_what_an_operator_added(db):
    group = Group.objects.get(name=REVIEWERS)
    group.page_permissions.create(page=Page.get_first_root_node(), permission_type="change")
    before = {role: _held(role) for role in (AUTHORS, REVIEWERS, LD_ADMINS)}
    sync_roles(grants=GRANTS)
    assert {role: _held(role) for role in before} == before


def _held(role):
    group = Group.objects.get(name=role)
    return group.permissions.count(), group.page_permissions.count(), group.collection_permissions.count()
