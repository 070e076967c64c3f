"""Competencies in the admin: a tree, each row with its place, and the framework as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from courses.models import Competency
from courses.queries import competency_tree
from courses.views import competencies, framework

urls = (
    [
        path("<int:competency_id>/move/", competencies.move, name="move"),
        path("export/", framework.export, name="export"),
        path("import/", framework.bring_in, name="import"),
    ],
    "competencies",
)


@hooks.register("register_admin_urls")
def competency_urls():
    return [path("competencies/", include(urls))]


class InTree(TitleColumn):
    """A name where it stands. Screen readers hear the level, eyes see the indent."""

    cell_template_name = "courses/admin/competency_cell.html"


class CompetencyIndex(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        boxes, *_ = super().columns
        title = self._get_title_column("name", InTree)
        title.sort_key = None
        return [
            boxes,
            title,
            Column("code", label="Code"),
            NumberColumn("modules", label="Modules feed it"),
            Column("withdrawn", label="State", accessor=lambda one: "Withdrawn" if one.withdrawn else ""),
        ]

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple:
        """In the order of the tree, as a database cannot sort. What was searched for keeps its place."""
        branches = competency_tree()
        wanted = set(queryset.values_list("pk", flat=True))
        rows = [branch.competency for branch in branches if branch.competency.pk in wanted]
        for branch in branches:
            branch.competency.level, branch.competency.modules = branch.depth + 1, branch.modules
        return super().paginate_queryset(rows, page_size)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.user_has_permission("change"):
            return super().header_more_buttons
        links = [Button("Export as CASE", reverse("competencies:export"), icon_name="download", priority=80)]
        if self.user_has_permission("add"):
            links.append(
                Button("Import CASE", reverse("competencies:import"), icon_name="upload", priority=81)
            )
        return [*super().header_more_buttons, *links]

    def get_list_more_buttons(self, instance: Competency) -> Sequence[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change"):
            there = reverse("competencies:move", args=[instance.pk])
            buttons.append(Button("Move", there, icon_name="arrow-right-full", priority=15))
        return buttons


class CompetencyForm(WagtailAdminModelForm):
    withdrawn = forms.BooleanField(
        required=False,
        help_text="Not offered to new modules. Answers that were given, and levels, stay as they are.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["withdrawn"].initial = self.instance.withdrawn

    def save(self, commit: bool = True) -> Competency:
        since = self.instance.archived_at or timezone.now()
        self.instance.archived_at = since if self.cleaned_data["withdrawn"] else None
        return super().save(commit)


class Offered:
    """Of a competency that was withdrawn nothing new can come."""

    def get_object_list(self) -> QuerySet:
        return Competency.objects.offered()


class ChooseOffered(Offered, chooser.ChooseView):
    pass


class ChooseOfferedResults(Offered, chooser.ChooseResultsView):
    pass


class CompetencyChooser(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseOffered
    choose_results_view_class = ChooseOfferedResults


class CompetencyViewSet(SnippetViewSet):
    model = Competency
    icon = "tag"
    menu_label = "Competencies"
    copy_view_enabled = False
    index_view_class = CompetencyIndex
    index_template_name = "courses/admin/competencies.html"
    chooser_viewset_class = CompetencyChooser
    list_per_page = 100
    search_fields = ["name", "code", "description"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug", help_text="Front matter of imported lessons names it by this."),
            FieldPanel("description"),
            FieldPanel("parent"),
            MultiFieldPanel(
                [FieldPanel("code"), FieldPanel("kind")],
                heading="In the framework",
                classname="collapsed",
            ),
            FieldPanel("withdrawn"),
        ],
        base_form_class=CompetencyForm,
    )


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    @actions.register_action("courses.competency.moved")
    class Moved(LogFormatter):
        label = "Move a competency"

        def format_message(self, log_entry) -> str:
            return "Moved to another place in the framework"
