"""Badges for tests, kept through the service that the admin uses."""

from gamification.models import BadgeClass
from gamification.services import keep_badge


def module(page=None, how="finished") -> dict:
    return {"type": "module", "value": {"how": how, "module": page.pk if page else None}}


def course(page) -> dict:
    return {"type": "course", "value": {"course": page.pk}}


def level(name="apprentice", competency=None, number=1) -> dict:
    pk = competency.pk if competency else None
    return {"type": "level", "value": {"level": name, "competency": pk, "number": number}}


def lab(number=1, context="") -> dict:
    return {"type": "lab", "value": {"number": number, "context": context}}


def badge(*conditions: dict, name: str = "Brief writer", **fields) -> BadgeClass:
    words = {"name": name, "description": "Briefs that hold on set.", **fields}
    return keep_badge(badge=BadgeClass(conditions=list(conditions), **words))
