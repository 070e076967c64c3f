"""Where authors make labs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from labs.admin_projects import ProjectViewSet
from labs.models import Lab
from labs.peers import studio_urls
from labs.queries import disputes_waiting
from labs.services import ask_for_readings
from labs.views import going

figures_urls = (
    [
        path("", going.going_of_all, name="all"),
        path("<int:lab_id>/", going.going_of_one, name="one"),
    ],
    "lab_figures",
)


@hooks.register("register_admin_urls")
def how_labs_go() -> list[URLResolver]:
    return [path("labs/how-they-go/", include(figures_urls))]


class LabIndex(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not going.may_see_going(self.request.user):
            return super().header_more_buttons
        figures = Button(going.TITLE, reverse("lab_figures:all"), icon_name="history", priority=80)
        return [*super().header_more_buttons, figures]


class LabEdit(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        address = reverse("labs:trial", args=[self.object.slug])
        attempt = Button("Try it as it was last saved", address, icon_name="view", priority=5)
        figures = reverse("lab_figures:one", args=[self.object.pk])
        goes = Button("How it goes", figures, icon_name="history", priority=6)
        return [attempt, goes, *super().header_more_buttons]


class LabViewSet(SnippetViewSet):
    model = Lab
    icon = "crosshairs"
    menu_label = "Labs"
    menu_hook = "register_teaching_menu_item"
    menu_order = 250
    copy_view_enabled = False
    index_view_class = LabIndex
    edit_view_class = LabEdit
    list_display = [
        "title",
        Column("type", label="Type", accessor="type_label"),
        "context",
        LiveStatusTagColumn(),
    ]
    search_fields = ["title", "slug", "context"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title", targets=["slug"]),
            FieldPanel("slug", help_text="What lessons name it by."),
            FieldPanel("introduction", help_text="What one will do here, and why."),
            FieldRowPanel(
                [
                    FieldPanel(
                        "context",
                        help_text="What it is about, like “night exterior”: levels ask for different ones.",
                    ),
                    FieldPanel(
                        "minutes", help_text="What it takes. Empty: as long as labs of its type take."
                    ),
                ]
            ),
            FieldPanel(
                "task", help_text="Choose its type first: it cannot be changed once the lab is saved."
            ),
            FieldPanel(
                "criteria",
                heading="Rubric for reviews by colleagues",
                help_text="Two to six criteria. Learners may then ask two colleagues to review what they "
                "handed in, and neither side knows the other. Leave it empty for a lab without reviews. "
                "Work of some types cannot be judged from what a colleague reads: they have none.",
            ),
            FieldPanel(
                "review_to_pass",
                heading="To pass a review",
                help_text="Per cent of the points that the criteria give.",
            ),
        ]
    )


class DisputesItem(MenuItem):
    """It says how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, LD_ADMINS)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        item = super().render_component(request)
        if waiting := disputes_waiting(request.user):
            item.label = f"{self.label} ({waiting})"
        return item


@hooks.register("register_admin_urls")
def peer_review_urls() -> list[URLResolver]:
    return [path("peer-reviews/", include(studio_urls))]


@hooks.register("register_teaching_menu_item")
def disputes_item() -> MenuItem:
    address = reverse("peer_reviews:list")
    return DisputesItem("Disputes about reviews", address, icon_name="comment", order=255)


register_snippet(LabViewSet)
register_snippet(ProjectViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def have_credentials_read(request: HttpRequest, instance: Any) -> None:
    if isinstance(instance, Lab):
        ask_for_readings(lab=instance)
