"""A finder for each element: a reading -> the ranges of tokens that state it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from labs.prompt.grading.finders.environment import environment
from labs.prompt.grading.finders.genre import genre
from labs.prompt.grading.finders.lighting import lighting
from labs.prompt.grading.finders.mood import mood
from labs.prompt.grading.finders.restrictions import restrictions
from labs.prompt.grading.finders.stated import stated
from labs.prompt.grading.finders.style import style
from labs.prompt.grading.finders.subject import subject
from labs.prompt.grading.finders.texture import texture
from labs.prompt.grading.layout import Range
from labs.prompt.grading.reading import Reading

FINDERS: dict[str, Callable[[Reading], list[Range]]] = {
    "subject": subject,
    "mood": mood,
    "style": style,
    "camera": partial(stated, element="camera"),
    "lighting": lighting,
    "environment": environment,
    "texture": texture,
    "genre": genre,
    "restrictions": restrictions,
}
