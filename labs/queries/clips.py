"""Where labs show clips."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Revision

from courses.models import Clip
from labs.models import Lab, Run
from labs.queries.pictures import names


def labs_with(clip: Clip) -> list[str]:
    """Titles of labs with a clip in them: published, drafted, or as somebody is in the middle of them."""
    titles = dict(Lab.objects.values_list("pk", "title"))
    kept = Q(pk__in=Lab.objects.values("latest_revision")) | Q(pk__in=Lab.objects.values("live_revision"))
    kept |= Q(pk__in=Run.objects.filter(finished_at__isnull=True).values("revision"))
    said = Revision.objects.filter(kept, content__task__icontains=str(clip.pk))
    found = {
        int(pk) for pk, content in said.values_list("object_id", "content") if names(content["task"], clip)
    }
    return sorted(titles[pk] for pk in found if pk in titles)
