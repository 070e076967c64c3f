"""The demo's clips are what the demo says of them."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from config.demo.labs import load_labs
from courses.models import Clip
from generation.engines import registry
from generation.models import ClipRecord, RecordState
from labs.models import Lab

DEMO = Path(settings.BASE_DIR, "fixtures/demo")
SAID = yaml.safe_load((DEMO / "labs/four-clips.yaml").read_text())["clips"]


@pytest.mark.parametrize("name", SAID)
def test_what_the_demo_says_was_measured_is_what_the_meter_says(name):
    path = DEMO / "clips" / SAID[name]["file"]
    found, told = registry.measure(path, picture=True), SAID[name]["measured"]
    assert (found.engine, found.pace()) == (told["engine"], pytest.approx(told["pace"], abs=0.1))
    assert found.seconds == pytest.approx(told["seconds"], abs=0.05)
    for measured, kept in (
        (found.integrated, "integrated"),
        (found.true_peak, "true_peak"),
        (found.loudness_range, "loudness_range"),
    ):
        assert measured == pytest.approx(told[kept], abs=0.2)
    assert path.stat().st_size < 150_000


def test_the_demo_loads_its_clips_once_and_measures_nothing(home, author, monkeypatch):
    monkeypatch.setattr(registry, "measure", lambda *_, **__: pytest.fail("the web measures nothing"))
    assert "four-clips" in load_labs(author)
    assert Lab.objects.get(slug="four-clips").live
    assert set(ClipRecord.objects.values_list("state", flat=True)) == {RecordState.DONE}
    assert ClipRecord.objects.get(clip__title="The door at the end").emotion == "tense"
    Lab.objects.get(slug="four-clips").delete()
    load_labs(author)
    assert Clip.objects.count() == len(SAID) == 4
