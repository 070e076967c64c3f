"""The site's keys: made, taken for signing, given up."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from courses.services import Refused
from gamification.engines.openbadges import public_multibase
from gamification.keys import KeyUnusable, folder, keep_key, private_key
from gamification.models import SigningKey

NO_KEY = "no_key"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signer:
    """A key that badges are signed with now."""

    key: SigningKey
    pem: bytes


def make_key() -> SigningKey:
    """The next key: whatever is issued from now on is signed with it. Raises Refused (no_key)."""
    last = SigningKey.objects.order_by("pk").last()
    name = f"key-{int(last.name.removeprefix('key-')) + 1 if last else 1}"
    try:
        multibase = keep_key(name)
    except KeyUnusable as error:
        raise Refused(NO_KEY, str(error)) from error
    key, _ = SigningKey.objects.get_or_create(
        name=name, defaults={"multibase": multibase, "made_at": timezone.now()}
    )
    _same(key, multibase)
    return key


def signer() -> Signer:
    """The newest key; the first one is made when it is first wanted.

    Raises Refused (no_key): an older key is never taken quietly in place of one that cannot be used, or that
    was given up, for it lay in the same folder.
    """
    key = SigningKey.objects.order_by("pk").last() or make_key()
    if key.revoked_at:
        raise Refused(NO_KEY, f"{key.name} was given up. Make the next key: manage.py make_badge_key.")
    try:
        pem = private_key(key.name)
    except KeyUnusable as error:
        raise Refused(NO_KEY, str(error)) from error
    _same(key, public_multibase(pem))
    return Signer(key, pem)


def _same(key: SigningKey, multibase: str) -> None:
    if key.multibase != multibase:
        raise Refused(
            NO_KEY,
            f"{folder()} holds another {key.name} than the one this site has made known. Bring the right "
            "file back from a copy, or move this one away and make a new key: manage.py make_badge_key.",
        )


def told(refusal: Refused) -> str:
    """A refusal as it is said outside. What is wrong with a key, and where it lies, goes to the log."""
    if refusal.code != NO_KEY:
        return refusal.message
    logger.error("Badges are not signed: %s", refusal.message)
    return (
        "The studio’s key for signing badges cannot be used just now. Nothing is lost: "
        "tell whoever looks after Greenroom here, and try again later."
    )


@transaction.atomic
def revoke_key(*, name: str, reason: str) -> SigningKey:
    """Somebody else may have it: nothing it signed is to be believed any more. Raises Refused (unknown)."""
    key = SigningKey.objects.select_for_update().filter(name=name).first()
    if key is None:
        raise Refused("unknown", f"There is no key called {name}.")
    if key.revoked_at is None:
        key.revoked_at, key.reason = timezone.now(), reason
        key.save(update_fields=["revoked_at", "reason"])
    return key
