"""Learning paths as the YAML that import_path reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from courses.exporting.refusal import ExportRefused
from courses.exporting.yaml import dumped
from courses.models import CoursePage, LearningPath, ModulePage
from courses.paths import Node


def export_paths(paths: Sequence[LearningPath]) -> str:
    """Two queries. Raises ExportRefused for a stop whose page was deleted."""
    pages = {page for path in paths for page in path.pages}
    named = {
        pk: {kind: slug}
        for kind, model in (("module", ModulePage), ("course", CoursePage))
        for pk, slug in model.objects.filter(pk__in=pages).values_list("pk", "slug")
    }
    return "\n".join(dumped([_path(path, named) for path in paths])) + "\n"


def _path(path: LearningPath, named: dict[int, dict[str, str]]) -> dict[str, Any]:
    try:
        stops = [_stop(node, named) for node in path.nodes]
    except (KeyError, IndexError) as error:
        gone = f"A stop of “{path.title}” names a page that was deleted. Mend the path in the studio first."
        raise ExportRefused(gone) from error
    facts: dict[str, Any] = {"slug": path.slug, "title": path.title}
    return {**facts, "crafts": path.crafts, "summary": path.summary, "live": path.live, "stops": stops}


def _stop(node: Node, named: dict[int, dict[str, str]]) -> dict[str, Any]:
    after = [{**named[need.page], "because": need.because} for need in node.after]
    if node.title:
        said = {"choose": node.needed, "title": node.title, "of": [named[page] for page in node.pages]}
    else:
        said = dict(named[node.pages[0]])
    return {**said, "after": after} if after else said
