"""Every address of the house, opened by someone signed out and by someone without work in the admin."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

PUBLIC = {
    "health",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts:invitation",
}
"""What anyone may open: signing in and being invited."""

SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": str(uuid.UUID(int=1))}


def addresses(patterns=None, prefix="/", namespace="") -> Iterator[tuple[str, str]]:
    """(address, name) of every pattern, with a sample for each part that varies."""
    for pattern in patterns or get_resolver().url_patterns:
        route = prefix + str(pattern.pattern).replace("^", "").replace("$", "")
        if isinstance(pattern, URLPattern):
            # Django sends an address without its last slash to the one with it, before it asks who is there.
            yield _sample(route).rstrip("/") + "/", namespace + (pattern.name or "")
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, route, inner)


def _sample(route: str) -> str:
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), route)
    return re.sub(r"\((?:[^()]|\([^()]*\))*\)", "x", route).replace("\\", "")


def test_signed_out_nothing_opens_but_what_is_public(client, db):
    opened = []
    for address, name in addresses():
        for method in (client.get, client.post):
            response = method(address)
            sent_away = response.status_code == 302 and re.match(
                r"/(accounts|admin)/login/(\?|$)", response["Location"]
            )
            if name not in PUBLIC and not sent_away and response.status_code not in (404, 405):
                opened.append((name, address, response.status_code))
    assert opened == []


def test_scripts_signed_out_are_told_so(client, db):
    for address, name in addresses():
        if address.startswith(("/admin/", "/accounts/", "/_util/")) or name in PUBLIC:
            continue
        response = client.post(address, headers={"accept": "application/json"})
        assert response.status_code in (401, 404), address


@pytest.mark.parametrize("who", ["learner", "manager"])
def test_the_admin_is_not_there_for_those_without_work_in_it(request, signed_in, who):
    client = signed_in(request.getfixturevalue(who))
    for address, name in addresses():
        if address.startswith("/admin/") and name != "wagtailadmin_login":
            assert client.get(address).status_code == 404, address
