"""Wagtail's pages of users as pages of people: invited, moved, deactivated, never deleted."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.users.views import users

from accounts.admin_forms import MoveForm, PersonForm
from accounts.models import Membership, User
from accounts.queries import people_seen_by
from accounts.services import Refused, deactivate, move_person, reactivate, update_person
from accounts.views.admin.action import ActionView

NAME = "wagtailusers_users"


class PeopleIndex(users.IndexView):
    page_title = "People"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    add_item_label = "Invite people"

    def get_base_queryset(self):
        current = Membership.objects.on(timezone.localdate()).select_related("team")
        memberships = Prefetch("memberships", queryset=current, to_attr="current")
        seen = people_seen_by(self.request.user).select_related("wagtail_userprofile")
        return seen.prefetch_related(memberships, "groups")

    def get_add_url(self):
        return reverse("invitations:add")

    def get_delete_url(self, instance):
        return None

    @cached_property
    def columns(self):
        left_out = {"bulk_actions", "is_superuser"}
        name, address, *rest = [column for column in super().columns if column.name not in left_out]
        address.label = "Address"
        teams = Column("teams", label="Teams", accessor=_teams_of)
        roles = Column(
            "roles", label="Roles", accessor=lambda one: ", ".join(group.name for group in one.groups.all())
        )
        return [
            name,
            address,
            Column("craft", accessor="get_craft_display", label="Craft"),
            teams,
            roles,
            *rest,
        ]

    def get_list_buttons(self, instance):
        actions = _actions_for(instance, self.request.user)
        return [ListingButton(label, url=url, priority=order) for order, (label, url) in enumerate(actions)]


def _teams_of(person: User) -> str:
    return ", ".join(f"{one.team} (manages)" if one.manages else str(one.team) for one in person.current)


def _actions_for(person: User, by: User) -> list[tuple[str, str]]:
    if not person.is_active:
        return [("Bring back", reverse(f"{NAME}:reactivate", args=[person.pk]))]
    actions = [("Move", reverse(f"{NAME}:move", args=[person.pk]))]
    if person != by:
        actions.append(("Deactivate", reverse(f"{NAME}:deactivate", args=[person.pk])))
    return actions


class PersonView(users.EditView):
    success_message = "%(object)s is saved."

    def get_queryset(self):
        return people_seen_by(self.request.user)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("editing_self")
        return kwargs | {"by": self.request.user}

    def save_instance(self):
        return update_person(person=self.object, by=self.request.user, **self.form.cleaned_data)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refused:
            self.produced_error_code, self.produced_error_message = refused.code, refused.message
            return self.form_invalid(form)

    @cached_property
    def header_more_buttons(self):
        actions = _actions_for(self.object, self.request.user)
        return [Button(label, url=url, priority=order) for order, (label, url) in enumerate(actions)]


class PersonHistory(users.HistoryView):
    def get_base_object_queryset(self):
        return people_seen_by(self.request.user)


class InviteInstead(View):
    """People come by invitation, which proves their address."""

    def get(self, request):
        return redirect("invitations:add")


class PersonAction(ActionView):
    model = User
    index_url_name = f"{NAME}:index"
    header_icon = "user"

    def rows(self):
        return people_seen_by(self.request.user)


class MoveView(PersonAction):
    page_title = "Move"
    question = "From today they belong to this team alone. Earlier teams keep the days they were there."
    button = "Move"
    form_class = MoveForm

    def get_initial(self):
        return {
            "team": self.row.memberships.on(timezone.localdate())
            .filter(manages=False)
            .values_list("team")
            .first()
        }

    def act(self, row, form):
        team = form.cleaned_data["team"]
        move_person(person=row, team=team, by=self.request.user)
        return f"{row} belongs to {team} from today." if team else f"{row} belongs to no team from today."


class DeactivateView(PersonAction):
    page_title = "Deactivate"
    question = "They are signed out everywhere and cannot sign in. All they learned and made is kept."
    button = "Deactivate"

    def act(self, row, form):
        deactivate(person=row, by=self.request.user)
        return f"{row} is deactivated."


class ReactivateView(PersonAction):
    page_title = "Bring back"
    question = "They can sign in again with the password they had, or set a new one."
    button = "Bring back"

    def act(self, row, form):
        reactivate(person=row, by=self.request.user)
        return f"{row} can sign in again."


class PeopleViewSet(users.UserViewSet):
    index_view_class = PeopleIndex
    edit_view_class = PersonView
    history_view_class = PersonHistory
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    copy_view_enabled = False
    menu_hook = "register_people_menu_item"
    menu_label = "Everyone"
    menu_order = 20

    def get_form_class(self, for_update=False):
        return PersonForm

    def get_common_view_kwargs(self, **kwargs):
        gone = {"delete_url_name": self.UNDEFINED, "usage_url_name": self.UNDEFINED}
        return super().get_common_view_kwargs(**kwargs) | gone

    def get_urlpatterns(self):
        kept = {"index", "index_results", "edit", "history", "history_results"}
        return [
            *(pattern for pattern in ModelViewSet.get_urlpatterns(self) if pattern.name in kept),
            path("new/", InviteInstead.as_view(), name="add"),
            path("move/<int:pk>/", self.construct_view(MoveView), name="move"),
            path("deactivate/<int:pk>/", self.construct_view(DeactivateView), name="deactivate"),
            path("reactivate/<int:pk>/", self.construct_view(ReactivateView), name="reactivate"),
        ]
