"""The sheet of a lesson whose author named no key points."""

import dataclasses
from pathlib import Path

import pytest

from generation.ports import EngineError, Sentence
from generation.stages import reference
from generation.stages.contract import Context, Source
from tests.generation import fakes, told

TOLD = told.TOLD[:5]


@pytest.fixture
def context(tmp_path):
    sentences = tuple(Sentence("block", text) for text in TOLD)
    source = Source("Light", "Course", "Brief light.", key_points=(), narrated=(), sentences=sentences)
    return Context(source, fakes.Engines(), fakes.Shelf(), Path(tmp_path))


def test_its_lines_are_sentences_of_the_lesson_in_their_order_and_say_who_chose_them(context):
    facts = reference.dated_sheet(context)
    assert facts["chosen"] and facts["key_points"]
    assert facts["key_points"] == [text for text in TOLD if text in facts["key_points"]]
    assert "It is not a wish." not in facts["key_points"], "it says nothing by itself"
    assert "chosen by software" in reference.as_html(facts)


@pytest.fixture
def no_embeddings(context, monkeypatch):
    """From when it is called."""

    def missing():
        raise EngineError("engine_missing", "This machine has no embeddings.")

    return lambda: monkeypatch.setattr(context.engines, "embedder", missing)


def test_they_are_chosen_once(context, no_embeddings):
    first = reference.dated_sheet(context)
    no_embeddings()
    assert reference.dated_sheet(context) == first


def test_the_authors_own_points_are_never_replaced(context, no_embeddings):
    no_embeddings()
    context.source = dataclasses.replace(context.source, key_points=("Say where it stands.",))
    facts = reference.dated_sheet(context)
    assert (facts["key_points"], facts["chosen"]) == (["Say where it stands."], False)


def test_without_embeddings_it_says_so_and_invents_nothing(context, no_embeddings):
    no_embeddings()
    with pytest.raises(EngineError, match="key points"):
        reference.dated_sheet(context)


def test_another_sentence_is_another_sheet(context):
    before = reference.digest(context)
    other = (*context.source.sentences, Sentence("block", "The lamp stands behind her, frame left."))
    context.source = dataclasses.replace(context.source, sentences=other)
    assert reference.digest(context) != before


def test_a_brand_is_part_of_the_sheet_and_where_its_files_lie_is_not(context):
    before = reference.digest(context)
    logo = {"sha256": "1", "alt": "x", "path": "/one"}
    context.source = dataclasses.replace(context.source, brand={"paper_logo": logo})
    branded = reference.digest(context)
    context.source = dataclasses.replace(context.source, brand={"paper_logo": logo | {"path": "/two"}})
    assert reference.digest(context) == branded != before
