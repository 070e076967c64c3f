"""What nobody meant to be spoken, through the whole line with the engines of the house."""

from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest
import webvtt
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from PIL import Image

from courses.models import KeyPoint
from generation import pipeline
from generation.engines.provenance import inspect
from generation.models import Production, State, production_storage
from generation.provenance import Verdict
from generation.queries import outputs_of, script_of, slide_names
from tests import factories
from tests.kills.line import finished
from tests.lesson import block, single

HEBREW, ARABIC = "שלום עולם.", "مرحبا بالجميع."
WORD = "k" * 4000
SIGNS = [["✅", "❌", ""], ["§", "¶", "‡"], ["", "→", ""], ["≥", "≤", "×"]]
STRANGE = (
    "<p>Lights 💡 on, ✅ done, 👩‍🎬 happy.</p>",
    f"<p>{HEBREW}</p>",
    f"<p>{ARABIC}</p>",
    "<p>It says שקט here.</p>",
    "<p>🎬🎬</p><p>→ ≥ ×</p><p>“…” — !?</p>",
)


def _text(words):
    return block("rich_text", {"text": words, "purpose": "teach"}, words[:30])


def _table(name, rows):
    grid = {"data": rows, "first_row_is_table_header": True, "table_header_choice": "row"}
    return block("table", {"caption": name, "table": grid, "purpose": "teach"}, name)


def _body(last):
    numbers = [[f"M{column}" for column in range(12)], [str(column) for column in range(12)]]
    strange = [_text(words) for words in STRANGE]
    return [*strange, _table("Signs", SIGNS), _table("Meters", numbers), _text(last), single()]


def _published(module, body):
    page = module.specific_class.objects.get(pk=module.pk)
    page.body = page.body.stream_block.to_python(body)
    page.key_points = [KeyPoint(text=one) for one in (HEBREW, "🔥🔥", "Use ✅ and ❌.")]
    revision = page.save_revision()
    revision.publish()
    return Production.objects.get(revision=revision)


@pytest.fixture(scope="module")
def strange(django_db_setup, django_db_blocker, tmp_path_factory):
    """A lesson of all that, first with the word as prose, then, as its reason says, as code."""
    folder, storages = tmp_path_factory.mktemp("store"), dict(settings.STORAGES)
    for alias in ("default", "productions"):
        options = storages[alias]["OPTIONS"] | {"location": str(folder / alias)}
        storages[alias] = storages[alias] | {"OPTIONS": options}
    with django_db_blocker.unblock(), override_settings(STORAGES=storages), transaction.atomic():
        body = _body(f"<p>{WORD}</p>")
        module = factories.module(body=body, title="שלום 🎬", objective="Say צד.")
        failed = pipeline.finish(module.productions.get())
        before = finished()
        made = pipeline.finish(_published(module, _body(f"<pre>{WORD}</pre>")))
        path = production_storage().path
        yield SimpleNamespace(
            failed=failed,
            before=before,
            made=made,
            after=finished(),
            script=script_of(made),
            files={kind: path(one.file.name) for kind, one in outputs_of(made).items() if one.file},
            slides=[path(name) for name in slide_names(made)],
            captions=outputs_of(made)["captions"].meta,
        )
        transaction.set_rollback(True)


def test_a_word_of_four_thousand_letters_is_named_and_what_else_was_spoken_is_kept(strange):
    assert (strange.failed.state, strange.failed.reason_code) == (State.FAILED, "word_too_long")
    assert "one word of 4001 letters" in strange.failed.reason and "show it as code" in strange.failed.reason
    assert strange.made.state == State.AWAITING_REVIEW, strange.made.reason
    spoken = {name for name, one in strange.before.items() if one.stage == "speech"}
    assert len(spoken) >= 6
    assert strange.before.items() <= strange.after.items(), "nothing is made twice"


def test_nobody_says_what_is_signs_alone(strange):
    silent = [line["text"] for one in strange.script for line in one["lines"] if not line["spoken"]]
    assert "✅: ≥; ❌: ≤; ×." in silent
    cues = [cue.text for cue in webvtt.read(strange.files["captions"])]
    assert all(any(map(str.isalnum, cue)) for cue in cues), "no cue is empty, or signs alone"
    assert any("💡" in cue and "✅" in cue for cue in cues), "captions show what its author wrote"


def test_hebrew_and_arabic_are_read_and_not_spelled(strange):
    assert strange.captions["level"] == "word"
    for text in (HEBREW, ARABIC):
        cue = next(one for one in strange.captions["cues"] if one["text"] == text)
        assert 0.8 < cue["end"] - cue["start"] < 3, "spelled, it takes three seconds a word"


def test_every_passage_has_a_slide_and_every_file_its_seal(strange):
    assert len(strange.slides) == len(strange.script)
    assert all(Image.open(path).size == (1920, 1080) for path in strange.slides)
    for kind in ("audio", "video", "recap", "reference_pdf", "reference_letter"):
        assert inspect(Path(strange.files[kind])).verdict is Verdict.TEST, kind


def test_the_sheet_shows_signs_in_place_of_pictographs_and_no_empty_point(strange):
    sheet = pypdfium2.PdfDocument(strange.files["reference_pdf"])
    text = sheet[0].get_textpage().get_text_range()
    assert len(sheet) == 1
    assert "Use ✔ and ✘." in text and "🔥" not in text
    assert "עולם" in text or "םלוע" in text, "readers of PDF give letters in either order"
    page = Path(strange.files["reference_html"]).read_text()
    assert f'<li dir="auto">{HEBREW}</li>' in page
