"""What the learners' Wagtail pages show of queries, and seconds in words."""

import uuid

from django import template

from courses import addresses, durations
from courses.models import Change, CoursePage
from courses.queries import Card, cards, made_seconds, shelves, unread_changes, visible

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
        "changed": changed_for(card),
        "formats": card.outline.formats,
        "points": card.outline.points,
        "watch": made_seconds(module),
        "competencies": [one.competency for one in module.competencies.select_related("competency")],
    }


@register.filter
def at(notes, block):
    """A learner's note at a block; None where they keep none there, or nobody reads."""
    return (notes or {}).get(str(block.id))


def changed_for(card: Card) -> list[Change]:
    """What its learner should hear of, without a query where the latest attempt is on what is published."""
    if card.attempt is None or card.attempt.revision_id == card.module.live_revision_id:
        return []
    return unread_changes(card.attempt)


@register.simple_tag
def client_key():
    """A key for an answer given without scripts; where they run, the browser makes one for each answer."""
    return uuid.uuid4()
