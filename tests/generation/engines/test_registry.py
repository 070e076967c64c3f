"""Engines by settings."""

import subprocess
import sys

import pytest

from generation.engines import registry
from generation.engines.espeak import ESpeak
from generation.engines.piper import Piper
from generation.ports import EngineError
from tests.generation.engines import tone_voice


@pytest.fixture(autouse=True)
def fresh():
    engines = (registry.speech, registry.slides, registry.reference, registry.sound, registry.video)
    for engine in engines:
        engine.cache_clear()
    yield
    for engine in engines:
        engine.cache_clear()


def test_espeak_speaks_unless_told_otherwise():
    assert isinstance(registry.speech(), ESpeak)


def test_piper_speaks_where_the_settings_say_so(settings, tmp_path):
    settings.GREENROOM_SPEECH = "piper"
    settings.GREENROOM_PIPER_VOICES = {"narrator": tone_voice.write(tmp_path)}
    assert isinstance(registry.speech(), Piper)


def test_an_unknown_voice_engine_says_what_to_set(settings):
    settings.GREENROOM_SPEECH = "parrot"
    with pytest.raises(EngineError, match="GREENROOM_SPEECH"):
        registry.speech()


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    for module in ("slides", "typesetting"):
        monkeypatch.delitem(sys.modules, f"generation.engines.{module}", raising=False)
    with pytest.raises(EngineError, match="Install typst") as caught:
        registry.slides()
    assert caught.value.code == "engine_missing"


def test_an_engine_is_built_once():
    assert registry.video() is registry.video()


@pytest.mark.parametrize("name", ["speech", "slides", "reference", "sound", "video"])
def test_every_engine_says_what_it_is(name):
    engine = getattr(registry, name)()
    assert engine.name
    assert engine.version


def test_asking_for_nothing_loads_no_vendor_library():
    vendors = "('av', 'typst', 'piper', 'onnx', 'numpy')"
    code = f"import sys, generation.engines.registry; print([n for n in {vendors} if n in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_an_engine_is_built_once_in_a_process_however_many_pieces_ask_for_it():
    for engine in (registry.speech, registry.slides, registry.reference, registry.sound, registry.video):
        assert engine() is engine()
