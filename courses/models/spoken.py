import hashlib
import json
from collections.abc import Sequence

from django.conf import settings
from django.db import models

from courses.blocks.contract import Passage
from courses.narration import Lesson, narrate
from courses.pacing import Ledger, ledger
from courses.voicing import HOME


class SpokenSeconds(models.Model):
    """How long a passage takes when spoken, as a synthesiser measured it.

    digest: of its lines and the speech engine.
    """

    digest = models.CharField(max_length=64, unique=True)
    seconds = models.FloatField()

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s"


def spoken_digest(passage: Passage, *, words_per_minute: int | None = None, locale: str = HOME) -> str:
    """What the seconds of a passage's speech are stored under: its lines, the engine, its rate and language.

    words_per_minute: the module's own; None: the studio's.
    """
    lines = [[line.voice, line.text] for line in passage.lines]
    facts = [settings.GREENROOM_SPEECH, words_per_minute or settings.GREENROOM_SPOKEN_WPM, lines]
    told = json.dumps(facts + ([] if locale == HOME else [locale]), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def measured_ledgers(lessons: Sequence[Lesson]) -> list[tuple[Ledger, bool]]:
    """The clock of each lesson, and whether all it says was measured. One query, however many there are."""
    told = [narrate(lesson) for lesson in lessons]
    digests = [
        {id(one): _digest(one, lesson) for part in parts for one in part.passages}
        for lesson, parts in zip(lessons, told, strict=True)
    ]
    rows = SpokenSeconds.objects.filter(digest__in={digest for own in digests for digest in own.values()})
    measured = dict(rows.values_list("digest", "seconds"))
    return [
        (
            ledger(
                lesson,
                told=parts,
                spoken_wpm=lesson.words_per_minute or settings.GREENROOM_SPOKEN_WPM,
                spoken=lambda passage, own=own: measured.get(own[id(passage)]),
            ),
            measured.keys() >= set(own.values()),
        )
        for lesson, parts, own in zip(lessons, told, digests, strict=True)
    ]


def _digest(passage: Passage, lesson: Lesson) -> str:
    return spoken_digest(passage, words_per_minute=lesson.words_per_minute, locale=lesson.locale)
