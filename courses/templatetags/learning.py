"""What the learners' Wagtail pages show of queries, and seconds in words."""

import uuid

from django import template

from courses import addresses, durations
from courses.models import CoursePage
from courses.queries import cards, made_seconds, shelves, visible

register = template.Library()

register.filter("address", addresses.address)
register.filter("duration", durations.in_words)
register.filter("minutes", durations.in_minutes)
register.filter("seekable", durations.seekable)
register.filter("timecode", durations.timecode)


@register.simple_tag(takes_context=True)
def shelves_under(context, catalogue):
    """The courses of a catalogue with their modules as cards."""
    user = context["request"].user
    return shelves(user, visible(CoursePage.objects.child_of(catalogue), user).order_by("path"))


@register.simple_tag(takes_context=True)
def shelf_of(context, course):
    return shelves(context["request"].user, [course])[0]


@register.simple_tag(takes_context=True)
def overview_of(context, module):
    """One module before it is begun: its card, its clock, its media."""
    request = context["request"]
    card = cards(request.user, [module], [module.course], preview=getattr(request, "is_preview", False))[0]
    return {
        "card": card,
        "formats": card.outline.formats,
        "points": card.outline.points,
        "watch": made_seconds(module),
        "competencies": [one.competency for one in module.competencies.select_related("competency")],
    }


@register.filter
def at(notes, block):
    """A learner's note at a block; None where they keep none there, or nobody reads."""
    return (notes or {}).get(str(block.id))


@register.simple_tag
def client_key():
    """A key for an answer given without scripts; where they run, the browser makes one for each answer."""
    return uuid.uuid4()
