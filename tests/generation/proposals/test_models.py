"""Real loading code on real files: the embeddings as they are shipped, and a tiny model of the tests' own."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from generation.engines import registry
from generation.engines.minilm import MiniLM, folder
from generation.honesty import sift
from generation.ports import EngineError, Kind
from tests.generation.proposals.writers import TEXTS, reading

pytestmark = pytest.mark.models
LESSON = reading(*TEXTS)


@pytest.fixture(scope="module")
def embedder():
    return MiniLM()


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    from tests.generation.proposals import tiny_model

    return tiny_model.write(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def suggestions(model):
    return writer(model).propose(LESSON, seed=3)


def writer(model, **options):
    from generation.engines.language import LanguageModel

    return LanguageModel(str(model), **{"budget": 60, **options})


def test_sentences_of_like_meaning_lie_close(embedder):
    vectors = embedder.embed(
        ["A lamp lights her face.", "Her face is lit by a lamp.", "Invoices are due on Monday."]
    )
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.8 > 0.3 > vectors[0] @ vectors[2]


def test_a_sentence_means_the_same_whatever_it_is_read_beside(embedder):
    alone = embedder.embed([TEXTS[0]])
    among = embedder.embed([TEXTS[0], " ".join(TEXTS * 3)])
    assert np.allclose(alone[0], among[0], atol=1e-5)


def test_another_file_than_the_published_one_is_never_loaded(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(EngineError, match="not the published"):
        MiniLM(str(tmp_path))


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(EngineError, match=str(tmp_path)):
        folder(str(tmp_path))


def test_a_language_model_answers_in_the_form_and_cites_this_lesson(suggestions):
    assert {one.kind for one in suggestions} == set(Kind)
    assert all(0 <= one.cites < len(LESSON.sentences) for one in suggestions)
    json.dumps([dict(one.content) for one in suggestions])


def test_what_a_model_makes_up_reaches_nobody(suggestions):
    kept, left = sift(suggestions, LESSON)
    assert kept == [] and sum(left.values()) == len(suggestions)


def test_the_same_seed_gives_the_same_and_another_gives_another(model, monkeypatch):
    from generation.engines import language

    monkeypatch.setattr(language, "FORMS", language.FORMS[:1])
    made = writer(model)
    assert made.propose(LESSON, seed=3) == made.propose(LESSON, seed=3) != made.propose(LESSON, seed=4)


def test_its_weights_are_known_by_their_digest(model, tmp_path):
    from tests.generation.proposals import tiny_model

    other = shutil.copytree(model, tmp_path / "other")
    assert writer(model).model == writer(other).model
    shutil.rmtree(other)
    changed = tiny_model.write(tmp_path / "changed", positions=4096, template="")
    assert len(writer(changed).model) == 64 and writer(changed).name == "changed"


def test_a_lesson_longer_than_the_model_reads_is_refused_in_words(tmp_path):
    from tests.generation.proposals import tiny_model

    short = tiny_model.write(tmp_path / "short", positions=512, template="")
    with pytest.raises(EngineError, match="too long for the model short") as refused:
        writer(short).propose(LESSON, seed=0)
    assert refused.value.code == "lesson_too_long"


def test_the_settings_choose_who_writes(model, embedder, settings, monkeypatch):
    monkeypatch.setattr(registry, "embedder", lambda: embedder)
    choose = registry.writer.__wrapped__
    assert choose().name == "Extractive"
    settings.GREENROOM_WRITER, settings.GREENROOM_WRITER_MODEL = "transformers", str(model)
    assert choose().name == "tiny"


@pytest.mark.parametrize("named", ["", "/nowhere/at/all"])
def test_a_model_that_is_not_there_is_said_so(named):
    with pytest.raises(EngineError, match="GREENROOM_WRITER_MODEL"):
        writer(named)


def test_a_folder_that_holds_no_model_is_said_so(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"no model")
    with pytest.raises(EngineError, match="lacks its config.json"):
        writer(tmp_path)
