"""Who hears what by mail on the way from draft to live, and where its links lead."""

import re

from django.conf import settings
from django.core import mail

from tests.courses.authoring.reviewing import CLEARED, act, hand_in


def test_sending_back_says_why_and_tells_the_author(author, reviewer, ready, signed_in):
    hand_in(ready, author)
    mail.outbox.clear()
    refused = act(signed_in(reviewer), ready, "reject", comment=" ")
    assert "Say what should change" in refused.json()["html"]
    act(signed_in(reviewer), ready, "reject", comment="Who is Mara?")
    (message,) = mail.outbox
    assert message.to == [author.email]
    assert message.subject == "“A draft” came back from its content review"
    assert "Ruth Adeyemi sent" in message.body
    assert "Who is Mara?" in message.body


def test_those_who_must_act_get_a_mail_that_leads_there(author, reviewer, ready, signed_in):
    hand_in(ready, author)
    (message,) = mail.outbox
    assert message.to == [reviewer.email]
    assert message.subject == "“A draft” waits for you: content review"
    links = re.findall(r"https?://\S+", message.body)
    assert all(link.startswith(settings.WAGTAILADMIN_BASE_URL) for link in links)
    browser = signed_in(reviewer)
    for link in links[:2]:
        assert browser.get(link.removeprefix(settings.WAGTAILADMIN_BASE_URL)).status_code == 200


def test_the_author_hears_that_it_is_live_and_where(author, reviewer, ready, signed_in):
    hand_in(ready, author)
    act(signed_in(reviewer), ready, "approve")
    mail.outbox.clear()
    act(signed_in(reviewer), ready, "approve", **CLEARED)
    (message,) = mail.outbox
    assert message.to == [author.email]
    link = re.search(r"live:\n(\S+)", message.body).group(1)
    assert link.startswith(settings.WAGTAILADMIN_BASE_URL)
    path = link.removeprefix(settings.WAGTAILADMIN_BASE_URL)
    assert signed_in(author).get(path).status_code == 200
