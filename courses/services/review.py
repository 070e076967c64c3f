"""The way from draft to live: content review, rights check."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from accounts.roles import LD_ADMINS, REVIEWERS
from courses.models import ContentReviewTask, RightsCheckTask

NAME = "Studio review"
WAGTAILS_OWN = "Moderators approval"
"""The workflow that a new Wagtail site begins with."""


@transaction.atomic
def set_up_review() -> None:
    """Make “Studio review” and give it to the whole site. Once: what an operator changes afterwards stays."""
    root = Page.get_first_root_node()
    # An operator switches a task off, and cannot delete it: a task that is there was set up before.
    if root is None or ContentReviewTask.objects.exists() or RightsCheckTask.objects.exists():
        return
    workflow = Workflow.objects.create(name=NAME)
    tasks: list[tuple[Task, tuple[str, ...]]] = [
        (ContentReviewTask.objects.create(name="Content review"), (REVIEWERS,)),
        (RightsCheckTask.objects.create(name="Rights check"), (REVIEWERS, LD_ADMINS)),
    ]
    for place, (task, roles) in enumerate(tasks):
        task.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    chosen = WorkflowPage.objects.filter(page=root).exclude(workflow__name=WAGTAILS_OWN)
    if not chosen.exists():
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
