"""What the house says itself in a lesson stands in the lesson's own language."""

import re
from pathlib import Path

import pytest

from courses import phrasebook
from courses.blocks.clip import AudioBlock, VideoBlock
from courses.models import ModulePage
from courses.narration import DISCLOSURE, Lesson, narrate
from courses.voicing import LANGUAGES
from tests.activities import checklist, lab, reflection, scenario, term
from tests.lesson import block, item, lesson_body

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted(locale for locale in LANGUAGES if not locale.startswith("en"))
LONG = "Name what can be seen, then say how it was lit. " * 9


def asking():
    """The kinds of question that a small lesson has none of."""
    told = {"question": "Which lamp?", "hint": "Look."}
    pairs = [
        item("pair/1", {"left": "Key", "right": "Shapes", "feedback": "So."}),
        item("pair/2", {"left": "Fill", "right": "Softens", "feedback": "So."}),
    ]
    steps = [item(f"step/{one}", {"text": one, "feedback": "So."}) for one in ("Lamp", "Lens")]
    return [
        block("quick_check", {"question": "It is lit.", "right": "true", "if_true": "Yes", "if_false": "No"}),
        block("matching", told | {"pairs": pairs, "distractors": []}),
        block("ordering", told | {"steps": steps}),
        block("short_answer", told | {"accepted": "Key", "why": "So."}),
    ]


@pytest.fixture
def told(db):
    """Language -> all that is said and all that its slides write, of a lesson with every kind of block."""
    code = block("rich_text", {"text": "<pre>light = 1</pre>", "purpose": "teach"}, "code")
    example = {"title": "Lighting", "before": "light", "after": LONG, "why": "So.", "purpose": "teach"}
    own = [checklist(), reflection(), scenario(), term(not_to_be_confused_with="softness"), lab()]
    raw = [*lesson_body(), code, block("prompt_example", example, "long"), *own, *asking()]
    body = ModulePage.body.field.stream_block.to_python(raw)

    def narrated(locale):
        lesson = Lesson("Light", "Course", "Light it.", ("Name it.",), body, locale=locale)
        passages = [passage for part in narrate(lesson) for passage in part.passages]
        said = [line.text for passage in passages for line in passage.lines]
        drawn = [str(value) for passage in passages for value in passage.slide.values() if value]
        return said + [one for one in drawn if not one.startswith("{'")]

    return narrated


def test_nothing_the_house_says_stays_english(told):
    openings = [one.partition("{")[0] for one in phrasebook.book("de") if len(one.split()) > 1]
    english = {one for one in told("en-gb") if one.startswith(tuple(filter(None, openings)))}
    assert len(english) > 20, "the lesson has every phrase in it"
    assert {locale: english & set(told(locale)) for locale in BOOKS} == {one: set() for one in BOOKS}


def test_the_words_are_those_of_the_language(told):
    german = told("de")
    assert {"Das Ziel: Light it.", "Du bist dran.", "Das bleibt.", "Richtig oder falsch? It is lit."} <= set(
        german
    )
    assert "Wenn du A wählst: Ask for ten minutes." in german


def test_english_of_either_kind_is_as_it_stands_in_the_code(told):
    assert told("en-us") == told("en-gb")
    assert phrasebook.digest("en-us") == "" != phrasebook.digest("fr")


@pytest.mark.parametrize("locale", BOOKS)
def test_every_book_has_every_phrase_with_its_blanks(locale):
    book, german = phrasebook.book(locale), phrasebook.book("de")
    assert list(book) == list(german)
    for english, own in book.items():
        assert own and re.findall(r"{\w+}", own) == re.findall(r"{\w+}", english)
        assert english[-1] not in ".:" or own[-1] == english[-1], "voices hear where it ends"
    assert {DISCLOSURE, AudioBlock.announced, VideoBlock.announced} <= book.keys()


def test_no_phrase_is_translated_for_nothing():
    folders = (ROOT / "courses", ROOT / "generation")
    files = [path for folder in folders for end in ("py", "typ") for path in folder.rglob(f"*.{end}")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    unused = [one for one in phrasebook.book("de") if f'"{one}"' not in code and one != DISCLOSURE]
    assert not unused


def test_a_phrase_that_a_book_lacks_is_never_said_in_english():
    with phrasebook.speaking("de"), pytest.raises(KeyError):
        phrasebook.phrase("Nobody translated this.")
    assert phrasebook.phrase("Nobody translated this.") == "Nobody translated this."
