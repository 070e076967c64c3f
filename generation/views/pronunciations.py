"""Pronunciations among the snippets: who may keep which, and a button to hear one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Media
from django.templatetags.static import static
from django.urls import reverse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from generation.models import Pronunciation
from generation.queries import may_keep

NOT_YOURS = "Choose a module that you may edit: what holds elsewhere, L&D admins look after."


class WhereItHolds(ModelPermissionPolicy):
    """Roles say who may keep entries at all; where an entry holds says whose it is."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (action == "view" or may_keep(user, instance))

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


class PronunciationForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kept = Pronunciation(course=data.get("course"), module=data.get("module"))
        if not may_keep(self.for_user, kept):
            raise forms.ValidationError(NOT_YOURS, code="not_yours")
        return data


class ListenPanel(Panel):
    """A button that has the entry spoken as it stands in the form, saved or not."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "generation/preview/panel.html"

        @property
        def media(self) -> Media:
            return super().media + Media(js=[static("django_htmx/htmx-2.min.js")])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            address = reverse("pronunciations:listen")
            return {**super().get_context_data(parent_context), "address": address}


class _Owned:
    """What somebody may not change is not changed by knowing its address."""

    permission_required: str

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not may_keep(self.request.user, found):  # type: ignore[attr-defined]
            raise PermissionDenied
        return found


class PronunciationEdit(_Owned, EditView):
    pass


class PronunciationDelete(_Owned, DeleteView):
    pass


class PronunciationIndex(IndexView):
    def get_base_queryset(self) -> QuerySet:
        found = super().get_base_queryset().select_related("course", "module")
        return found.defer("module__body", "course__about")

    def get_edit_url(self, instance: Pronunciation) -> str | None:
        return super().get_edit_url(instance) if may_keep(self.request.user, instance) else None

    def get_delete_url(self, instance: Pronunciation) -> str | None:
        return super().get_delete_url(instance) if may_keep(self.request.user, instance) else None


class PronunciationViewSet(SnippetViewSet):
    model = Pronunciation
    icon = "openquote"
    menu_label = "Pronunciation"
    menu_hook = "register_teaching_menu_item"
    menu_order = 400
    list_display = ["term", "said_as", "get_locale_display", Column("holds_in", label="Holds in")]
    search_fields = ["term", "said_as"]
    index_view_class = PronunciationIndex
    edit_view_class = PronunciationEdit
    delete_view_class = PronunciationDelete
    edit_handler = ObjectList(
        [
            FieldPanel("term"),
            FieldPanel("said_as"),
            FieldPanel("ipa"),
            ListenPanel(),
            MultiFieldPanel(
                [
                    FieldPanel("locale"),
                    FieldRowPanel([FieldPanel("course"), FieldPanel("module")]),
                ],
                heading="Where it holds",
            ),
        ],
        base_form_class=PronunciationForm,
    )
