"""What a phrase may be about is suggested once a worker has looked; the page is whole without it."""

import numpy as np
import pytest
from django.core.cache import cache
from django.urls import reverse

from generation.ports import EngineError
from labs.prompt import nearness
from labs.services import hints as service
from labs.services import make_hint
from tests.labs.prompt.desk import SOME, check

TEXT = f"{SOME} the shine of something."


class Alike:
    """Finds one phrase like what people write of lighting, and all else like nothing."""

    def embed(self, texts):
        return np.array(
            [[1.0, 0.0] if "shine of" in text or "shines from" in text else [0.0, 0.1] for text in texts]
        )


@pytest.fixture
def version(run):
    cache.clear()
    return check(run, TEXT)


@pytest.fixture
def sent(monkeypatch):
    found = []
    monkeypatch.setattr(service.current_app, "send_task", lambda name, args: found.append((name, args)))
    return found


@pytest.fixture
def fragment(browser, run):
    address = reverse("labs:prompt_hint", args=[run.pk, 1])
    return lambda query="": browser.get(f"{address}{query}").text


def test_the_page_asks_once_for_a_hint_and_waits_for_it(version, fragment, sent, page):
    assert reverse("labs:prompt_hint", args=[version.run_id, 1]) in page()
    assert "?tries=1" in fragment() and "?tries=1" in fragment() and "?tries=8" in fragment("?tries=7")
    assert sent == [("labs.hint", [version.pk])]


def test_where_nobody_looks_it_gives_up_and_says_nothing(version, fragment, sent):
    assert fragment("?tries=15").strip() == ""
    assert sent == []


def test_a_suggestion_names_the_phrase_and_changes_no_grade(version, fragment, monkeypatch):
    monkeypatch.setattr(service.registry, "embedder", Alike)
    make_hint(version_id=version.pk)
    text = fragment()
    assert "the shine of something”</span> may be about lighting." in text and "hx-get" not in text
    version.refresh_from_db()
    assert not version.found["elements"]["lighting"]["covered"]


def test_nothing_to_suggest_is_no_more_waiting(version, fragment, monkeypatch):
    monkeypatch.setattr(service.registry, "embedder", Alike)
    monkeypatch.setattr(nearness, "NEAR", 2.0)
    make_hint(version_id=version.pk)
    assert fragment().strip() == ""


def test_a_machine_without_embeddings_says_so_in_its_log(version, fragment, sent, monkeypatch, caplog):
    def missing():
        raise EngineError("engine_missing", "This machine has no embeddings.")

    monkeypatch.setattr(service.registry, "embedder", missing)
    make_hint(version_id=version.pk)
    assert "This machine has no embeddings." in caplog.text
    assert "?tries=1" in fragment()


def test_phrases_are_what_stands_between_stops_without_headings():
    assert nearness.phrases("Mood: very calm, yes.\nA lamp shines; no") == ["very calm", "A lamp shines"]


def test_every_element_has_prototypes():
    assert len(nearness.prototypes()) == 36
