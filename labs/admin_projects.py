"""Where authors say which projects there are, who is in them and what their prompts must state."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from labs.models import Project


class ProjectForm(WagtailAdminModelForm):
    members = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Who sees its prompts, saves prompts to it and reviews them.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Q(is_active=True)
        if self.instance.pk:
            there |= Q(lab_projects=self.instance)
        people = User.objects.filter(there).distinct()
        self.fields["members"].queryset = people.order_by("first_name", "last_name", "email")


class ProjectViewSet(SnippetViewSet):
    model = Project
    icon = "folder-open-inverse"
    menu_label = "Projects"
    menu_hook = "register_teaching_menu_item"
    menu_order = 260
    copy_view_enabled = False
    list_display = ["title", BooleanColumn("live", label="Live", sort_key="live")]
    search_fields = ["title", "slug", "description"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title", targets=["slug"]),
            FieldPanel("slug"),
            FieldPanel("description"),
            FieldPanel("members"),
            FieldPanel("language", help_text="What every prompt of the project must state."),
            FieldPanel("live"),
        ],
        base_form_class=ProjectForm,
    )
