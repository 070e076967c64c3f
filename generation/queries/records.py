"""Records of clips: who may see and describe them, and the search."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from courses.models import Clip
from generation.models import ClipRecord
from generation.queries.productions import may_make


@dataclass(frozen=True)
class Search:
    """words: anywhere in title, description, people, objects. pace: cuts a minute. loudness: LUFS."""

    words: str = ""
    people: str = ""
    emotion: str = ""
    kind: str = ""
    pace_from: float | None = None
    pace_to: float | None = None
    loudness_from: float | None = None
    loudness_to: float | None = None

    def of(self, records: QuerySet[ClipRecord]) -> QuerySet[ClipRecord]:
        for word in self.words.split():
            fields = ("media__module__title", "clip__title", "scene", "people", "objects_seen")
            anywhere = Q()
            for field in fields:
                anywhere |= Q(**{f"{field}__icontains": word})
            records = records.filter(anywhere)
        wanted = {
            "people__icontains": self.people.strip(),
            "emotion": self.emotion,
            "kind": self.kind,
            "pace__gte": self.pace_from,
            "pace__lte": self.pace_to,
            "integrated__gte": self.loudness_from,
            "integrated__lte": self.loudness_to,
        }
        return records.filter(**{name: value for name, value in wanted.items() if value not in ("", None)})


def records_for(user) -> QuerySet[ClipRecord]:
    """Records someone may look at: all for authors, reviewers and L&D admins, none for others."""
    if not has_role(user, AUTHORS, REVIEWERS, LD_ADMINS):
        return ClipRecord.objects.none()
    return ClipRecord.objects.select_related("media__module", "clip", "declared_by__wagtail_userprofile")


def may_describe(user, record: ClipRecord) -> bool:
    """Whoever may edit the lesson or the clip, among authors and L&D admins."""
    if record.media:
        return may_make(user, record.media.module)
    policy = policy_registry.get_by_type(Clip)
    may = policy.user_has_permission_for_instance(user, "change", record.clip)
    return bool(has_role(user, AUTHORS, LD_ADMINS) and may)
