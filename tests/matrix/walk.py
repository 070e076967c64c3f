"""Opening every door as one person, and undoing what that did."""

from __future__ import annotations

from http.cookies import SimpleCookie

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.matrix.world import World

FORMS: dict[str, dict[str, str]] = {
    # Wagtail answers 500 where this form comes back without its only field.
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://studio.example/"},
}
"""What a form needs so as to be read at all; every other is sent empty."""


class Visitor:
    """A browser of one of the people of the world, that leaves everything as it found it."""

    def __init__(self, world: World, who: str) -> None:
        self.client = Client(raise_request_exception=False)
        if person := world.people[who]:
            self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(
        self, method: str, address: str, data: dict[str, str] | None = None, **headers
    ) -> HttpResponseBase:
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            send = getattr(self.client, method.lower())
            response = send(address, data or {}, headers=headers)
            transaction.set_rollback(True)
        return response
