from django.http import Http404
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from accounts.models import User
from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from accounts.views.admin import InvitationViewSet, TeamViewSet


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return has_role(request.user, LD_ADMINS)


class PeopleMenu(ViewSetGroup):
    """Invite, invitations, teams; Wagtail registers its list of people here by the hook's name."""

    menu_label = "People"
    menu_name = "people"
    menu_icon = "group"
    menu_order = 500
    items = (InvitationViewSet, TeamViewSet)
    submenu_hook = "register_people_menu_item"


@hooks.register("register_admin_viewset")
def people_menu():
    return PeopleMenu()


@hooks.register("register_people_menu_item")
def invite_item():
    return PeopleMenuItem(
        "Invite people", reverse("invitations:add"), name="invite", icon_name="plus", order=0
    )


@hooks.register("construct_main_menu")
def people_only_for_ld_admins(request, items):
    if not has_role(request.user, LD_ADMINS):
        items[:] = [item for item in items if item.name != PeopleMenu.menu_name]


@hooks.register("before_bulk_action")
def people_are_changed_one_at_a_time(request, action_type, objects, action_class_instance):
    """Wagtail's bulk actions give any role to anyone and delete people with all they did."""
    if action_class_instance.model is User:
        raise Http404


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label, message in (
        ("invite", "Invite", "Invited"),
        ("resend", "Send again", "Sent the invitation again"),
        ("revoke", "Take back", "Took the invitation back"),
        ("move", "Move", "Moved to another team"),
        ("deactivate", "Deactivate", "Deactivated"),
        ("reactivate", "Reactivate", "Brought back"),
    ):
        actions.register_action(f"accounts.{name}", label, message)
