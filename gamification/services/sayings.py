"""What a badge says, from the award and the choices of its learner, as the engine takes it."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from courses.models import Competency
from gamification.engines import openbadges as ob
from gamification.models import BadgeAward, BadgeClass, StatusEntry
from gamification.rules import LEVELS, Level
from gamification.rules.emblems import DRAWINGS


def address(route: str, *args: object) -> str:
    """The absolute address of a page of badges, under GREENROOM_BASE_URL."""
    return urljoin(f"{settings.WAGTAILADMIN_BASE_URL}/", reverse(f"gamification:{route}", args=args))


def badge_address(credential_id: uuid.UUID) -> str:
    """Where people look at an issued badge; also its id."""
    return address("credential_json", credential_id).removesuffix("credential.json")


def issuer() -> ob.Issuer:
    site = f"{settings.WAGTAILADMIN_BASE_URL}/"
    return ob.Issuer(address("issuer"), settings.WAGTAIL_SITE_NAME, site)


def achievement(badge: BadgeClass, criteria: str, slugs: Sequence[str], *, levels: bool) -> ob.Achievement:
    """criteria: in words. slugs: of the competencies it is about. levels: whether it says which."""
    return ob.Achievement(
        id=address("achievement", badge.slug),
        name=badge.name,
        description=badge.description,
        criteria=criteria,
        image=address("achievement_image", badge.slug),
        alignments=tuple(_alignment(one) for one in Competency.objects.filter(slug__in=slugs)),
        levels=tuple(ob.Level(one.value, one.label) for one in LEVELS) if levels else (),
    )


def facts(award: BadgeAward, *, evidence: Sequence[ob.Shown], name: bool, level: bool) -> ob.Facts:
    """What the badge of an award says, but for what is its own alone. name, level: whether they are shown."""
    reached = award.level if level else ""
    what = achievement(award.badge, award.criteria_words, award.competencies, levels=bool(reached))
    return ob.Facts(
        id="",
        issuer=issuer(),
        achievement=what,
        recipient=ob.Recipient(
            id="", email=award.user.email.lower(), salt="", name=str(award.user) if name else ""
        ),
        place=ob.Place("", 0),
        valid_from=award.awarded_at,
        valid_until=award.valid_until,
        level=reached,
        evidence=tuple(evidence),
    )


def of_its_own(facts: ob.Facts, credential_id: uuid.UUID, entry: StatusEntry) -> ob.Facts:
    """With the address, the salt, the name of the recipient and the place that no other badge has."""
    recipient = replace(
        facts.recipient,
        # One for each badge: by it, two badges cannot be told to be one person's.
        id=f"urn:uuid:{uuid.uuid5(credential_id, 'recipient')}",
        salt=secrets.token_urlsafe(16),
    )
    place = ob.Place(address("status_list", entry.number), entry.index)
    return replace(facts, id=badge_address(credential_id), recipient=recipient, place=place)


def picture(badge: BadgeClass, level: str = "") -> ob.Picture:
    """level: the one it says was reached, or empty."""
    return ob.Picture(
        name=badge.name,
        emblem=DRAWINGS[badge.emblem],
        studio=settings.WAGTAIL_SITE_NAME,
        level=Level(level).label if level else "",
        reached=LEVELS.index(Level(level)) + 1 if level else 1,
        of=len(LEVELS) if level else 1,
    )


def _alignment(competency: Competency) -> ob.Alignment:
    return ob.Alignment(
        name=competency.name,
        url=f"urn:uuid:{competency.identifier}",
        identifier=str(competency.identifier),
        framework=settings.WAGTAIL_SITE_NAME,
        description=competency.description,
    )
