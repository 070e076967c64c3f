"""Teams with who belongs to them, and when."""

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.admin_forms import TeamForm
from accounts.models import Membership, Team


class TeamIndex(generic.IndexView):
    def get_base_queryset(self):
        now = Membership.objects.on(timezone.localdate()).filter(user__is_active=True)
        return Team.objects.annotate(
            people=Count("memberships", filter=Q(memberships__in=now.filter(manages=False))),
            managers=Count("memberships", filter=Q(memberships__in=now.filter(manages=True))),
        )


class TeamViewSet(ModelViewSet):
    model = Team
    name = "teams"
    icon = "group"
    menu_label = "Teams"
    menu_name = "teams"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = TeamIndex
    list_display = ["name", Column("people", label="People"), Column("managers", label="Managers")]
    search_fields = ["name"]
    ordering = "name"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            InlinePanel(
                "memberships",
                heading="People",
                label="Person",
                help_text="To move someone, use “Move” under Everyone: it sets both days.",
                panels=[
                    FieldPanel("user"),
                    FieldPanel("manages"),
                    FieldPanel("starts_on"),
                    FieldPanel("ends_on"),
                ],
            ),
        ],
        base_form_class=TeamForm,
    )
