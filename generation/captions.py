"""Captions: spoken words as cues that can be read in time, and as WebVTT.

Sizes follow what broadcasters agree on: two lines of 42 characters, one to seven seconds, broken where a
sentence breathes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from textwrap import wrap
from typing import Any

from generation.ports import Word

LINE = 42
SHORTEST, LONGEST = 1.0, 7.0
"""Seconds. A cue is shorter only where the next one begins sooner."""
WORD, SENTENCE = "word", "sentence"
"""How closely cues follow the voice: whether it says when it speaks each word."""
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
CLAUSE_END = re.compile(r"[,;:—–][\"”’')\]]*$|^[—–-]$")
OPENERS = frozenset(
    "and but or so because that which who when where while if than then with without for from to of in "
    "on at by".split()
)
"""Words that begin a phrase: better first in a line than last."""


@dataclass(frozen=True)
class Cue:
    """start, end: seconds. text: one or two lines. words: those of the text, each with its time."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = field(default=(), compare=False)


def cues_of(words: Sequence[Word], until: float | None = None) -> list[Cue]:
    """The words of one speaker as cues, every word in exactly one.

    until: second at which the next speaker begins; a cue too short to read stays that long at most.
    """
    pieces = [piece for word in words for piece in _short_enough(word)]
    groups = _grouped(pieces)
    cues = []
    for place, (first, last) in enumerate(groups):
        following = pieces[groups[place + 1][0]].start if place + 1 < len(groups) else until
        start, end = pieces[first].start, pieces[last - 1].end
        end = max(end, start + SHORTEST)
        if following is not None:
            end = max(min(end, following), start)
        said = tuple(pieces[first:last])
        cues.append(Cue(start, end, _two_lines([piece.text for piece in said]), said))
    return cues


def cues_of_sentences(sentences: Sequence[Word]) -> list[Cue]:
    """A cue for each sentence, as long as it was measured, in as many lines as it needs; no words."""
    return [Cue(one.start, one.end, "\n".join(wrap(one.text, LINE))) for one in sentences]


def webvtt(cues: Iterable[Mapping[str, Any]], *, note: str = "") -> str:
    """A WebVTT file. cues: start and end in seconds, text, and name: who speaks, empty for the narrator.

    note: stands at its head, where readers see it and players do not.
    """
    blocks = ["WEBVTT", *([f"NOTE {_escaped(' '.join(note.split()))}"] if note else [])]
    for number, cue in enumerate(cues, 1):
        text = _escaped(cue["text"])
        if name := " ".join(_escaped(cue.get("name") or "").split()):
            text = f"<v {name}>{text}</v>"
        blocks.append(f"{number}\n{_clock(cue['start'])} --> {_clock(cue['end'])}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _short_enough(word: Word) -> list[Word]:
    """A word that is longer than a line, in parts that share its time."""
    parts = [word.text[at : at + LINE] for at in range(0, len(word.text), LINE)]
    each = (word.end - word.start) / max(1, len(parts))
    return [
        replace(word, text=part, start=word.start + place * each, end=word.start + (place + 1) * each)
        for place, part in enumerate(parts)
    ]


def _grouped(words: Sequence[Word]) -> list[tuple[int, int]]:
    """(first, after last) of each cue: the division with the least cost over the whole."""
    letters = [0, *accumulate(len(word.text) + 1 for word in words)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for after in range(1, len(words) + 1):
        seam = _seam_after(words, after)
        options = []
        for first in range(after - 1, -1, -1):
            if after - first > 1 and not _fits(words, letters, first, after):
                break
            seconds = words[after - 1].end - words[first].start
            cost = seam + _cost(seconds, letters[after] - letters[first])
            options.append((best[first][0] + cost, first))
        best.append(min(options))
    groups, after = [], len(words)
    while after:
        first = best[after][1]
        groups.append((first, after))
        after = first
    return groups[::-1]


def _fits(words: Sequence[Word], letters: Sequence[int], first: int, after: int) -> bool:
    """Whether some words can be one cue. letters: before each word, spaces included."""
    if words[after - 1].end - words[first].start > LONGEST:
        return False
    if letters[after] - letters[first] - 1 <= LINE:
        return True
    return any(
        letters[at] - letters[first] - 1 <= LINE and letters[after] - letters[at] - 1 <= LINE
        for at in range(first + 1, after)
    )


def _cost(seconds: float, letters: int) -> float:
    """Of a cue by itself: too short to read, or hardly worth one."""
    return 2.0 + max(0.0, SHORTEST + 0.4 - seconds) * 3 + max(0.0, 14 - letters) * 0.1


def _seam_after(words: Sequence[Word], after: int) -> float:
    """Of ending a cue there; nothing at the end of all."""
    if after == len(words):
        return 0.0
    pause = words[after].start - words[after - 1].end
    return _seam(words[after - 1].text, words[after].text) - min(pause, 0.5) * 2


def _seam(before: str, behind: str) -> float:
    """How much it hurts to break between two words."""
    if SENTENCE_END.search(before):
        return 0.0
    if CLAUSE_END.search(before):
        return 1.5
    if before.lower() in OPENERS:
        return 7.0
    return 3.5 if behind.lower() in OPENERS else 5.0


def _breaks(texts: Sequence[str]) -> list[int]:
    """Where a second line may begin; [0] means that one line holds all."""
    whole = len(" ".join(texts))
    if whole <= LINE:
        return [0]
    return [
        at
        for at in range(1, len(texts))
        if len(" ".join(texts[:at])) <= LINE and len(" ".join(texts[at:])) <= LINE
    ]


def _two_lines(texts: Sequence[str]) -> str:
    breaks = _breaks(texts)
    if breaks in ([], [0]):
        return " ".join(texts)

    def ugliness(at: int) -> float:
        above, below = len(" ".join(texts[:at])), len(" ".join(texts[at:]))
        return _seam(texts[at - 1], texts[at]) + abs(above - below) * 0.12 + max(0, above - below) * 0.03

    at = min(breaks, key=ugliness)
    return f"{' '.join(texts[:at])}\n{' '.join(texts[at:])}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    hours, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
