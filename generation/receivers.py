from django.dispatch import receiver
from wagtail.signals import page_published

from courses.models import ModulePage
from courses.signals import module_split
from generation.services import follow_publication, share_pronunciations


@receiver(page_published, sender=ModulePage)
def make_media_of_what_was_published(sender, instance, revision, **kwargs):
    """revision is None where a page is published without one, as fixtures do."""
    revision = revision or instance.live_revision
    if revision is not None:
        follow_publication(module=instance, revision=revision, by=revision.user)


@receiver(module_split, sender=ModulePage)
def say_its_words_alike_in_every_part(sender, module, parts, **kwargs):
    share_pronunciations(module=module, parts=parts)
