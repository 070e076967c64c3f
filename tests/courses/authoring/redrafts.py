"""New drafts of a module, and what became of them."""

import copy

from courses.models import Change, ModulePage
from tests import lesson

MENDED = "Which line can anyone on the floor check?"


def fresh(module):
    return ModulePage.objects.get(pk=module.pk)


def raw(module):
    return copy.deepcopy(list(module.body.raw_data))


def redraft(module, change=None, **fields):
    """A new draft. change: takes the raw blocks and alters them."""
    draft = module.get_latest_revision_as_object()
    blocks = raw(draft)
    if change is not None:
        change(blocks)
        draft.body = ModulePage.body.field.stream_block.to_python(blocks)
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision()


def at(blocks, block_id):
    return next(one for one in blocks if one["id"] == block_id)


def ask_otherwise(blocks):
    at(blocks, lesson.SINGLE)["value"]["question"] = MENDED


def mend_a_text(blocks):
    next(one for one in blocks if one["type"] == "rich_text")["value"]["text"] = "<p>A brief is a list.</p>"


def said(module):
    """(kind, note, stated) of every published change, the newest first."""
    return list(Change.objects.filter(module=module.pk).values_list("kind", "note", "stated"))
