"""Watch, listen, quick reference: who may, what it says, where it begins."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from courses.durations import seekable
from courses.models import Attempt, Evidence, StepSeen
from courses.queries import sitting
from tests import factories, lesson
from tests.media import SECONDS_A_BLOCK, attached


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


@pytest.fixture
def media(module, reviewer):
    return attached(module, approved_by=reviewer)


def page(client, module, name):
    return client.get(reverse(f"courses:{name}", args=[module.slug]))


def place(module, kind):
    return next(at for at, block in enumerate(module.body, 1) if block.block_type == kind)


@pytest.mark.parametrize("name", ["watch", "listen", "reference"])
def test_a_module_without_media_has_no_such_page_and_no_tabs(client, module, name):
    assert page(client, module, name).status_code == 404
    assert 'class="tabs"' not in client.get(f"/learn/{module.slug}/1/").content.decode()


@pytest.mark.parametrize("name", ["watch", "listen", "reference"])
def test_once_media_are_approved_there_is_a_tab_for_each(client, module, media, name):
    html = page(client, module, name).content.decode()
    for label in ("Read", "Watch", "Listen", "Quick reference"):
        assert f">{label}</a>" in html


def test_media_say_what_made_them_and_who_approved_them(client, module, media, reviewer):
    html = page(client, module, "watch").content.decode()
    assert "Made with software (Typst 0.15, eSpeak NG 1.52)" in html or "eSpeak NG 1.52, Typst 0.15" in html
    assert f"approved by {reviewer}" in html


@pytest.mark.parametrize(
    ("name", "kind"), [("watch", "video"), ("listen", "audio"), ("reference", "reference_pdf")]
)
def test_every_page_of_made_media_says_how_they_were_made(client, module, media, name, kind):
    html = page(client, module, name).content.decode()
    assert "How this was made" in html and "Made with software" in html
    assert reverse("courses:media", args=[media.pk, kind]) + "?save" in html
    assert "<dt>Voice</dt><dd>eSpeak NG 1.52</dd>" in html
    assert "content credential" not in html


@pytest.mark.parametrize(
    ("seal", "proves_nothing"), [("C2PA 0.91.3", False), ("C2PA with a test certificate 0.91.3", True)]
)
def test_a_page_says_that_its_file_is_signed_and_when_that_proves_nothing(
    client, module, media, seal, proves_nothing
):
    media.engines = media.engines | {"seal": seal}
    media.save()
    html = page(client, module, "watch").content.decode()
    assert "carries a content credential" in html
    assert ("proves nothing to others" in html) is proves_nothing
    assert "C2PA" not in html, "what signed it is not among what made it"


def test_media_of_an_older_revision_say_so(client, module, media, author):
    module.title = "A better title"
    module.save_revision(user=author).publish(user=author)
    assert "earlier version of this lesson" in page(client, module, "watch").content.decode()


def test_watching_begins_where_reading_stopped(client, module, media):
    at = place(module, "story_scene")
    client.get(reverse("courses:step", args=[module.slug, 1]))
    found = sitting(Attempt.objects.get(), module).step_of(module.body[at - 1].id)
    client.get(reverse("courses:step", args=[module.slug, found.number]))
    assert f'data-begin="{seekable(SECONDS_A_BLOCK * at)}"' in page(client, module, "watch").content.decode()


def test_reading_goes_on_where_watching_stopped(client, module, media):
    block = module.body[place(module, "multiple_choice") - 1]
    told = {"format": "watch", "block": block.id, "seconds": "1.5"}
    assert client.post(reverse("courses:position", args=[module.slug]), told).status_code == 204
    at = SECONDS_A_BLOCK * place(module, "multiple_choice") + 1.5
    assert f'data-begin="{seekable(at)}"' in page(client, module, "listen").content.decode()
    step = client.get(reverse("courses:resume", args=[module.slug]), follow=True).content.decode()
    assert f'data-question="{lesson.MULTIPLE}"' in step


def test_watching_counts_as_seen_and_never_as_evidence(client, module, media):
    told = {"format": "watch", "block": module.body[0].id, "seconds": "1"}
    client.post(reverse("courses:position", args=[module.slug]), told)
    assert StepSeen.objects.get().format == "watch"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("given", ["nan", "inf", "-5", "x", ""])
def test_seconds_that_are_none_count_from_the_block(client, module, media, given):
    told = {"format": "watch", "block": module.body[0].id, "seconds": given}
    assert client.post(reverse("courses:position", args=[module.slug]), told).status_code == 204
    assert Attempt.objects.get().seconds == 0
    assert client.get(reverse("courses:watch", args=[module.slug]), {"t": given}).status_code == 200


def test_a_place_that_is_none_is_refused(client, module, media):
    position = reverse("courses:position", args=[module.slug])
    assert client.post(position, {"format": "watch", "block": "nowhere", "seconds": 1}).status_code == 404
    assert client.post(position, {"format": "smell", "block": module.body[0].id}).status_code == 422


def test_a_question_in_the_transcript_leads_to_its_step(client, module, media):
    assert page(client, module, "watch").content.decode().count("Answer this question") == 2


def test_files_come_in_ranges(client, media):
    address = reverse("courses:media", args=[media.pk, "video"])
    response = client.get(address, headers={"Range": "bytes=0-1"})
    assert (response.status_code, b"".join(response.streaming_content)) == (206, b"fi")


def test_a_saved_file_is_named_after_its_module(client, module, media):
    response = client.get(reverse("courses:media", args=[media.pk, "reference_pdf"]), {"save": ""})
    assert f"{module.slug}.pdf" in response["Content-Disposition"]


def test_files_of_a_module_taken_down_are_404(client, module, media):
    module.unpublish()
    assert client.get(reverse("courses:media", args=[media.pk, "video"])).status_code == 404


@pytest.mark.parametrize("kind", ["secret", "reference_docx"])
def test_a_kind_that_is_none_is_404(client, media, kind):
    assert client.get(reverse("courses:media", args=[media.pk, kind])).status_code == 404


def test_a_set_that_is_none_is_404(client, media):
    assert client.get(reverse("courses:media", args=[uuid.uuid4(), "video"])).status_code == 404


def test_a_signed_out_visitor_gets_no_file(media):
    assert Client().get(reverse("courses:media", args=[media.pk, "video"])).status_code == 302


def test_a_player_page_is_never_kept_by_a_browser(client, module, media):
    assert "no-store" in page(client, module, "watch")["Cache-Control"]


def test_media_of_a_private_module_are_404(client, module, media):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=module, restriction_type="password", password="x")
    assert client.get(reverse("courses:media", args=[media.pk, "video"])).status_code == 404


def test_nothing_is_attached_to_another_module(client, module, media, course, author):
    other = factories.module(course, owner=author, slug="other", title="Other")
    assert page(client, other, "watch").status_code == 404
