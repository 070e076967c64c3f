from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Revision

from courses.models import ModulePage
from courses.publishing import NotPublishable, problems


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
