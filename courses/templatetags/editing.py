"""What the editor shows again after each save of its own."""

from collections.abc import Mapping
from typing import Any

from django import template
from wagtail.models import Page

from courses.durations import in_words, timecode
from courses.models import ModulePage
from courses.panels import reading
from courses.queries import Times, real_times

register = template.Library()

FORMATS = {"read": "Reading", "watch": "Watching", "listen": "Listening"}


@register.inclusion_tag("courses/admin/clock_again.html", takes_context=True)
def clock_again(context: Mapping[str, Any], page: Page) -> dict[str, Any]:
    """The clock of a module as it was just saved; nothing for other pages."""
    return reading(page, context["request"].user) if isinstance(page, ModulePage) else {}


@register.inclusion_tag("courses/admin/times.html")
def times_of(module: ModulePage) -> dict[str, Any]:
    """How long people really take over what is published, beside the clock."""
    return {"times": [_told(times) for times in real_times([module])[module.pk]]}


def _told(times: Times) -> dict[str, Any]:
    return {
        "label": FORMATS.get(times.format, times.format),
        "median": timecode(times.median),
        "ninetieth": timecode(times.ninetieth),
        "expected": timecode(times.expected),
        "people": times.people,
        "alert": alert(times),
    }


def alert(times: Times) -> str:
    """What to do where people's time has left the estimate; empty where it has not."""
    if not times.drifts:
        return ""
    apart = in_words(abs(times.median - times.expected))
    if times.ratio > 1:
        return f"Half of them need {apart} more than the clock gives. Shorten it, or split it."
    return f"Half of them need {apart} less than the clock gives. Is there text that people skip?"
