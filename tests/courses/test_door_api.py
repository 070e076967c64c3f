"""The door that stands open once an operator adds Wagtail's API: there the wall answers with 422."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import include, path
from wagtail.api.v3.urls import api
from wagtail.models import APIToken

from tests import factories
from tests.courses.editing import lengthen

routes, app, namespace = api.urls
for route in routes:
    if hasattr(route, "callback"):
        route.callback = login_not_required(route.callback)
urlpatterns = [path("api/", (routes, app, namespace)), path("", include("config.urls"))]


@pytest.fixture
def client(db, settings):
    settings.ROOT_URLCONF = __name__
    person = factories.person("Bea", is_superuser=True)
    secret = APIToken.generate_token()
    APIToken.objects.create(user=person, key_hash=APIToken.hash_token(secret))
    return Client(headers={"authorization": f"Bearer {secret}"})


def publish(client, page):
    return client.post(f"/api/pages/{page.pk}/actions/publish/", content_type="application/json")


def test_the_api_refuses_to_publish_with_the_reason(client, module):
    before = module.live_revision_id
    lengthen(module)
    response = publish(client, module)
    assert response.status_code == 422
    assert "over fifteen minutes" in response.content.decode()
    module.refresh_from_db()
    assert module.live_revision_id == before


def test_the_api_publishes_what_fits(client, draft):
    assert publish(client, draft).status_code == 200
    draft.refresh_from_db()
    assert draft.live
