"""What the learners' Wagtail pages show of queries, and seconds in words."""

import uuid

from django import template

from courses import addresses, durations
from courses.completing import asked_for
from courses.models import CoursePage
from courses.queries import Overview, cards, lengths_of, overview, shelves, visible
from courses.steps import filled

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
    """One module before it is begun: its card, its clock, its media; what is left once it is."""
    request = context["request"]
    if getattr(request, "is_preview", False):
        found = Overview(cards(request.user, [module], [module.course], preview=True)[0])
    else:
        found = overview(request.user, module)
    card = found.card
    return {
        "card": card,
        "formats": card.outline.formats,
        "points": card.outline.points,
        "made": lengths_of(module),
        "asked_for": asked_for(module.requirements, filled(card.outline.steps, 0)),
        "left": found.left,
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


@register.simple_tag(takes_context=True)
def lab_door(context):
    """Where the lab of the block around opens: from a lesson, for its learner; else where authors try it."""
    value, module, block = context["value"], context.get("module"), context.get("block")
    if module is None or context.get("preview") or not getattr(block, "id", None):
        return value.url
    return value.door(module.slug, str(block.id))
