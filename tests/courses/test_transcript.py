"""The transcript: words at the time they are spoken, and the whole as text to keep."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, MediaSet
from courses.transcript import as_text, word_times
from tests.media import attached

CUES = [
    {"start": 0.0, "end": 2.0, "text": "Greenroom.", "block_id": "opening", "name": ""},
    {"start": 2.0, "end": 4.0, "text": "One lamp,\nframe left.", "block_id": "a", "name": ""},
    {"start": 4.0, "end": 5.0, "text": "Which lamp?", "block_id": "a", "name": "Mara"},
]
WORDS = [
    [0.1, 0.9, "Greenroom.", 0],
    *[[2.0, 2.3, "One", 1], [2.3, 2.8, "lamp,", 1], [3.0, 3.4, "frame", 1], [3.4, 3.9, "left.", 1]],
    *[[4.0, 4.4, "Which", 2], [4.4, 4.9, "lamp?", 2]],
]
CHAPTERS = [
    {"start": 0.0, "end": 2.0, "title": "Opening", "block_id": "opening"},
    {"start": 2.0, "end": 5.0, "title": "Stage 4", "block_id": "a"},
]


def told(**facts) -> MediaSet:
    return MediaSet(
        **{"cues": CUES, "words": WORDS, "chapters": CHAPTERS, "engines": {"a": "eSpeak NG 1.52"}, **facts}
    )


def test_a_word_is_told_by_its_milliseconds_into_its_line():
    assert word_times(told()) == [[100, 900], [0, 300, 300, 800, 1000, 1400, 1400, 1900], [0, 400, 400, 900]]


def test_a_voice_without_times_of_words_leaves_whole_lines():
    assert word_times(told(words=[])) == []


def test_a_line_whose_words_are_not_those_that_were_timed_stays_whole():
    assert word_times(told(words=[*WORDS[:4], *WORDS[5:]])) == [[100, 900], [], [0, 400, 400, 900]]


def test_the_text_has_chapters_speakers_and_what_made_it():
    assert as_text(told(), "Light", "Briefs").splitlines() == [
        *("Light", "Briefs", "Made with software: eSpeak NG 1.52.", ""),
        *("0:00  Opening", "", "Greenroom.", ""),
        *("0:02  Stage 4", "", "One lamp, frame left.", "Mara: Which lamp?"),
    ]


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


def page_of(client, module) -> str:
    return client.get(reverse("courses:listen", args=[module.slug])).content.decode()


def test_the_page_carries_the_times_of_its_words(client, module):
    media = attached(module)
    media.words = [
        [cue["start"], cue["start"] + 0.5, word, at]
        for at, cue in enumerate(media.cues)
        for word in cue["text"].split()
    ]
    media.save()
    html = page_of(client, module)
    sent = re.search(r'<script id="word-times" type="application/json">(.+?)</script>', html)[1]
    assert json.loads(sent) == [[0, 500, 0, 500]] * len(media.cues)
    assert "Each word is marked as it is spoken" in html


def test_a_page_without_them_says_that_lines_are_marked(client, module):
    attached(module)
    html = page_of(client, module)
    assert "word-times" not in html and "this recording has no times for single words" in html


def test_the_text_is_saved_under_the_modules_name_and_begins_nothing(client, module):
    attached(module)
    response = client.get(reverse("courses:transcript", args=[module.slug]))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == f"attachment; filename*=UTF-8''{module.slug}.txt"
    text = response.content.decode()
    assert text.startswith(module.title) and "0:00  Chapter 0" in text and "Line 0." in text
    assert not Attempt.objects.exists()


def test_there_is_no_text_of_what_one_may_not_open_or_what_is_not_made(client, module):
    address = reverse("courses:transcript", args=[module.slug])
    assert client.get(address).status_code == 404
    attached(module)
    assert Client().get(address).status_code == 302
    module.unpublish()
    assert client.get(address).status_code == 404
