"""Where authors make labs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from labs.models import Lab


class LabEdit(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        address = reverse("labs:trial", args=[self.object.slug])
        attempt = Button("Try it as it was last saved", address, icon_name="view", priority=5)
        return [attempt, *super().header_more_buttons]


class LabViewSet(SnippetViewSet):
    model = Lab
    icon = "crosshairs"
    menu_label = "Labs"
    menu_hook = "register_teaching_menu_item"
    menu_order = 250
    copy_view_enabled = False
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
                "handed in, and neither side knows the other. Leave it empty for a lab without reviews.",
            ),
            FieldPanel(
                "review_to_pass",
                heading="To pass a review",
                help_text="Per cent of the points that the criteria give.",
            ),
        ]
    )


register_snippet(LabViewSet)
