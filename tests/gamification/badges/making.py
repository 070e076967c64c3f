"""Badges for tests, kept through the service that the admin uses."""

from gamification.models import BadgeAward, BadgeClass, Credential
from gamification.services import keep_badge
from gamification.services.sharing import share_badge


def module(page=None, how="finished") -> dict:
    return {"type": "module", "value": {"how": how, "module": page.pk if page else None}}


def course(page) -> dict:
    return {"type": "course", "value": {"course": page.pk}}


def level(name="apprentice", competency=None, number=1) -> dict:
    pk = competency.pk if competency else None
    return {"type": "level", "value": {"level": name, "competency": pk, "number": number}}


def lab(number=1, context="") -> dict:
    return {"type": "lab", "value": {"number": number, "context": context}}


def shown_badge(user, page) -> Credential:
    """A badge of somebody's that whoever has its address may see."""
    asked = BadgeClass.objects.filter(name="Night work").first() or badge(module(page), name="Night work")
    told = {"reason": "Finished it.", "rule": "night-work/1", "module": page, "valid_until": None}
    award, _ = BadgeAward.objects.get_or_create(user=user, badge=asked, defaults=told)
    return share_badge(award=award, public=True, name=True, level=True)


def badge(*conditions: dict, name: str = "Brief writer", **fields) -> BadgeClass:
    words = {"name": name, "description": "Briefs that hold on set.", **fields}
    return keep_badge(badge=BadgeClass(conditions=list(conditions), **words))
