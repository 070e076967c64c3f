"""A language model tells a passage: real loading code on tiny models that have learned nothing."""

import json
import shutil

import pytest

from generation import pipeline, services
from generation.engines import narrator, registry
from generation.engines.narrator import WAYS, SpokenWords, answer_schema
from generation.models import State, Wording
from generation.ports import EngineError
from generation.queries.passages import passages_of
from tests import factories
from tests.lesson import block, single

pytestmark = pytest.mark.models
OWN = ["Ask for twelve frames.", "A brief is a list."]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    from tests.generation.proposals import tiny_model

    return tiny_model.write(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def spoiled(model, tmp_path):
    """A copy of the model with something wrong with it."""

    def spoil(*, without=(), config=None, weights=None):
        copy = shutil.copytree(model, tmp_path / "spoiled")
        for name in without:
            (copy / name).unlink()
        if config:
            at = copy / "config.json"
            at.write_text(json.dumps(json.loads(at.read_text()) | config))
        if weights:
            at = copy / "model.safetensors"
            at.write_bytes(weights(at.read_bytes()))
        return str(copy)

    return spoil


def tell(folder, sentences=OWN, seed=1):
    return SpokenWords(str(folder)).tell(sentences, most_words=20, seed=seed)


def test_it_tells_a_passage_in_several_ways_each_citing_its_sentences(model):
    ways = tell(model)
    assert 1 <= len(ways) <= WAYS
    assert all(line.text and line.cites in (0, 1) for lines in ways for line in lines)


def test_the_same_seed_tells_the_same_and_another_something_else(model):
    first, again, other = (tell(model, OWN[:1], seed) for seed in (3, 3, 4))
    assert first == again != other


def test_a_citation_can_be_nothing_but_a_sentence_of_the_passage():
    line = answer_schema(2, 5)["properties"]["lines"]["items"]["properties"]
    assert line["cites"] == {"enum": ["s1", "s2"]}


def test_its_identity_is_that_of_its_files_and_prompts_and_loads_nothing(model, tmp_path):
    one, copy = SpokenWords(str(model)), shutil.copytree(model, tmp_path / "copy")
    assert dict(one.identity()) == dict(SpokenWords(str(copy)).identity())
    (copy / "chat_template.jinja").write_text("{{ messages[1].content }}")
    assert one.identity() != SpokenWords(str(copy)).identity()
    assert one.identity()["model"] == one.model and one.device == "cpu"


@pytest.mark.parametrize(
    "lacking, told", [("tokenizer.json", "has no tokenizer"), ("config.json", "config.json")]
)
def test_a_folder_without_all_of_a_model_is_said_so_before_it_is_loaded(spoiled, lacking, told):
    with pytest.raises(EngineError, match=told) as refused:
        SpokenWords(spoiled(without=[lacking]))
    assert refused.value.code == "model_broken"


@pytest.mark.parametrize(
    "spoil, told",
    [
        ({"config": {"hidden_size": 32, "head_dim": 8}}, "cannot be used"),
        ({"config": {"num_hidden_layers": 2}}, "its weights lack"),
        ({"config": {"vocab_size": 100}}, "cannot be used"),
        ({"weights": lambda whole: whole[: len(whole) // 2]}, "cannot be used"),
        ({"weights": lambda whole: whole[:-1000] + b"\xff" * 1000}, "cannot be used"),
    ],
    ids=["other shapes", "missing layers", "smaller vocabulary", "cut off", "no numbers"],
)
def test_weights_that_do_not_fit_are_never_made_up(spoiled, spoil, told):
    with pytest.raises(EngineError, match=told) as refused:
        tell(spoiled(**spoil))
    assert refused.value.code == "model_broken"


def test_a_passage_longer_than_the_model_reads_is_refused_in_words(spoiled):
    with pytest.raises(EngineError, match="too long for the model spoiled") as refused:
        tell(spoiled(config={"max_position_embeddings": 512}))
    assert refused.value.code == "lesson_too_long"


@pytest.mark.parametrize(
    "name, room, landing, told",
    [("never closes its JSON", -1, 1, "did not come to an end"), ("says nothing", -3.2, 200, "said nothing")],
)
def test_an_answer_that_is_none_is_an_error(model, monkeypatch, name, room, landing, told):
    monkeypatch.setattr(narrator, "ROOM", room)
    monkeypatch.setattr(narrator, "LANDING", landing)
    with pytest.raises(EngineError, match=told) as failed:
        tell(model)
    assert failed.value.code == "writer_failed" and "Ask for twelve frames" in failed.value.message


def test_what_no_text_can_hold_is_left_out():
    line = {"text": "Ask\u0000 for\ud800\n twelve  frames.", "cites": "s1"}
    assert narrator._spoken([{"lines": [line]}], OWN)[0][0].text == "Ask for twelve frames."


def test_too_little_memory_is_said_in_words(model, monkeypatch):
    import torch
    from transformers import LlamaForCausalLM

    def full(self, **inputs):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 9 GiB.")

    monkeypatch.setattr(LlamaForCausalLM, "forward", full)
    with pytest.raises(EngineError, match="too little memory for the model tiny") as failed:
        tell(model)
    assert failed.value.code == "too_little_memory"


def test_without_a_language_model_nobody_narrates(settings, model):
    choose = registry.narrator.__wrapped__
    with pytest.raises(EngineError, match="own words spoken"):
        choose()
    settings.GREENROOM_WRITER, settings.GREENROOM_WRITER_MODEL = "transformers", str(model)
    assert choose().name == "tiny"


@pytest.mark.django_db
def test_a_lesson_told_by_a_real_model_reaches_its_reviewer_flagged(model, course, author, engines, settings):
    """A model that has learned nothing says nothing of the author's: all of it is flagged, none is lost."""
    settings.GREENROOM_WRITER = "transformers"
    engines.narrator = lambda: SpokenWords(str(model))
    text = "Ask for twelve frames before you change a word."
    told = block("rich_text", {"text": f"<p>{text}</p>", "purpose": "teach"})
    module = factories.module(course, owner=author, body=[told, single()])
    services.choose_narration(module=module, wording=Wording.MODEL, by=author)
    made = pipeline.finish(module.productions.get(), engines=engines)
    assert made.state == State.AWAITING_REVIEW, made.reason
    [reworded] = [one for one in passages_of(made) if one.reworded]
    assert reworded.flags and {flag["cites"] for flag in reworded.flags} == {text}
