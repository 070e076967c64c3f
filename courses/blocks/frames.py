"""How much of what must be read letter by letter one slide holds. Pure.

Code and prompts are drawn at 34 px of 1080 or more (a phone held sideways): what is longer goes on over more
slides, and is never shrunk.
"""

from __future__ import annotations

import textwrap

COLUMNS, LINES = 74, 12
"""Of a monospace face at 34 px inside the frame. The slides' templates lean on these figures."""
PROMPT_LINES = 9
"""Lines of a prompt that has the width to itself, under a title."""
BEFORE_BESIDE, AFTER_BESIDE = 130, 270
"""Characters of two prompts that still stand side by side."""
WHY_BESIDE = 170


def code_frames(code: str) -> list[str]:
    """Code in parts that fit a slide, cut at empty lines and outdents where it can be, about as long each."""
    lines = [_within(line) for line in code.expandtabs(4).split("\n")]
    parts: list[str] = []
    while lines:
        count = _cut(lines)
        parts.append("\n".join(text for text, _ in lines[:count]).strip("\n"))
        lines = lines[count:]
    return [part for part in parts if part.strip()]


def _within(line: str) -> tuple[str, int]:
    """A line of code and how many it takes on the slide."""
    rows = len(textwrap.wrap(line, COLUMNS, drop_whitespace=False)) or 1
    return line, min(rows, LINES)


def _cut(lines: list[tuple[str, int]]) -> int:
    """How many of the lines go on the next slide."""
    room, most = LINES, 0
    for _, rows in lines:
        room -= rows
        if room < 0:
            break
        most += 1
    if most == len(lines):
        return most
    slides = -(-sum(rows for _, rows in lines) // LINES)
    even = -(-len(lines) // slides)
    candidates = range(max(1, most // 2), most + 1)
    return min(candidates, key=lambda at: (_roughness(lines[at][0]), abs(at - even)))


def _roughness(line: str) -> int:
    """How bad it is to begin a slide with this line: its indent; an empty one is the best."""
    return len(line) - len(line.lstrip()) + 1 if line.strip() else 0


def prompt_frames(text: str) -> list[str]:
    """A prompt in parts that fit a slide of their own, cut between words."""
    rows = textwrap.wrap(" ".join(text.split()), COLUMNS, break_long_words=False, break_on_hyphens=False)
    count = -(-len(rows) // PROMPT_LINES) or 1
    each = -(-len(rows) // count) or 1
    return [" ".join(rows[at : at + each]) for at in range(0, len(rows), each)]


def side_by_side(before: str, after: str, why: str) -> bool:
    """Whether a prompt, its better version and the reason can be read together on one slide."""
    return len(before) <= BEFORE_BESIDE and len(after) <= AFTER_BESIDE and len(why) <= WHY_BESIDE
