"""What is said in an author's clip, as captions: its own cues, or its transcript in step with its length."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from courses.clips.captions import read_captions
from courses.uploads import Unusable
from generation.captions import cues_of
from generation.ports import EngineError, Word

_VOICE = re.compile(r"<v(?:\.[\w.-]*)?[ \t]+([^<>]+)>")
_TAG = re.compile(r"<[^<>]*>")


def cues(clip: Mapping[str, Any]) -> list[list[Any]]:
    """[start, end, text, name of who speaks], seconds from the clip's beginning.

    A recording has no captions of its own: its transcript is spread over its length by letters, so each cue
    stands about where it is said (`is_spread`). Raises EngineError bad_clip for captions that cannot be read.
    """
    if not clip["captions"].strip():
        return _spread(clip["transcript"].split(), clip["seconds"])
    try:
        written = read_captions(clip["captions"])
    except Unusable as error:
        raise EngineError(
            "bad_clip", f"The captions of the clip “{clip['title']}” cannot be read. {error} Then try again."
        ) from error
    return [
        [round(one.start, 3), round(min(one.end, clip["seconds"]), 3), _plain(one.text), _name(one.text)]
        for one in written
        if one.start < clip["seconds"]
    ]


def is_spread(clip: Mapping[str, Any]) -> bool:
    """Whether nobody measured when its words are said: whatever shows them says so."""
    return not clip["captions"].strip() and bool(clip["transcript"].strip())


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _name(text: str) -> str:
    voice = _VOICE.search(text)
    return html.unescape(voice[1]).strip() if voice else ""


def _spread(words: list[str], seconds: float) -> list[list[Any]]:
    letters = sum(len(word) + 1 for word in words)
    timed, at = [], 0.0
    for word in words:
        end = at + seconds * (len(word) + 1) / letters
        timed.append(Word(word, at, end))
        at = end
    return [
        [round(one.start, 3), round(min(one.end, seconds), 3), one.text, ""]
        for one in (cues_of(timed, seconds) if timed else [])
    ]
