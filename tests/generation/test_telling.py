"""What happened to a production: on its page, and in a mail when it failed."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.urls import reverse
from django.utils import timezone

from generation import pipeline, services
from generation.models import Event, Production, State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(production, engines):
    """The production, whose voice fails."""
    engines.speech().fails_at = "gaffer"
    return production


def fail(production, engines, capture):
    with capture(execute=True):
        return pipeline.finish(production, engines=engines)


def test_author_and_who_asked_get_one_mail_with_reason_and_way(
    failing, engines, author, ld_admin, settings, django_capture_on_commit_callbacks
):
    settings.WAGTAILADMIN_BASE_URL = "https://green.example"
    Production.objects.update(requested_by=ld_admin)
    failed = fail(failing, engines, django_capture_on_commit_callbacks)
    assert failed.state == State.FAILED
    assert sorted(one.to[0] for one in mail.outbox) == sorted([author.email, ld_admin.email])
    assert "The voice did not speak." in mail.outbox[0].body
    assert f"https://green.example{reverse('generation:production', args=[failed.pk])}" in mail.outbox[0].body
    services.tell(event_id=failed.events.get(kind="failed").pk)
    services.tell_what_was_left()
    assert len(mail.outbox) == 2, "once"


def test_who_wrote_it_and_asked_gets_it_once(failing, engines, author, django_capture_on_commit_callbacks):
    Production.objects.update(requested_by=author)
    fail(failing, engines, django_capture_on_commit_callbacks)
    assert [one.to for one in mail.outbox] == [[author.email]]


def test_no_mail_goes_out_before_the_failure_is_committed(failing, engines):
    pipeline.finish(failing, engines=engines)
    assert mail.outbox == []


def test_a_failure_whose_worker_was_lost_before_it_could_tell_is_told_by_the_sweep(failing, engines):
    pipeline.finish(failing, engines=engines)
    services.tell_what_was_left()
    assert mail.outbox == [], "whoever wrote it down may be about to"
    Event.objects.update(happened_at=timezone.now() - datetime.timedelta(minutes=2))
    services.tell_what_was_left()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("It hung up."), OSError("It hung up.")])
def test_mail_that_does_not_go_out_fails_nothing_and_is_said_on_the_page(
    failing, engines, author, signed_in, monkeypatch, caplog, error, django_capture_on_commit_callbacks
):
    def refuses(self, messages):
        raise error

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuses)
    failed = fail(failing, engines, django_capture_on_commit_callbacks)
    assert (failed.state, failed.reason_code) == (State.FAILED, "speech_failed")
    assert str(failed.pk) in caplog.text
    page = signed_in(author).get(reverse("generation:production", args=[failed.pk]))
    assert "Nobody could be mailed about it: It hung up." in page.content.decode()


def test_an_address_that_is_refused_keeps_nobody_elses_mail_back(
    failing, engines, author, ld_admin, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    Production.objects.update(requested_by=ld_admin)
    send = locmem.EmailBackend.send_messages

    def refuses_the_author(self, messages):
        if messages[0].to == [author.email]:
            raise smtplib.SMTPRecipientsRefused({author.email: (550, b"No such mailbox")})
        return send(self, messages)

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuses_the_author)
    failed = fail(failing, engines, django_capture_on_commit_callbacks)
    assert [one.to for one in mail.outbox] == [[ld_admin.email]]
    assert "could not be mailed" in caplog.text
    assert not failed.events.get(kind="failed").trouble, "somebody knows"


def test_the_page_tells_what_happened_in_order(failing, engines, author, signed_in):
    Production.objects.update(lost=1)
    services.claim(production_id=failing.pk)
    Production.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1), stage="narration")
    failed = pipeline.finish(failing, engines=engines)
    browser = signed_in(author)
    browser.post(reverse("generation:retry", args=[failed.pk]))
    text = " ".join(browser.get(reverse("generation:production", args=[failed.pk])).content.decode().split())
    told = [
        "Asked for by",
        "The worker fell silent over “speaking it”",
        "Failed: The voice",
        "Tried again by",
    ]
    places = [text.index(one) for one in told]
    assert places == sorted(places)


def test_an_author_of_many_titles_gets_a_subject_of_one_line(course, author, engines):
    draft = factories.module(course, owner=author, title="Two\nlines", slug="two-lines", publish=False)
    production = services.request_production(module=draft, revision=draft.latest_revision, by=author)
    engines.speech().fails_at = "gaffer"
    failed = pipeline.finish(production, engines=engines)
    services.tell(event_id=failed.events.get(kind="failed").pk)
    assert mail.outbox[0].subject == "The media of “Two lines” could not be made"
