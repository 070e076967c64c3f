"""Who wrote what of a lesson, read from its revisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from wagtail.models import Revision

from accounts.models import User
from courses.narration import CLOSING, OPENING
from generation.models import Mend, Production
from generation.queries.passages import Passage

OWN, MENDED = "You wrote this passage.", "You mended this passage."
"""Why somebody may not approve a passage."""


def written_by(production: Production, user: User) -> frozenset[str]:
    """Ids of the blocks that stand as this person wrote them: who last changed one is its writer.

    Title and objective count as OPENING, the key points as CLOSING. One query for whoever wrote nothing.
    """
    revision = production.revision
    history = Revision.objects.filter(
        base_content_type=revision.base_content_type_id,
        object_id=revision.object_id,
        created_at__lte=revision.created_at,
    )
    if not history.filter(user=user).exists():
        return frozenset()
    wanted = _texts(revision.content)
    open_ids, writers = set(wanted), {}
    newest_first = history.order_by("-created_at", "-pk").values_list("user_id", "content")
    for user_id, content in newest_first.iterator(chunk_size=20):
        texts = _texts(content)
        open_ids = {name for name in open_ids if texts.get(name) == wanted[name]}
        writers.update(dict.fromkeys(open_ids, user_id))
        if not open_ids:
            break
    return frozenset(name for name, writer in writers.items() if writer == user.pk)


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    """What each block says, by its id, comparable from revision to revision."""
    body = content.get("body") or "[]"
    blocks = json.loads(body) if isinstance(body, str) else body
    points = [point.get("text") for point in content.get("key_points") or []]
    said = {block.get("id"): [block.get("type"), block.get("value")] for block in blocks}
    said |= {OPENING: [content.get("title"), content.get("objective")], CLOSING: points}
    return {name: json.dumps(one, sort_keys=True) for name, one in said.items() if name}


class Authorship:
    """Whether a passage of a production is this person's own, so that another must approve it."""

    def __init__(self, production: Production, user: User) -> None:
        self.blocks: frozenset[str] = frozenset()
        self.mends: frozenset[str] = frozenset()
        if settings.GREENROOM_ALLOW_SELF_REVIEW:
            return
        self.blocks = written_by(production, user)
        mends = Mend.objects.filter(module_id=production.module_id, mended_by=user)
        self.mends = frozenset(mends.values_list("source", flat=True))

    def of(self, passage: Passage) -> str:
        """In words why a passage is theirs; empty where it is not."""
        if passage.mended and passage.source in self.mends:
            return MENDED
        return OWN if passage.block_id in self.blocks else ""
