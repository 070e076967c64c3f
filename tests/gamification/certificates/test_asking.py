"""A certificate of a course: asked for once, made by a worker, its learner's alone."""

import datetime
import os

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.services import Refused
from gamification.models import Certificate, CertificateState
from gamification.queries.certificates import certificates_of
from gamification.services.certificates import (
    MOST_TRIES,
    ask_for_certificate,
    make_certificate,
    take_up_certificates,
)
from generation.services.pruning import tidy
from tests import factories, played
from tests.reviewed import finish

pytestmark = pytest.mark.django_db
SOME_TIME = datetime.timedelta(hours=1)


@pytest.fixture
def course():
    return factories.course()


@pytest.fixture
def module(course):
    return played.questions(1, parent=course, title="Light", slug="light")


@pytest.fixture
def finished(learner, course, module):
    finish(learner, module, True)
    return course


def lost(row, tries=1):
    Certificate.objects.filter(pk=row.pk).update(taken_at=row.asked_at - SOME_TIME, tries=tries)


def test_it_is_made_once_and_opens_for_its_learner_alone(signed_in, learner, outsider, finished):
    client, home = signed_in(learner), reverse("gamification:certificates")
    assert "Make the certificate" in client.get(home).text
    ask = reverse("gamification:certificate_ask", args=[finished.pk])
    assert [client.post(ask).status_code for _ in range(2)] == [302, 302]
    row = Certificate.objects.get()
    live = client.get(reverse("gamification:certificates_live")).text
    assert "hx-trigger" in live and "On its way" in live
    file = reverse("gamification:certificate_file", args=[row.pk])
    assert client.get(file).status_code == 404
    for _ in range(2):
        make_certificate(certificate_id=row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries, row.file.name) == (CertificateState.MADE, 1, f"certificates/{row.pk}.pdf")
    assert file in client.get(home).text and "hx-trigger" not in client.get(home).text
    answer = client.get(file)
    assert answer["Content-Type"] == "application/pdf" and b"".join(answer).startswith(b"%PDF-")
    assert "attachment" in answer["Content-Disposition"]
    assert signed_in(outsider).get(file).status_code == 404


def test_a_course_with_an_unfinished_module_has_none(learner, course, finished):
    played.questions(1, parent=course, title="Sound", slug="sound")
    assert certificates_of(learner).finished == []
    with pytest.raises(Refused, match="Finish the course"):
        ask_for_certificate(user=learner, course_id=course.pk)


def test_another_name_is_another_paper_and_the_first_is_kept(learner, finished):
    first = ask_for_certificate(user=learner, course_id=finished.pk)
    make_certificate(certificate_id=first.pk)
    learner.last_name = "../../etc/Marsh"
    learner.save()
    again = ask_for_certificate(user=learner, course_id=finished.pk)
    make_certificate(certificate_id=again.pk)
    again.refresh_from_db()
    assert again.pk != first.pk and again.file.name == f"certificates/{again.pk}.pdf"
    assert [one.pk for one in certificates_of(learner).earlier] == [first.pk]


def test_what_cannot_be_set_says_why_and_can_be_asked_for_again(learner, finished):
    learner.first_name = "\u1bc0\u1bc1"
    learner.save()
    row = ask_for_certificate(user=learner, course_id=finished.pk)
    make_certificate(certificate_id=row.pk)
    row.refresh_from_db()
    assert row.state == CertificateState.FAILED and "No font here" in row.reason
    assert ask_for_certificate(user=learner, course_id=finished.pk).waits


def test_a_lost_message_and_a_lost_worker_are_found_but_not_for_ever(learner, finished):
    row = ask_for_certificate(user=learner, course_id=finished.pk)
    assert take_up_certificates() == [row.pk]
    lost(row)
    assert take_up_certificates() == [row.pk]
    lost(row, tries=MOST_TRIES)
    assert take_up_certificates() == []
    row.refresh_from_db()
    assert row.state == CertificateState.FAILED and "workers" in row.reason


def test_the_page_asks_no_more_for_more_modules(
    learner, course, module, finished, django_assert_max_num_queries
):
    for number in range(4):
        finish(learner, played.questions(1, parent=course, title=f"M{number}", slug=f"m{number}"), True)
    with django_assert_max_num_queries(9):
        (one,) = certificates_of(learner).finished
    assert len(one.paper["modules"]) == 5


def test_the_nightly_tidying_leaves_it_alone(learner, finished):
    row = ask_for_certificate(user=learner, course_id=finished.pk)
    make_certificate(certificate_id=row.pk)
    row.refresh_from_db()
    long_ago = timezone.now().timestamp() - 9e6
    os.utime(row.file.path, (long_ago, long_ago))
    tidy()
    assert row.file.storage.exists(row.file.name)
