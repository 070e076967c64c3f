"""The nine elements of a brief, in the order in which people read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """key: kept in evidence, never changed. label, says: for the interface."""

    key: str
    label: str
    says: str


NINE = (
    Element("subject", "Subject", "Who or what the picture is of."),
    Element("mood", "Mood", "The feeling the picture is to give."),
    Element("style", "Style", "Its visual manner or medium."),
    Element("camera", "Camera", "Shot size, angle, framing, lens, focus or movement."),
    Element("lighting", "Lighting", "Where the light comes from, how hard it is, its contrast or colour."),
    Element("environment", "Environment", "Where and when: place, weather, season, hour or period."),
    Element("texture", "Texture", "How surfaces, or the image itself, feel."),
    Element("genre", "Genre", "The kind of story or programme."),
    Element("restrictions", "Restrictions", "What must not appear or happen."),
)
ELEMENTS = tuple(element.key for element in NINE)
