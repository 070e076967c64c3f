"""WebVTT (W3C), read strictly and written anew: what is kept is times and words, and nothing else."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from courses.durations import timecode
from courses.uploads import Unusable

MOST_BYTES = 400_000
"""Fifteen minutes of speech are about 30,000."""
SLACK = 1.0
"""Seconds that a last caption may outlast its clip: tools round up."""
_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}((?:[ \t]+\S+)*)[ \t]*")
_SETTING = re.compile(r"(?:line|position|size|align|vertical):[\w.,%-]{1,30}")
_TAG = re.compile(r"(<[^<>]*>)")
_PLAIN_TAG = re.compile(r"</?[biu]>|</v>")
_VOICE = re.compile(r"<v(?:\.[\w.-]*)?[ \t]+([^<>&]{1,80})>")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")


@dataclass(frozen=True)
class Cue:
    """Seconds; text: markup of WebVTT, cleaned. settings: where it stands."""

    start: float
    end: float
    text: str
    settings: str = ""


def clean_captions(written: str, seconds: float | None = None) -> str:
    """WebVTT with nothing in it but cues. seconds: of the clip, where known. Raises Unusable."""
    return as_webvtt(read_captions(written, seconds))


def as_webvtt(cues: list[Cue]) -> str:
    told = [f"{_at(cue.start)} --> {_at(cue.end)}{cue.settings}\n{cue.text}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *told])


def read_captions(written: str, seconds: float | None = None) -> list[Cue]:
    """Raises Unusable."""
    if len(written) > MOST_BYTES:
        raise Unusable("These captions are far too long for fifteen minutes. Is it the right file?")
    text = written.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    blocks = _blocks(text.split("\n"))
    if not blocks or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", blocks[0][1][0]):
        raise Unusable("Captions begin with a line that says WEBVTT. Export them as WebVTT (.vtt).")
    if any("-->" in one for one in blocks[0][1]):
        raise Unusable("Captions: leave an empty line below WEBVTT, before the first times.")
    cues: list[Cue] = []
    for line, block in blocks[1:]:
        if _ASIDE.match(block[0]):
            continue
        cue = _cue(line, block)
        _check(line, cue, cues[-1] if cues else None, seconds)
        cues.append(cue)
    if not cues:
        raise Unusable("These captions have no words in them. Write at least one, with its times.")
    return cues


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Runs of lines that are not empty, each with the number of its first."""
    found: list[tuple[int, list[str]]] = []
    inside = False
    for number, line in enumerate(lines, 1):
        if line.strip() and inside:
            found[-1][1].append(line)
        elif line.strip():
            found.append((number, [line]))
        inside = bool(line.strip())
    return found


def _cue(line: int, block: list[str]) -> Cue:
    named = "-->" not in block[0]
    timed = block[1] if named and len(block) > 1 else block[0]
    found = _TIMING.fullmatch(timed.strip())
    if found is None:
        raise Unusable(
            f"Captions, line {line}: here should stand times such as 00:01.000 --> 00:04.000, "
            "with a full stop before the thousandths."
        )
    words = [_words(one) for one in block[2 if named else 1 :]]
    text = "\n".join(one for one in words if one)
    if not text:
        raise Unusable(
            f"Captions, line {line}: nothing is said here. Write the words, or take the times out."
        )
    settings = " ".join(one for one in found[9].split() if _SETTING.fullmatch(one))
    return Cue(
        _seconds(*found.groups()[:4]), _seconds(*found.groups()[4:8]), text, settings and f" {settings}"
    )


def _check(line: int, cue: Cue, before: Cue | None, seconds: float | None) -> None:
    if cue.end <= cue.start:
        raise Unusable(f"Captions, line {line}: this one ends before it begins. Mend its times.")
    if before is not None and cue.start < before.start:
        raise Unusable(f"Captions, line {line}: this one begins before the one above it. Put them in order.")
    if seconds is not None and cue.end > seconds + SLACK:
        raise Unusable(
            f"Captions, line {line}: this one ends at {timecode(cue.end)}, "
            f"and the clip at {timecode(seconds)}. Are these the captions of another cut?"
        )


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _at(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"


def _words(line: str) -> str:
    """A line with the tags that say how it sounds; any other goes, and so does all that could be markup."""
    parts = [_tag(part) if _TAG.fullmatch(part) else _escaped(part) for part in _TAG.split(line)]
    return " ".join("".join(parts).split())


def _tag(tag: str) -> str:
    if _PLAIN_TAG.fullmatch(tag):
        return tag
    voice = _VOICE.fullmatch(tag)
    return f"<v {voice[1].strip()}>" if voice and voice[1].strip() else ""


def _escaped(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)
