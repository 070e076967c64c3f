"""What must be set before strangers reach the site: its key, its names, its mail, its servers."""

import os
from collections.abc import Iterable
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.http.request import validate_host

LOCAL = ("localhost", "127.0.0.1", "::1", "")
SHORTEST_TOKEN = 20


@register("greenroom")
def secret_key_is_secret(**kwargs: object) -> Iterable[CheckMessage]:
    if len(settings.SECRET_KEY) < 32 and not settings.DEBUG:
        yield Warning(
            "SECRET_KEY is short: sessions and password links could be forged.",
            hint="Set 50 random characters, or leave it unset: one is then made and kept in the data folder.",
            id="greenroom.W004",
        )


@register("greenroom", deploy=True)
def every_node_has_the_same_key(**kwargs: object) -> Iterable[CheckMessage]:
    if not _one_machine() and not os.environ.get("SECRET_KEY"):
        yield Warning(
            "SECRET_KEY is not set, so each machine makes its own: sessions of one mean nothing to the next.",
            hint="Set the same 50 random characters as SECRET_KEY on every machine.",
            id="greenroom.W010",
        )


@register("greenroom")
def the_site_answers_to_its_own_name(**kwargs: object) -> Iterable[CheckMessage]:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    if not settings.DEBUG and not validate_host(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"Links in mail lead to {host}, and ALLOWED_HOSTS does not have it: they would be refused.",
            hint=f"Add {host} to ALLOWED_HOSTS, or correct GREENROOM_BASE_URL.",
            id="greenroom.E010",
        )
    if "*" in settings.ALLOWED_HOSTS and not settings.DEBUG:
        yield Warning(
            "ALLOWED_HOSTS has “*”: anybody may choose the name that pages and caches believe.",
            hint="Name the site's own hosts, by comma.",
            id="greenroom.W011",
        )


@register("greenroom")
def address_and_https_agree(**kwargs: object) -> Iterable[CheckMessage]:
    scheme = urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme
    if settings.GREENROOM_HTTPS and scheme != "https":
        yield Warning(
            f"GREENROOM_HTTPS is on, and links in mail begin with {scheme}://.",
            hint="Set GREENROOM_BASE_URL to the address with https://.",
            id="greenroom.W012",
        )
    if scheme == "https" and not settings.GREENROOM_HTTPS:
        yield Warning(
            "GREENROOM_BASE_URL is https, and GREENROOM_HTTPS is off: cookies would go unprotected too.",
            hint="Set GREENROOM_HTTPS=true, and let the server in front send X-Forwarded-Proto.",
            id="greenroom.W013",
        )


@register("greenroom", deploy=True)
def origins_of_forms_are_known(**kwargs: object) -> Iterable[CheckMessage]:
    own = settings.WAGTAILADMIN_BASE_URL
    if settings.CSRF_TRUSTED_ORIGINS and own not in settings.CSRF_TRUSTED_ORIGINS:
        yield Warning(
            f"CSRF_TRUSTED_ORIGINS does not have {own}, the site's own address.",
            hint="Add it, or unset CSRF_TRUSTED_ORIGINS: the site's own name is trusted without it.",
            id="greenroom.W014",
        )


@register("greenroom", deploy=True)
def links_lead_here(**kwargs: object) -> Iterable[CheckMessage]:
    if urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname in LOCAL:
        yield Warning(
            f"GREENROOM_BASE_URL is {settings.WAGTAILADMIN_BASE_URL}: links in mail lead astray.",
            hint="Set it to the address by which people reach the site.",
            id="greenroom.W015",
        )


@register("greenroom", deploy=True)
def mail_goes_out(**kwargs: object) -> Iterable[CheckMessage]:
    if settings.EMAIL_BACKEND.startswith("django.core.mail.backends.console"):
        yield Warning(
            "Mail is printed to the log: nobody is invited, and links to new passwords stand in it.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@host:587.",
            id="greenroom.W016",
        )
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if address.rpartition("@")[2] in (*LOCAL, "localhost.localdomain"):
        yield Warning(
            f"DEFAULT_FROM_EMAIL is {address or 'empty'}: most servers throw such mail away.",
            hint="Set it to an address of the studio: Greenroom <greenroom@studio.example>.",
            id="greenroom.W017",
        )


@register("greenroom", deploy=True)
def servers_fit_together(**kwargs: object) -> Iterable[CheckMessage]:
    files = settings.CELERY_BROKER_URL.startswith("filesystem:")
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if sqlite and not files:
        yield Warning(
            "The broker can serve several machines, and SQLite only one.",
            hint="Set DATABASE_URL to PostgreSQL, or unset CELERY_BROKER_URL where there is one machine.",
            id="greenroom.W018",
        )
    if files and not sqlite:
        yield Warning(
            "The database can serve several machines, and a broker made of files only one.",
            hint="Set CELERY_BROKER_URL to Redis or RabbitMQ.",
            id="greenroom.W019",
        )


@register("greenroom")
def token_of_monitoring_is_long(**kwargs: object) -> Iterable[CheckMessage]:
    if 0 < len(settings.GREENROOM_HEALTH_TOKEN) < SHORTEST_TOKEN:
        yield Warning(
            f"GREENROOM_HEALTH_TOKEN is shorter than {SHORTEST_TOKEN} characters: it could be guessed.",
            hint="Set a long random one (openssl rand -hex 24), or unset it: there is no report then.",
            id="greenroom.W020",
        )


def _one_machine() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
