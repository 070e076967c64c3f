"""Two people of one scene should not sound alike, and whoever publishes hears of it."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from courses.models import Character
from courses.narration import narrate
from generation.cast import alike, sound_of
from generation.wagtail_hooks import say_who_sounds_alike
from tests import factories
from tests.lesson import block, single

pytestmark = pytest.mark.django_db
BOTH = {"narrator": {"path": "/a.onnx", "speaker": 0}, "voice-1": {"path": "/a.onnx", "speaker": 4}}


@pytest.fixture
def scene(course, author):
    names = ("Mara", "Theo")
    people = [Character.objects.create(name=name, slug=name.lower(), voice="voice-1") for name in names]
    lines = [{"text": "Nobody looks up.", "character": None}]
    lines += [{"text": f"I am {one.name}.", "character": one.pk} for one in people]
    body = [block("story_scene", {"setting": "Stage 4", "lines": lines}), single()]
    return factories.module(course, owner=author, body=body)


def heard(scene, engine="espeak", voices=None):
    return alike(narrate(scene.lesson()), sound_of(engine, voices or {}, scene.language))


def test_those_with_one_voice_key_sound_alike(scene):
    assert heard(scene) == [["Mara", "Theo"]]
    Character.objects.filter(name="Theo").update(voice="voice-2")
    scene = type(scene).objects.get(pk=scene.pk)
    assert heard(scene) == []
    assert heard(scene, "piper", BOTH) == [["Theo", "the narrator"]], (
        "a key without a voice is the narrator's"
    )
    assert heard(scene, "piper", BOTH | {"voice-2": {"path": "/a.onnx", "speaker": 5}}) == []


def test_whoever_publishes_is_told(scene):
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    say_who_sounds_alike(request, scene)
    [told] = map(str, request._messages)
    assert "Mara and Theo speak with the same voice in one scene." in told
