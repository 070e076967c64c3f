"""What a writer is given of a lesson."""

import pytest

from generation.reading import as_data, from_data, read_lesson
from tests import factories
from tests.generation.proposals.writers import BRIEF, body
from tests.lesson import block, story

pytestmark = pytest.mark.django_db


def texts(module):
    return [one.text for one in read_lesson(module).sentences]


def test_sentences_come_word_for_word_with_their_block(course):
    module = factories.module(course, body=body(), publish=False)
    read = read_lesson(module.get_latest_revision_as_object())
    first = next(one for one in read.sentences if one.text == BRIEF)
    assert first.block_id == body()[1]["id"]
    assert read.sentences[0].heading and read.title == module.title
    assert "Source: the lamp or window it comes from" in [one.text for one in read.sentences]
    assert from_data(as_data(read)) == read


def test_questions_stories_and_code_are_not_read(course):
    code = block("rich_text", {"text": "<p>Say it.</p><pre>lamp: left. Warm.</pre>", "purpose": "teach"}, "c")
    told = block("rich_text", {"text": "<p>Mara laughs.</p>", "purpose": "story"}, "s")
    raw = [*body(), code, told, story(factories.character())]
    read = " ".join(texts(factories.module(course, body=raw, publish=False).get_latest_revision_as_object()))
    assert "Say it." in read
    assert not any(
        words in read for words in ("lamp: left", "gaffer check?", "Moody", "Mara", "Nobody looks")
    )


def test_bold_words_are_marked(course):
    bold = block("rich_text", {"text": "<p>Use <b>fill</b> light. Then stop.</p>", "purpose": "teach"}, "b")
    read = read_lesson(factories.module(course, body=[bold], publish=False).get_latest_revision_as_object())
    assert [one.marked for one in read.sentences] == [("fill",), ()]


def test_a_word_that_a_block_explains_is_known(course):
    value = {"term": "Falloff", "definition": "How quickly light fades.", "purpose": "teach"}
    raw = [*body(), block("term", value)]
    read = read_lesson(factories.module(course, body=raw, publish=False).get_latest_revision_as_object())
    assert read.known == ("Falloff",)
    assert "How quickly light fades." not in [one.text for one in read.sentences]
