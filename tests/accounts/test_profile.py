import datetime

import pytest
from django.utils import timezone

from accounts.models import User

CHANGED = {
    "first_name": "Lena",
    "last_name": "Brandt-Oduya",
    "craft": "sound",
    "time_zone": "America/Argentina/Ushuaia",
    "preferred_format": "listen",
}


def test_people_change_what_is_theirs(signed_in, learner):
    client = signed_in(learner)
    assert client.post("/accounts/profile/", CHANGED)["Location"] == "/accounts/profile/"
    learner.refresh_from_db()
    assert {name: getattr(learner, name) for name in CHANGED} == CHANGED
    assert "Saved." in client.get("/accounts/profile/").content.decode()


def test_nobody_raises_themselves_by_adding_fields(signed_in, learner):
    extra = {"is_superuser": "on", "is_staff": "on", "email": "else@x.example", "groups": "1"}
    signed_in(learner).post("/accounts/profile/", CHANGED | extra)
    learner = User.objects.get(pk=learner.pk)
    assert not learner.is_superuser and not learner.is_staff
    assert learner.email == "lena.brandt@studio.example" and not learner.groups.exists()


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Olympus"}, {"first_name": ""}, {"last_name": "x" * 200}]
)
def test_what_cannot_be_kept_is_told_and_the_rest_stays_written(signed_in, learner, wrong):
    response = signed_in(learner).post("/accounts/profile/", CHANGED | wrong)
    assert response.status_code == 422 and "field-error" in response.content.decode()
    learner.refresh_from_db()
    assert learner.craft == "writer"


def test_times_are_shown_in_the_zone_of_the_person(learner, rf):
    from accounts.middleware import OwnTimeZone

    learner.time_zone = "Pacific/Auckland"
    request = rf.get("/")
    request.user = learner
    noon = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
    shown = OwnTimeZone(lambda request: timezone.localtime(noon).isoformat())(request)
    assert shown == "2026-01-02T01:00:00+13:00"
