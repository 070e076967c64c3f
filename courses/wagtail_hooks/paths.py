"""Where authors put learning paths together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from accounts.models import Craft
from courses.models import LearningPath
from courses.queries import unseen


class UnseenPanel(Panel):
    """What of the saved path learners do not find, and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/unseen.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and bool(self.found)

        @cached_property
        def found(self) -> list[str]:
            return unseen([self.instance], self.request.user)[self.instance.pk]

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "unseen": self.found}


class LearningPathForm(WagtailAdminModelForm):
    crafts = forms.MultipleChoiceField(
        choices=Craft.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whom it is meant for. None: everyone.",
    )


class PathIndex(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        paths = list(context["object_list"])
        found = unseen(paths, self.request.user)
        for path in paths:
            path.told = _told(len(path.nodes), len(found[path.pk]))
        return context


def _told(stops: int, away: int) -> str:
    said = f"{stops} stop" if stops == 1 else f"{stops} stops"
    return f"{said}, {away} to look at" if away else said


class LearningPathViewSet(SnippetViewSet):
    model = LearningPath
    index_view_class = PathIndex
    icon = "list-ol"
    menu_label = "Learning paths"
    copy_view_enabled = False
    list_display = [
        "title",
        Column("crafts_in_words", label="Crafts"),
        Column("told", label="Stops", accessor="told"),
        BooleanColumn("live", label="Live", sort_key="live"),
    ]
    search_fields = ["title", "summary"]
    edit_handler = ObjectList(
        [
            UnseenPanel(heading="Not there for learners"),
            FieldPanel("title"),
            FieldPanel("slug"),
            FieldPanel("crafts"),
            FieldPanel("summary"),
            FieldPanel("stops"),
            FieldPanel("live"),
        ],
        base_form_class=LearningPathForm,
    )
