"""Whose address is counted when passwords are guessed, with and without servers in front."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.proxies import ThroughProxies


def address(forwarded: str) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    ThroughProxies(lambda request: HttpResponse())(request)
    return request.META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "made-up, 198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "made-up, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "no address", "127.0.0.1"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_servers_saw(settings, proxies, forwarded, counted):
    settings.GREENROOM_PROXIES = proxies
    assert address(forwarded) == counted


def test_a_guesser_behind_the_same_proxy_locks_out_nobody_else(settings, client, learner):
    settings.GREENROOM_PROXIES = 1
    learner.set_password("house-lights-down")
    learner.save()

    def sign_in(password, forwarded):
        fields = {"login": learner.email, "password": password}
        return client.post("/accounts/login/", fields, headers={"x-forwarded-for": forwarded})

    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in("a guess", "203.0.113.9")
    assert sign_in("house-lights-down", "203.0.113.9").status_code == 429
    assert sign_in("house-lights-down", "198.51.100.1").status_code == 302
