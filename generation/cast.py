"""Who speaks with whose voice: two people of one scene should not sound alike. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from courses.narration import Narrated
from generation.ports import VOICES

NARRATOR = "the narrator"


def sound_of(engine: str, voices: Mapping[str, Mapping[str, Any]], locale: str) -> Callable[[str], Hashable]:
    """Voice key -> what it is heard by. voices: of Piper; a key that is not named speaks as the narrator."""
    if engine != "piper":
        return lambda key: key if key in VOICES else "narrator"
    language = locale.partition("-")[0]

    def sound(key: str) -> Hashable:
        names = [f"{tongue}:{one}" for tongue in (locale, language) for one in (key, "narrator")]
        found = next((voices[name] for name in [*names, key, "narrator"] if name in voices), {})
        return found.get("path"), found.get("speaker")

    return sound


def alike(narrated: Iterable[Narrated], sound: Callable[[str], Hashable]) -> list[list[str]]:
    """Names of those who share a sound in one scene, each group once."""
    found: list[list[str]] = []
    for told in narrated:
        people: dict[Hashable, list[str]] = {}
        for line in (line for passage in told.passages for line in passage.lines):
            names = people.setdefault(sound(line.voice), [])
            if (name := line.name or NARRATOR) not in names:
                names.append(name)
        found += [sorted(names) for names in people.values() if len(names) > 1 and sorted(names) not in found]
    return found
