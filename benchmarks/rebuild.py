"""The demo's module made whole, then once more after one sentence was changed: what digests are worth."""

from collections.abc import Iterator

from django.core.management import call_command
from wagtail.models import Revision

from benchmarks.measuring import real_time, timed
from config.serving import prepare
from courses.models import ModulePage
from generation import pipeline, services

SLUG = "nine-elements-of-a-brief"


def run() -> Iterator[str]:
    prepare.database()
    call_command("load_demo", verbosity=0)
    module = ModulePage.objects.get(slug=SLUG)
    whole, programme, _ = _make(module, module.latest_revision)
    yield real_time("A whole module", programme, whole)
    again, programme, stages = _make(module, _changed(module))
    yield real_time("The same after one changed sentence", programme, again)
    yield f"A changed sentence against a whole module: 1 to {whole / again:.1f}; stages: {stages}"


def _make(module: ModulePage, revision: Revision) -> tuple[float, float, str]:
    """Seconds it took, seconds it lasts, seconds of each stage in words."""
    production = services.request_production(module=module, revision=revision)
    with timed() as watch:
        production = pipeline.finish(production)
    if not production.made:
        raise RuntimeError(production.reason)
    stages = ", ".join(f"{run.stage} {run.seconds:.1f} s" for run in production.runs.all())
    return watch.seconds, production.seconds or 0.0, stages


def _changed(module: ModulePage) -> Revision:
    """A draft with one sentence more, in its first text."""
    text = next(block for block in module.body if block.block_type == "rich_text")
    text.value["text"].source += "<p>Say it aloud once.</p>"
    return module.save_revision()
