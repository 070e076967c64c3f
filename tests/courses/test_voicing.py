"""How fast a module is spoken, and in which language: an author's setting."""

import pytest

from courses.importing.module import import_module
from courses.importing.refusal import ImportRefused
from courses.models import ModulePage
from courses.models.spoken import spoken_digest
from courses.narration import narrate
from courses.pacing import READ_WPM
from courses.queries import clock
from courses.queries.outlines import outline_at, outline_now
from courses.services import record_spoken_seconds, settle_change
from courses.services.splitting import split
from tests import factories
from tests.courses.authoring.redrafts import fresh, redraft, said
from tests.courses.editing import LONG, edit, short
from tests.lesson import block

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(course, author):
    return factories.module(course, owner=author)


def _screen(number):
    text = f"<p>{' '.join(LONG.split()[:800])}</p>"
    return ("heading", {"text": f"Part {number}"}), ("rich_text", {"text": text, "purpose": "teach"})


def pauses(page):
    return sum(one.pause for told in narrate(page.lesson()) for one in told.passages)


def test_a_faster_module_is_shorter_by_estimate(module):
    slow = clock(module).formats["watch"] - pauses(module)
    module.words_per_minute = 180
    assert clock(module).formats["watch"] - pauses(module) == pytest.approx(slow * 150 / 180)


def test_speech_measured_at_one_pace_says_nothing_of_another(module):
    passages = [one for told in narrate(module.lesson()) for one in told.passages]
    before = clock(module).formats["watch"]
    record_spoken_seconds(measured={spoken_digest(one, words_per_minute=180): 1.0 for one in passages})
    assert clock(module).formats["watch"] == before
    module.words_per_minute = 180
    assert clock(module).formats["watch"] < before


def test_the_studios_own_pace_said_outright_is_the_same_speech(module, settings):
    passage = narrate(module.lesson())[0].passages[0]
    assert spoken_digest(passage) == spoken_digest(passage, words_per_minute=settings.GREENROOM_SPOKEN_WPM)
    assert spoken_digest(passage) != spoken_digest(passage, locale="fr")


def test_a_language_is_read_at_its_own_pace(module):
    english = clock(module)
    module.language = "de"
    assert clock(module).read_wpm == READ_WPM["de"] < english.read_wpm
    assert clock(module).formats["read"] > english.formats["read"]


def test_the_outline_of_a_draft_and_of_an_older_revision_count_with_their_own_pace(module):
    at_once = outline_now(module).formats["watch"]
    revision = redraft(module, words_per_minute=120)
    assert outline_at(revision, fresh(module)).formats["watch"] > at_once
    assert outline_at(module.live_revision, fresh(module)).formats["watch"] == at_once


def test_the_editor_refuses_a_pace_nobody_can_follow(signed_in, author, draft):
    for pace in ("119", "181"):
        edit(signed_in(author), draft, words_per_minute=pace, body=short())
        assert fresh(draft).get_latest_revision_as_object().words_per_minute is None
    edit(signed_in(author), draft, words_per_minute="120", language="en-us", body=short())
    saved = fresh(draft).get_latest_revision_as_object()
    assert (saved.words_per_minute, saved.language) == (120, "en-us")


def test_a_module_too_slow_for_fifteen_minutes_is_not_published(signed_in, author, draft):
    words = {"text": " ".join(LONG.split()[:1900]), "action-publish": "Publish"}
    told = edit(signed_in(author), draft, words_per_minute="120", **words).content.decode()
    assert "over fifteen minutes. Take out about" in told
    assert not ModulePage.objects.get(pk=draft.pk).live


def test_another_pace_of_a_live_module_is_a_change_that_is_asked_about(module):
    redraft(module, words_per_minute=165).publish()
    settle_change(module=fresh(module), before=module.live_revision_id)
    assert said(module) == [("refresh", "Updated.", False)]


def test_both_parts_of_a_split_module_are_spoken_alike(module, author):
    screens = [block(*one) for number in range(4) for one in _screen(number)]
    long = ModulePage.body.field.stream_block.to_python(screens)
    redraft(module, body=long, words_per_minute=140, language="en-us")
    parts = [one.get_latest_revision_as_object() for one in split(module=fresh(module), by=author)]
    assert {(one.words_per_minute, one.language) for one in parts} == {(140, "en-us")}


def test_a_file_says_how_it_is_spoken(course, tmp_path):
    file = tmp_path / "light.md"

    def told(line):
        file.write_text(f"---\ntitle: Light\n{line}\n---\n\nA lamp.\n", encoding="utf-8")
        page = import_module(source=file, course=course).page.get_latest_revision_as_object()
        return page.words_per_minute, page.language

    assert told("words_per_minute: 140\nlanguage: fr") == (140, "fr")
    assert told("") == (140, "fr"), "what a file leaves out stays as it was"
    assert told("words_per_minute: studio") == (None, "fr")
    for wrong in ("words_per_minute: 200", "words_per_minute: true", "words_per_minute: '140'"):
        with pytest.raises(ImportRefused, match="120 to 180"):
            told(wrong)
    for wrong in ("language: klingon", "language: [fr, de]", "language: no"):
        with pytest.raises(ImportRefused, match="may be one of en-gb, en-us"):
            told(wrong)
