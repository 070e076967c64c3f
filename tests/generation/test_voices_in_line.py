"""What a lesson's voice settings and pronunciations do to its production."""

import dataclasses

import pytest
import webvtt

from generation import pipeline
from generation.models import Artifact, Production, Pronunciation, production_storage
from generation.ports import Word
from tests import factories
from tests.lesson import block, single

pytestmark = pytest.mark.django_db
TEXTS = ("One lamp, frame left. Why?", "Open DaVinci now.", "Light fades.")


@pytest.fixture
def lesson(course, author):
    body = [block("rich_text", {"text": f"<p>{text}</p>", "purpose": "teach"}, text) for text in TEXTS]
    story = block(
        "story_scene", {"setting": "Stage 4", "lines": [{"text": "Nobody looks up. A clock ticks."}]}
    )
    return factories.module(course, owner=author, body=[*body, story, single()])


def made(lesson, engines):
    production = Production.objects.get(revision=lesson.live_revision)
    return pipeline.finish(production, engines=engines)


def again(lesson, engines):
    """Published once more, and what was said anew."""
    engines.speech().said.clear()
    page = lesson.specific_class.objects.get(pk=lesson.pk)
    page.save_revision().publish()
    page.refresh_from_db()
    return made(page, engines), engines.speech().said


def test_a_new_entry_has_only_the_passages_with_its_term_spoken_again(lesson, engines):
    made(lesson, engines)
    entry = Pronunciation.objects.create(term="davinci", said_as="da vinchy", module=lesson)
    assert again(lesson, engines)[1] == ["Open da vinchy now."]
    entry.ipa = "dəˈvɪntʃi"
    entry.save()
    assert again(lesson, engines)[1] == ["Open da vinchy now."], "its sound alone is a change too"
    assert again(lesson, engines)[1] == []


def test_another_pace_or_language_is_spoken_anew(lesson, engines):
    made(lesson, engines)
    lesson.words_per_minute = 132
    lesson.save()
    assert len(again(lesson, engines)[1]) > 5
    asked = engines.speech().asked[-1]
    assert asked == {"voice": "narrator", "words_per_minute": 132, "locale": "en-gb"}
    lesson.language = "fr"
    lesson.save()
    again(lesson, engines)
    assert engines.speech().asked[-1]["locale"] == "fr"


def test_where_words_have_no_times_cues_are_whole_sentences_and_say_so(lesson, engines, reviewer, signed_in):
    speech = engines.speech()
    told = speech.say

    def by_sentence(text, **how):
        spoken = told(text, **how)
        half = spoken.seconds / 2
        first, _, rest = text.partition(". ")
        parts = [f"{first}.", rest] if rest else [text]
        sentences = tuple(Word(one, at * half, (at + 1) * half) for at, one in enumerate(parts))
        return dataclasses.replace(spoken, words=(), sentences=sentences)

    speech.say = by_sentence
    production = made(lesson, engines)
    captions = Artifact.objects.get(pk=production.outputs["captions"])
    assert (captions.meta["level"], captions.meta["words"]) == ("sentence", [])
    texts = [cue["text"] for cue in captions.meta["cues"]]
    assert "One lamp, frame left." in texts and "Why?" in texts
    file = production_storage().path(captions.file.name)
    recap = Artifact.objects.get(pk=production.outputs["recap"]).meta["captions"]
    for one in (file, production_storage().path(Artifact.objects.get(pk=recap).file.name)):
        assert "It does not say when it speaks each word" in open(one, encoding="utf-8").read()
    cues = webvtt.read(file)
    assert len(cues) == len(texts)
    page = signed_in(reviewer).get(f"/admin/productions/{production.pk}/review/").content.decode()
    assert "Captions follow whole sentences" in page


def test_where_words_have_times_nothing_is_said_of_sentences(lesson, engines):
    captions = Artifact.objects.get(pk=made(lesson, engines).outputs["captions"])
    assert captions.meta["level"] == "word" and captions.meta["words"]
    assert "It does not say when" not in open(production_storage().path(captions.file.name)).read()
