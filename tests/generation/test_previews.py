"""Hearing a pronunciation before it is kept."""

import datetime

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from generation import previewing, services, tasks
from generation.models import Artifact, Preview, RunState
from generation.ports import EngineError
from tests.generation import fakes

pytestmark = pytest.mark.django_db
ASKED = {"term": "DaVinci", "said_as": "da vinchy", "ipa": "", "locale": ""}
LISTEN = "pronunciations:listen"


@pytest.fixture
def speech():
    return fakes.Speech()


@pytest.fixture
def preview():
    return services.request_preview(asked=ASKED)


def fresh(preview):
    return Preview.objects.get(pk=preview.pk)


def test_a_term_is_heard_in_a_short_sentence_in_its_language(preview, speech):
    previewing.speak_preview(preview.pk, speech=speech)
    assert speech.said == ["This is da vinchy, as we say it here."]
    french = services.request_preview(asked=ASKED | {"locale": "fr"})
    previewing.speak_preview(french.pk, speech=speech)
    assert speech.said[-1].startswith("Voici da vinchy")
    assert fresh(preview).state == RunState.DONE
    assert Artifact.objects.get(pk=preview.digest).stage == "preview"


def test_the_same_is_spoken_once(preview, speech):
    previewing.speak_preview(preview.pk, speech=speech)
    assert services.request_preview(asked=ASKED).pk == preview.pk
    previewing.speak_preview(preview.pk, speech=speech)
    assert len(speech.said) == 1
    assert services.request_preview(asked=ASKED | {"said_as": "da vinkie"}).pk != preview.pk


def test_what_cannot_be_spoken_says_why_and_may_be_tried_again(preview, speech):
    speech.fails_at, speech.error = "vinchy", EngineError("voice_missing", "No voice here.")
    previewing.speak_preview(preview.pk, speech=speech)
    assert (fresh(preview).state, fresh(preview).reason) == (RunState.FAILED, "No voice here.")
    speech.fails_at = ""
    services.request_preview(asked=ASKED)
    previewing.speak_preview(preview.pk, speech=speech)
    assert fresh(preview).state == RunState.DONE


def test_what_nobody_foresaw_is_a_reason_too(preview, speech):
    speech.fails_at, speech.error = "vinchy", ZeroDivisionError("?")
    with pytest.raises(ZeroDivisionError):
        previewing.speak_preview(preview.pk, speech=speech)
    assert fresh(preview).reason_code == "unexpected"


def test_one_worker_has_it_and_the_sweep_takes_it_from_one_that_fell_silent(preview, speech):
    assert services.claim_preview(preview_id=preview.pk)
    assert services.claim_preview(preview_id=preview.pk) is None
    assert services.take_up_previews() == []
    for lost in (1, 2, 3):
        gone = timezone.now() - datetime.timedelta(hours=1)
        Preview.objects.filter(pk=preview.pk).update(leased_until=gone, nudged_at=None)
        assert services.take_up_previews() == [preview.pk] and services.take_up_previews() == []
        assert (services.claim_preview(preview_id=preview.pk) is None) is (lost == 3)
    assert fresh(preview).reason_code == "worker_lost"


def test_without_a_queue_the_sweep_finds_it(monkeypatch, django_capture_on_commit_callbacks):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(current_app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        preview = services.request_preview(asked=ASKED)
    assert services.take_up_previews() == [preview.pk]


def test_the_task_goes_to_the_machines_that_speak(preview, speech, monkeypatch, settings):
    monkeypatch.setattr(previewing.registry, "speech", lambda: speech)
    tasks.preview(str(preview.pk))
    assert fresh(preview).state == RunState.DONE
    assert settings.CELERY_TASK_ROUTES["generation.preview"] == {"queue": "speech"}


def test_a_pruned_sound_is_made_again_and_old_rows_go(preview, speech):
    previewing.speak_preview(preview.pk, speech=speech)
    Artifact.objects.all().delete()
    assert services.request_preview(asked=ASKED).state == RunState.QUEUED
    assert services.forget_previews(older_than=datetime.timedelta(days=1)) == 0
    Preview.objects.update(used_at=timezone.now() - datetime.timedelta(days=2))
    assert services.forget_previews(older_than=datetime.timedelta(days=1)) == 1


def test_an_author_hears_what_stands_in_the_form(author, signed_in, speech):
    browser = signed_in(author)
    waits = browser.post(reverse(LISTEN), ASKED).content.decode()
    preview = Preview.objects.get()
    live = reverse("pronunciations:live", args=[preview.pk])
    assert f'hx-get="{live}"' in waits
    previewing.speak_preview(preview.pk, speech=speech)
    sound = reverse("pronunciations:sound", args=[preview.pk])
    assert f'src="{sound}"' in browser.get(live).content.decode()
    answer = browser.get(sound)
    assert answer["Content-Type"] == "audio/wav"
    assert b"".join(answer.streaming_content)[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"term": ""}, "This field cannot be blank"),
        ({"said_as": "—"}, "at least one letter"),
        ({"ipa": "ǃ"}, "no sound of English"),
        ({"locale": "tlh"}, "is not a valid choice"),
    ],
)
def test_what_cannot_be_heard_is_said_beside_the_button(author, signed_in, fields, told):
    assert told in signed_in(author).post(reverse(LISTEN), ASKED | fields).content.decode()
    assert not Preview.objects.exists()


def test_the_form_has_the_button(author, signed_in):
    page = signed_in(author).get(reverse("wagtailsnippets_generation_pronunciation:add")).content.decode()
    assert f'hx-post="{reverse(LISTEN)}"' in page and "django_htmx/htmx-2.min.js" in page


def test_nobody_else_hears_or_asks(learner, reviewer, signed_in, preview, speech):
    previewing.speak_preview(preview.pk, speech=speech)
    for person in (learner, reviewer):
        browser = signed_in(person)
        assert browser.post(reverse(LISTEN), ASKED).status_code in (302, 404)
        assert browser.get(reverse("pronunciations:sound", args=[preview.pk])).status_code in (302, 404)
