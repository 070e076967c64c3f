"""Where clips are shown."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q
from wagtail.models import Revision

from courses.models import Attempt, Clip, ModulePage
from courses.queries.access import shows

USED_ELSEWHERE: list[Callable[[Clip], list[str]]] = []
"""clip -> titles of what shows it in an app above. They append when ready."""


def titles_showing(clip: Clip) -> list[str]:
    """Of lessons that have a clip in them, then of what apps above show it in."""
    lessons = [one.get_admin_display_title() for one in modules_showing(clip)]
    return [*lessons, *(title for titles in USED_ELSEWHERE for title in titles(clip))]


def modules_showing(clip: Clip) -> list[ModulePage]:
    """Modules with a clip in them: published, drafted, scheduled, or as somebody is in the middle of them."""
    modules = {str(one.pk): one for one in ModulePage.objects.defer("body").order_by("title")}
    kept = Q(pk__in=ModulePage.objects.values("latest_revision"))
    kept |= Q(pk__in=ModulePage.objects.values("live_revision")) | Q(approved_go_live_at__isnull=False)
    kept |= Q(pk__in=Attempt.objects.values("revision"))
    said = Revision.page_revisions.filter(kept, object_id__in=modules).values_list("object_id", "content")
    return sorted({modules[pk] for pk, content in said if shows(content, clip)}, key=lambda one: one.title)
