"""The mails there are: in our words, leading to the site's own address; and mail that does not go out."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import Invitation
from accounts.services.invitations import Outcome, invite
from courses.models import ErrorReport
from courses.services.feedback import report_error

SITE = "https://greenroom.studio.example"
RESET = "/accounts/password/reset/"
pytestmark = pytest.mark.django_db


class Gone(BaseEmailBackend):
    """A mail server that is not there."""

    def open(self):
        raise ConnectionRefusedError("Connection refused")

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture(autouse=True)
def site_address(settings):
    settings.WAGTAILADMIN_BASE_URL = SITE


@pytest.fixture
def mail_gone(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Gone"


def test_a_new_password_is_set_under_the_sites_own_address_whatever_name_was_asked(client, learner, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(RESET, {"email": learner.email}, headers={"host": "evil.example"})
    [message] = mail.outbox
    assert message.subject == "Set a new password"
    assert f"{SITE}/accounts/password/reset/key/" in message.body
    assert "evil.example" not in message.body
    address = message.body.split(SITE)[1].split()[0]
    assert "New password" in client.get(address, follow=True).content.decode()


@pytest.mark.parametrize("address", ["lena.brandt@studio.example", "nobody@studio.example"])
def test_who_wants_a_new_password_is_told_that_mail_is_away_known_or_not(client, learner, mail_gone, address):
    response = client.post(RESET, {"email": address})
    assert response.status_code == 200
    page = response.content.decode()
    assert "mail is not going out just now" in page
    assert address in page


def test_an_invitation_leads_to_the_sites_own_address(ld_admin, team):
    invite(addresses="new@studio.example", by=ld_admin, team=team)
    [message] = mail.outbox
    assert f"{SITE}/accounts/invitation/" in message.body
    assert "works once" in message.body


def test_an_invitation_is_kept_where_mail_is_away_and_it_is_said(ld_admin, team, mail_gone):
    [result] = invite(addresses="new@studio.example", by=ld_admin, team=team)
    assert result.outcome is Outcome.NOT_SENT
    assert "Send it again" in result.message
    assert Invitation.objects.filter(email="new@studio.example").exists()


def test_a_report_leads_its_author_to_the_editor(learner, module, author, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report_error(user=learner, module=module, text="Shot twelve is upside down.")
    [message] = mail.outbox
    assert message.to == [author.email]
    assert f"{SITE}/admin/pages/{module.pk}/edit/" in message.body
    assert "Shot twelve" in message.body


def test_a_report_is_kept_where_mail_is_away(learner, module, mail_gone, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report_error(user=learner, module=module, text="Shot twelve is upside down.")
    assert ErrorReport.objects.count() == 1
