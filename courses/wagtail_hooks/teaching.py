"""Everything a teaching author looks after, under one menu item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from courses.durations import timecode
from courses.models import Character, CoursePage, ErrorReport, ModulePage, Rating
from courses.queries import Times, clocks, real_times
from courses.wagtail_hooks.competencies import CompetencyViewSet
from courses.wagtail_hooks.paths import LearningPathViewSet


@dataclass(frozen=True)
class Told:
    """What the list says of a module beside its title."""

    course: str
    length: str
    story: str
    real: str


def told(pages: Sequence[ModulePage]) -> dict[int, Told]:
    """Module id -> what to say. As many queries for one row as for fifty."""
    modules = list(ModulePage.objects.filter(pk__in=[page.pk for page in pages]))
    courses = {course.path: course.title for course in CoursePage.objects.all()}
    times = real_times(modules)
    return {
        pk: Told(
            course=courses.get(module.path[: -module.steplen], ""),
            length=timecode(clock.seconds),
            story=f"{clock.entertainment_share:.0%}",
            real=", ".join(_real(one) for one in times[module.pk]),
        )
        for module, (pk, clock) in zip(modules, clocks(modules).items(), strict=True)
    }


def _real(times: Times) -> str:
    """Half of those who read it took this long; said where that has left the estimate."""
    drift = f" ({times.ratio - 1:+.0%})" if times.drifts else ""
    return f"{timecode(times.median)} {times.format}{drift}"


class ModuleIndex(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = told(context["object_list"])
        for page in context["object_list"]:
            page.told = found[page.pk]
        return context


class ModuleListing(PageListingViewSet):
    model = ModulePage
    index_view_class = ModuleIndex
    name = "modules"
    icon = "doc-full"
    menu_label = "Modules"
    add_to_admin_menu = False
    columns = [
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("course", label="Course", accessor="told.course"),
        Column("length", label="Length", accessor="told.length"),
        Column("story", label="Story", accessor="told.story"),
        Column("real", label="People take", accessor="told.real"),
        DateColumn(
            "updated",
            label="Updated",
            accessor="latest_revision_created_at",
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label="Status", sort_key="live"),
    ]


class CharacterViewSet(SnippetViewSet):
    model = Character
    icon = "user"
    menu_label = "Characters"
    list_display = ["name", "role", "voice"]
    search_fields = ["name", "role"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        MultiFieldPanel([FieldPanel("role"), FieldPanel("description")], heading="Who they are"),
        FieldPanel("voice"),
    ]


class WithModules(generic.IndexView):
    """Rows name their module, so it comes along."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("module").defer("module__body")


class OnlyHeard(ModelPermissionPolicy):
    """Learners write these; here they are read and, at most, marked."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class ErrorReportForm(WagtailAdminModelForm):
    resolved = forms.BooleanField(required=False, help_text="The fault is mended, or was none.")

    class Meta:
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolved"].initial = self.instance.resolved_at is not None

    def save(self, commit: bool = True) -> ErrorReport:
        resolved = self.cleaned_data["resolved"]
        self.instance.resolved_at = (self.instance.resolved_at or timezone.now()) if resolved else None
        return super().save(commit)


class ErrorReportViewSet(ModelViewSet):
    model = ErrorReport
    index_view_class = WithModules
    name = "error_reports"
    icon = "warning"
    menu_label = "Error reports"
    copy_view_enabled = False
    list_display = [
        "text",
        Column("module", label="Module", accessor="module.title"),
        DateColumn("reported_at", label="Reported", sort_key="reported_at"),
        DateColumn("resolved_at", label="Resolved", sort_key="resolved_at"),
    ]
    list_filter = {"resolved_at": ["isnull"], "module": ["exact"]}
    search_fields = ["text"]
    edit_handler = ObjectList(
        [
            FieldPanel("text", read_only=True),
            FieldPanel("module", read_only=True),
            FieldPanel("user", read_only=True, heading="From"),
            FieldPanel("reported_at", read_only=True),
            FieldPanel("resolved"),
        ],
        base_form_class=ErrorReportForm,
    )


class RatingsAreRead(OnlyHeard):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "change" and super().user_has_permission(user, action)


class RatingViewSet(ModelViewSet):
    model = Rating
    index_view_class = WithModules
    name = "ratings"
    icon = "pick"
    menu_label = "Ratings"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["module", "stars", "comment", "rated_at"]
    form_fields = ["stars"]
    list_display = [
        Column("module", label="Module", accessor="module.title"),
        Column("stars", label="Of five", sort_key="stars"),
        "comment",
        DateColumn("rated_at", label="Rated", sort_key="rated_at"),
    ]
    list_filter = ["stars", "module"]


class Teaching(SnippetViewSetGroup):
    menu_label = "Teaching"
    menu_name = "teaching"
    menu_icon = "openquote"
    menu_order = 150
    submenu_hook = "register_teaching_menu_item"
    items = (
        ModuleListing,
        LearningPathViewSet,
        CompetencyViewSet,
        CharacterViewSet,
        ErrorReportViewSet,
        RatingViewSet,
    )


register_permission_policy(ErrorReport, OnlyHeard(ErrorReport))
register_permission_policy(Rating, RatingsAreRead(Rating))
register_snippet(Teaching)
