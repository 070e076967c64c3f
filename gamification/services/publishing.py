"""What the site publishes of its badges, and what it knows when it verifies one."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.core.cache import cache
from django.utils import timezone

from gamification.engines import openbadges as ob
from gamification.models import BadgeClass, Credential
from gamification.queries import credentials as queries
from gamification.services import sayings
from gamification.services.signing import signer

LIST_HOURS = 24
"""How long a copy of a status list may be gone by."""
SIGNED_AGAIN = 60 * 60
"""Seconds until a list is signed again though nothing changed in it."""


def issuer_text() -> str:
    """Who issues, with every public key there was: badges signed with an old one stay good."""
    keys = [(key.name, key.multibase, key.revoked_at) for key in queries.keys()]
    return _text(ob.issuer_page(sayings.issuer(), keys))


def achievement_text(badge: BadgeClass) -> str:
    slugs = [one.slug for one in badge.competencies.all()]
    return _text(ob.achievement_page(sayings.achievement(badge, badge.narrative, slugs, levels=False)))


def status_text(number: int) -> str | None:
    """A signed status list, None where there is none of that number. Raises Refused (no_key)."""
    if not queries.has_list(number):
        return None
    by, withdrawn = signer(), queries.withdrawn(number)
    # A withdrawal is for good, so their number says which ones they are.
    slot = f"badge-status:{number}:{by.key.name}:{len(withdrawn)}"
    if (text := cache.get(slot)) is None:
        at, issuer = timezone.now(), sayings.issuer()
        page = ob.status_list(
            sayings.address("status_list", number), issuer, withdrawn, at=at, hours=LIST_HOURS
        )
        text = ob.sign_list(page, by.pem, f"{issuer.id}#{by.key.name}", at=at)
        cache.set(slot, text, SIGNED_AGAIN)
    return text


def baked(credential: Credential, form: str) -> bytes:
    """A badge inside its picture. form: png or svg."""
    picture = sayings.picture(credential.award.badge, _level(credential))
    bake = ob.baked_png if form == "png" else ob.baked_svg
    return bake(picture, credential.document)


def known() -> ob.Known:
    """What this site verifies its own badges by: its public keys, and what it has withdrawn."""
    issuer = sayings.issuer()
    methods = {
        f"{issuer.id}#{key.name}": ob.Method(ob.public_pem(key.multibase), key.revoked_at is None, key.reason)
        for key in queries.keys()
    }
    return ob.Known({issuer.id: methods}, own=issuer.id, withdrawn=_withdrawn)


def _withdrawn(url: str) -> Collection[int] | None:
    start = sayings.address("status_list", 0).removesuffix("0/")
    number = url.removeprefix(start).removesuffix("/") if url.startswith(start) else ""
    if not (number.isascii() and number.isdigit() and len(number) < 10) or not queries.has_list(int(number)):
        return None
    return queries.withdrawn(int(number))


def _level(credential: Credential) -> str:
    """The level the badge itself says, by the award it was issued for."""
    result = json.loads(credential.document)["credentialSubject"].get("result")
    return credential.award.level if result else ""


def _text(page: dict) -> str:
    return json.dumps(page, ensure_ascii=False, indent=1)
