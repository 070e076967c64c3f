"""What changed in a module since somebody began it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses import services
from courses.addresses import above, address
from courses.models import Change, ModulePage
from courses.queries import changes_since, outlines, sitting_in, with_sizes
from courses.steps import Step, blocks_at
from courses.views.gate import module_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def changed(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """The steps that changed, to read; nothing is kept of it. POST puts away what is said elsewhere."""
    sitting = sitting_in(request.user, module_slug)
    module = sitting.module if sitting else module_or_404(request, module_slug)
    if request.method == "POST":
        services.put_changes_away(user=request.user, module=module)
        return redirect(address(module.url_path))
    told = changes_since(sitting.attempt) if sitting else []
    if sitting is None or not told:
        return redirect(address(module.url_path))
    context = {
        "module": module,
        "module_url": address(module.url_path),
        "course": sitting.course,
        "course_url": address(above(module.url_path)),
        "finished": sitting.attempt.completed_at is not None,
        "told": told,
        "parts": _parts(module, told),
    }
    return render(request, "courses/changed.html", context)


def _parts(module: ModulePage, told: list[Change]) -> list[dict[str, Any]]:
    """Each step with something new in it: its number, its name, the blocks to read, whether it asks."""
    new = {block_id for one in told for block_id in one.blocks}
    steps = [one for one in outlines([module])[module.pk].steps if new.intersection(one.block_ids)]
    return [_part(module, step, new) for step in steps]


def _part(module: ModulePage, step: Step, new: set[str]) -> dict[str, Any]:
    blocks = blocks_at(module.body, new.intersection(step.block_ids))
    read = [one for one in blocks if not one.block.asks and not one.block.draws]
    with_sizes(read)
    return {"step": step, "blocks": read, "asks": len(read) < len(blocks)}
