"""Inviting people, and the list of those who were."""

from __future__ import annotations

import django_filters
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton, ListingButton

from accounts.admin_forms import InviteForm
from accounts.models import Invitation, InvitationState
from accounts.services import Refused, invite, resend, revoke
from accounts.views.admin.action import ActionView

INDEX = "invitations:index"


class InvitationFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        choices=InvitationState.choices, method="in_state", label="State", empty_label="All"
    )

    def in_state(self, queryset, name, value):
        return queryset.in_state(value)

    class Meta:
        model = Invitation
        fields: list[str] = []


def _last_day(invitation: Invitation) -> str:
    return date_format(timezone.localtime(invitation.expires_at), "j F Y")


class InvitationIndex(generic.IndexView):
    model = Invitation
    page_title = "Invitations"
    index_url_name = INDEX
    index_results_url_name = "invitations:index_results"
    add_url_name = "invitations:add"
    add_item_label = "Invite people"
    header_icon = "mail"
    search_fields = ["email", "first_name", "last_name"]
    filterset_class = InvitationFilters
    default_ordering = "-invited_at"

    @cached_property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title("email", label="Address", sort_key="email"),
            Column("team", label="Team"),
            Column("roles", label="Roles", accessor=lambda one: ", ".join(one.roles) or "Learner"),
            Column("state", label="State", accessor=lambda one: one.state.label),
            DateColumn("invited_at", label="Invited", sort_key="invited_at"),
            Column("expires_at", label="Runs out", accessor=_last_day, sort_key="expires_at"),
        ]

    def get_base_queryset(self):
        return Invitation.objects.select_related("team")

    def get_list_buttons(self, instance):
        if instance.state not in (InvitationState.OPEN, InvitationState.EXPIRED):
            return []
        return [
            ListingButton("Send again", url=reverse("invitations:resend", args=[instance.pk])),
            ListingButton("Take back", url=reverse("invitations:revoke", args=[instance.pk])),
        ]


class InviteView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = Invitation
    permission_required = "add"
    page_title = "Invite people"
    header_icon = "mail"
    form_class = InviteForm
    template_name = "accounts/admin/invite.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def get_breadcrumbs_items(self):
        index = {"url": reverse(INDEX), "label": "Invitations"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    @property
    def header_buttons(self):
        return [HeaderButton("See all invitations", url=reverse(INDEX), icon_name="mail")]

    def form_valid(self, form) -> HttpResponse:
        try:
            results = invite(by=self.request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("addresses", refused.message)
            return self.form_invalid(form)
        sent = sum(one.sent for one in results)
        left = "\n".join(one.line for one in results if not one.sent)
        again = InviteForm(initial={**form.cleaned_data, "addresses": left}, by=self.request.user)
        return self.render_to_response(self.get_context_data(form=again, results=results, sent=sent))


class ResendView(ActionView):
    model = Invitation
    index_url_name = INDEX
    header_icon = "mail"
    page_title = "Send again"
    question = "A new link goes to this address and works for fourteen days. The old link stops working."
    button = "Send it again"

    def act(self, row, form):
        result = resend(invitation=row, by=self.request.user)
        if not result.sent:
            raise Refused("not_sent", result.message)
        return f"Sent to {row.email}."


class RevokeView(ActionView):
    model = Invitation
    index_url_name = INDEX
    header_icon = "mail"
    page_title = "Take back"
    question = "The link stops working, and says so. You can invite the address again at any time."
    button = "Take it back"

    def act(self, row, form):
        revoke(invitation=row, by=self.request.user)
        return f"The invitation of {row.email} is taken back."


class InvitationViewSet(ViewSet):
    name = "invitations"
    icon = "mail"
    menu_label = "Invitations"
    menu_name = "invitations"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(InvitationIndex), name="index"),
            path("results/", self.construct_view(InvitationIndex, results_only=True), name="index_results"),
            path("new/", self.construct_view(InviteView), name="add"),
            path("<int:pk>/send-again/", self.construct_view(ResendView), name="resend"),
            path("<int:pk>/take-back/", self.construct_view(RevokeView), name="revoke"),
        ]
