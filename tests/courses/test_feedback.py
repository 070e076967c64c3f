"""Ratings and error reports."""

import datetime

import pytest
from django.urls import reverse

from courses import services
from courses.models import ErrorReport, Rating
from tests.played import MORNING


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


def test_rating_again_is_dated_again(learner, module):
    services.rate(user=learner, module=module, stars=3)
    Rating.objects.update(rated_at=MORNING)
    services.rate(user=learner, module=module, stars=4)
    assert Rating.objects.get().rated_at > MORNING + datetime.timedelta(days=1)


def test_what_no_database_keeps_is_left_out(client, module):
    client.post(reverse("courses:report", args=[module.slug]), {"text": "Step\x00 two", "block": "\x00"})
    client.post(reverse("courses:rate", args=[module.slug]), {"stars": "4", "comment": "Fine\x00"})
    report = ErrorReport.objects.get()
    assert (report.text, report.block_id, Rating.objects.get().comment) == ("Step two", "", "Fine")
