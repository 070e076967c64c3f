"""What tests of sign-in and invitation share."""

import re

from tests.factories import PASSWORD

ACCEPTED = {
    "first_name": "Ada",
    "last_name": "Marsh",
    "craft": "editor",
    "password": "grain, halation, dust",
    "time_zone": "Europe/Lisbon",
    "preferred_format": "watch",
}
"""A filled-in form of acceptance."""


def link_in(message) -> tuple[str, str]:
    """(path, last part) of the first link in a mail."""
    path = re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)
    return path, path.rstrip("/").rsplit("/", 1)[1]


def sign_in(client, email: str, password: str = PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": email, "password": password}, **extra)
