"""A pronunciation that was spoken, for tests that need one there."""

from generation import previewing, services
from generation.models import Preview
from tests.generation.fakes import Speech


def heard() -> Preview:
    asked = {"term": "Foley", "said_as": "foh-lee", "ipa": "", "locale": ""}
    preview = services.request_preview(asked=asked)
    previewing.speak_preview(preview.pk, speech=Speech())
    return Preview.objects.get(pk=preview.pk)
