from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageSubscription, Revision, WorkflowState
from wagtail.signals import workflow_submitted

from courses.models import ModulePage
from courses.publishing import NotPublishable, problems
from courses.services import settle_change
from courses.signals import went_live


@receiver(pre_save, sender=Revision)
def hold_the_wall_for_later(instance: Revision, **kwargs: Any) -> None:
    """Scheduling a new version of a live page saves nothing but its revision, so the wall stands here too."""
    if not instance.approved_go_live_at or not instance.object_id:
        return
    if instance.content_type.model_class() is not ModulePage:
        return
    module = instance.as_object()
    if found := problems(module):
        raise NotPublishable(module, found)


@receiver(workflow_submitted)
def hear_what_reviewers_say(instance: WorkflowState, **kwargs: Any) -> None:
    """Whoever hands a page in hears of comments on it. Wagtail tells only those who ticked a box."""
    page = instance.content_object
    if isinstance(page, Page) and instance.requested_by:
        PageSubscription.objects.update_or_create(
            page_id=page.pk, user=instance.requested_by, defaults={"comment_notifications": True}
        )


@receiver(went_live, sender=ModulePage)
def say_what_kind_of_change_it_was(module: ModulePage, before: int | None, **kwargs: Any) -> None:
    """In the transaction that publishes, through whatever door."""
    settle_change(module=module, before=before)
