"""The demo's media: made once and approved for show; after that, people decide."""

import inspect

import pytest

from config.serving import demo_media
from courses.models import MediaSet
from generation import pipeline
from generation.engines import registry
from generation.models import Production, State
from generation.services import review
from tests.generation import fakes

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(module, reviewer, monkeypatch, tmp_path):
    """Start the demo, of which `module` is the only lesson. Returns what was said."""
    engines = fakes.Engines()
    for name, engine in inspect.getmembers(engines, inspect.ismethod):
        monkeypatch.setattr(registry, name, engine)
    lesson = tmp_path / "courses" / "pictures" / "light.md"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(f"---\nslug: {module.slug}\n---\n")
    lesson.with_name("course.md").write_text("---\nmodules: [light]\n---\n")
    monkeypatch.setattr(demo_media, "FIXTURES", tmp_path)
    monkeypatch.setattr(demo_media, "_reviewer", lambda: reviewer)

    def run() -> str:
        said = []
        demo_media.make(said.append, lambda stage, done, total: None)
        return "\n".join(said)

    run.engines = engines
    return run


def test_the_first_media_are_made_and_approved(start, module):
    assert "Approved as" in start()
    assert MediaSet.objects.filter(module=module).exists()
    assert start() == ""


def test_a_later_revision_waits_for_a_person(start, module, author):
    start()
    changed = type(module).objects.get(pk=module.pk)
    changed.title = "Changed by a person"
    changed.save_revision(user=author).publish(user=author)
    production = Production.objects.get(revision_id=changed.latest_revision_id)
    pipeline.finish(production, engines=start.engines)
    start()
    production.refresh_from_db()
    assert production.state == State.AWAITING_REVIEW


def test_what_nobody_foresaw_is_told_and_the_demo_starts(start):
    start.engines.speech().fails_at, start.engines.speech().error = "gaffer", RuntimeError("no")
    assert "It could not be made: Something went wrong" in start()


def test_media_the_reviewer_may_not_approve_wait(start, monkeypatch):
    monkeypatch.setattr(review, "why_not", lambda production, by: "You wrote part of this.")
    assert "It waits for review: You wrote part of this." in start()
