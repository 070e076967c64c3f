"""What people decide before a page goes live: two tasks of the workflow “Studio review”."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from courses.models.authorship import wrote
from courses.models.module import ModulePage
from courses.publishing import NotApproved, NotPublishable, problems

APPROVE, SEND_BACK = "approve", "reject"
OWN_WORDS = "You wrote part of this version, so somebody else approves it."
CLEARED = "Rights cleared: pictures, clips, names and likenesses."


class ReasonForm(forms.Form):
    comment = forms.CharField(
        label="What should change?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what should change, so that the author can act on it."},
    )


class ApprovalForm(forms.Form):
    comment = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="It is kept with the decision.",
    )


class RightsForm(ApprovalForm):
    cleared = forms.BooleanField(
        label="Pictures, clips, names and likenesses are cleared for use in this studio.",
        error_messages={"required": "Confirm that the rights are cleared, or send it back."},
    )
    field_order = ["cleared", "comment"]


class ReviewLock(WorkflowLock):
    """Says to whoever opens the page under review what they can do with it."""

    def get_message(self, user: Any) -> SafeString | str | None:
        if self.for_user(user):
            return format_html(
                "It waits for <b>{}</b>, and stays as it is until somebody has decided. "
                "To write on, cancel the workflow.",
                self.task.name.lower(),
            )
        return f"{OWN_WORDS} You may send it back." if self.task.is_of(self.object, user) else None


class ReviewTask(AbstractGroupApprovalTask):
    """People of some groups approve a page or send it back. Nobody approves their own words, and nothing is
    approved that may not go live.
    """

    lock_class = ReviewLock
    approve_label = "Approve"
    approval_form: type[forms.Form] = ApprovalForm

    class Meta:
        abstract = True

    def is_of(self, page: Page, user: Any) -> bool:
        """Whether somebody wrote part of what is to be decided on, and may not decide it."""
        return not settings.GREENROOM_ALLOW_SELF_REVIEW and wrote(page, user.pk)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        send_back = (SEND_BACK, "Send back", True)
        return [send_back] if self.is_of(obj, user) else [send_back, (APPROVE, self.approve_label, True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReasonForm if action == SEND_BACK else self.approval_form

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **given: Any) -> str | None:
        """Decides. Raises NotApproved or NotPublishable, and nothing has changed then.

        Gives the address to go on to, where whoever decided may not open the page any more.
        """
        page = task_state.workflow_state.content_object.specific
        form = self.get_form_for_action(action_name)(given)
        if not form.is_valid():
            raise NotApproved(page, " ".join(message for found in form.errors.values() for message in found))
        if action_name == APPROVE:
            self._check(page, user)
        super().on_action(task_state, user, action_name, comment=self.kept(action_name, form.cleaned_data))
        stays = Page.objects.get(pk=page.pk).permissions_for_user(user).can_edit()
        return None if stays else reverse("wagtailadmin_home")

    def kept(self, action_name: str, given: dict[str, Any]) -> str:
        """What the log and the author read of the decision."""
        return given["comment"]

    def _check(self, page: Page, user: Any) -> None:
        if self.is_of(page, user):
            raise NotApproved(page, OWN_WORDS)
        newest = page.get_latest_revision_as_object()
        if isinstance(newest, ModulePage) and (found := problems(newest)):
            raise NotPublishable(newest, found)


class ContentReviewTask(ReviewTask):
    class Meta:
        verbose_name = "content review"
        verbose_name_plural = "content reviews"

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups approve what the page says, unless they wrote it"


class RightsCheckTask(ReviewTask):
    approve_label = "Confirm the rights"
    approval_form = RightsForm

    class Meta:
        verbose_name = "rights check"
        verbose_name_plural = "rights checks"

    def kept(self, action_name: str, given: dict[str, Any]) -> str:
        note = super().kept(action_name, given)
        return note if action_name == SEND_BACK else " ".join([CLEARED, note]).strip()

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups confirm that pictures, clips, names and likenesses are cleared"
