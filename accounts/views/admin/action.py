"""One thing to do to one row: asked first, done by POST."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.services import Refused


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Subclasses name `model`, `page_title`, `question`, `button`, and do it in `act`."""

    template_name = "accounts/admin/action.html"
    form_class = forms.Form
    permission_required = "change"
    index_url_name = ""
    question = ""
    button = ""

    def rows(self) -> QuerySet:
        return self.model.objects.all()

    def act(self, row, form: forms.Form) -> str:
        """Do it, and return what to say. Raises Refused."""
        raise NotImplementedError

    @cached_property
    def row(self):
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict]:
        index = {"url": self.get_success_url(), "label": self.model._meta.verbose_name_plural.capitalize()}
        return [
            *self.breadcrumbs_items,
            index,
            {"url": "", "label": self.page_title, "sublabel": str(self.row)},
        ]

    def get_success_url(self) -> str:
        return reverse(self.index_url_name)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            messages.success(self.request, self.act(self.row, form))
        except Refused as refused:
            messages.error(self.request, refused.message)
        return redirect(self.get_success_url())
