"""A lesson of about fifteen minutes in sixty passages, written by a rule: as long as it may be, and ours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Revision

from courses.models import Character, ModulePage

WHO = "the gaffer|the editor|the director|the writer|the producer|the model|the grip|the runner"
DOES = "names|checks|draws|cuts|holds|lights|measures|writes down"
WHAT = (
    "the lamp beside the window|the first line of the scene|every picture on the wall|the limits of a brief|"
    "the colour of the water|what must not change|the length of the take|the reason for the cut"
)
WHEN = (
    "before the crew arrives|while the light still holds|after the second take|once the words are agreed|"
    "whenever two people disagree|as soon as the set is quiet|until nobody has to ask|if a frame looks empty"
)
TEACHING, WORDS = 57, 36
"""Paragraphs of a lesson without a story, and words of each."""
SCENES, LINES, SPOKEN_WORDS = 8, 2, 19
TEACHING_BESIDE, WORDS_BESIDE = 33, 49
"""Paragraphs beside eight scenes: four fifths of the seconds."""


def still(module: ModulePage, seed: int, paragraphs: int = TEACHING) -> Revision:
    """Teaching slides only: none of them moves."""
    told = _sentences(seed)
    return _drafted(module, [_paragraph(seed, number, told, WORDS) for number in range(paragraphs)])


def with_story(module: ModulePage, seed: int) -> Revision:
    """A fifth of it told in eight scenes: places, people and ten seconds of movement."""
    told, people = _sentences(seed), list(Character.objects.order_by("pk"))
    body = []
    for scene in range(SCENES):
        first, last = (TEACHING_BESIDE * at // SCENES for at in (scene, scene + 1))
        body += [_paragraph(seed, number, told, WORDS_BESIDE) for number in range(first, last)]
        lines = [
            {"character": people[(scene + line) % len(people)].pk, "text": _of(told, SPOKEN_WORDS)}
            for line in range(LINES)
        ]
        value = {"setting": f"Stage {scene + 1}, early in the morning", "lines": lines}
        body.append({"type": "story_scene", "value": value, "id": _id(seed, "scene", scene)})
    return _drafted(module, body)


def with_one_paragraph_changed(module: ModulePage, revision: Revision) -> Revision:
    """A sentence more in the paragraph in the middle."""
    body = revision.as_object().body.get_prep_value()
    texts = [block for block in body if block["type"] == "rich_text"]
    texts[len(texts) // 2]["value"]["text"] += "<p>Say it aloud once.</p>"
    return _drafted(module, body)


def _drafted(module: ModulePage, body: list[dict]) -> Revision:
    module = ModulePage.objects.get(pk=module.pk)
    module.body = module.body.stream_block.to_python(body)
    return module.save_revision()


def _paragraph(seed: int, number: int, told: Iterator[str], words: int) -> dict:
    value = {"text": f"<p>{_of(told, words)}</p>", "purpose": "teach"}
    return {"type": "rich_text", "value": value, "id": _id(seed, "text", number)}


def _of(told: Iterator[str], words: int) -> str:
    text: list[str] = []
    while len(text) < words:
        text += next(told).split()
    return " ".join(text[:words]).rstrip(".,") + "."


def _sentences(seed: int) -> Iterator[str]:
    """Sentences that differ from one another for longer than a lesson lasts."""
    columns = [(words.split("|"), step) for words, step in ((WHO, 1), (DOES, 3), (WHAT, 5), (WHEN, 8))]
    for number in count(seed * 997):
        parts = [words[number // step % 8] for words, step in columns]
        yield f"{' '.join(parts).capitalize()}, for the {number % 89 + 2}th time."


def _id(*names: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, names))))
