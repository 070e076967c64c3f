"""Badges in the admin: written with real fields, tried out before they are saved."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from gamification.models import BadgeClass
from gamification.queries import would_have
from gamification.queries.badges import LOOKED_AT, Reach
from gamification.services import keep_badge

TRY_OUT = "action-try-out"
"""The button that counts and saves nothing."""


class BadgeForm(WagtailAdminModelForm):
    def save(self, commit: bool = True) -> BadgeClass:
        badge = super().save(commit=False)
        if commit:
            keep_badge(badge=badge)
            self.save_m2m()
        return badge


class TriedOut:
    """The two views of the form: whoever asks how many would have the badge is told, and goes on writing."""

    def form_valid(self, form: BadgeForm) -> HttpResponse:
        if TRY_OUT not in self.request.POST:
            return super().form_valid(form)
        self.form = form
        messages.info(self.request, f"{in_words(would_have(form.instance))} Nothing is saved yet.")
        return self.render_to_response(self.get_context_data(form=form))


def in_words(reach: Reach) -> str:
    if not reach.people:
        told = "Nobody would have it today"
    else:
        told = f"{reach.people} {'person' if reach.people == 1 else 'people'} would have it today"
        if reach.awards > reach.people:
            told += f", {reach.awards} times in all"
    return f"{told}, of the first {LOOKED_AT} people looked at." if reach.more else f"{told}."


class BadgeCreate(TriedOut, CreateView):
    pass


class BadgeEdit(TriedOut, EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        address = reverse("badge_standing", args=[self.object.pk])
        award = Button("Award to those who meet it already", address, icon_name="group", priority=5)
        return [award, *super().header_more_buttons]


class BadgeViewSet(SnippetViewSet):
    model = BadgeClass
    icon = "pick"
    menu_label = "Badges"
    menu_hook = "register_teaching_menu_item"
    menu_order = 300
    copy_view_enabled = False
    add_view_class = BadgeCreate
    edit_view_class = BadgeEdit
    list_display = ["name", "criteria", "active"]
    list_filter = ["active"]
    search_fields = ["name", "description"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("description", help_text="A sentence for whoever earned it, and whoever sees it."),
            FieldPanel("emblem"),
            FieldPanel(
                "conditions",
                heading="What it takes",
                help_text="All of these. They are checked on graded work, in the moment it is done.",
            ),
            FieldPanel("note", help_text="Said after the conditions, in your words."),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("valid_months", heading="Holds for so many months")]),
                    FieldPanel(
                        "competencies",
                        widget=forms.CheckboxSelectMultiple,
                        help_text="What the credential is aligned to, for whoever reads it elsewhere.",
                    ),
                    FieldPanel("active", heading="Can be earned", help_text="Off: who has it keeps it."),
                ],
                heading="How it stands",
            ),
        ],
        base_form_class=BadgeForm,
    )
