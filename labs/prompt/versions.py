"""The versions of a prompt at a desk, each beside the one it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from generation.differences import Stretch
from labs.contract import Desk
from labs.models import Decision, Submission
from labs.prompt.change import covering, told
from labs.prompt.grading.elements import NINE
from labs.prompt.highlights import Piece, pieces
from labs.prompt.passing import NAMES, listed, unmet
from labs.prompt.rewording import compare


@dataclass(frozen=True)
class Version:
    """since: the version it came from. decisions: about it, the newest first."""

    kept: Submission
    task: Mapping[str, Any]
    since: Submission | None
    decisions: Sequence[Decision]

    @property
    def number(self) -> int:
        return self.kept.number

    @property
    def text(self) -> str:
        return self.kept.work["text"]

    @property
    def found(self) -> Mapping[str, Any]:
        return self.kept.found

    @property
    def elements(self) -> list[dict[str, Any]]:
        """The nine, with the words that cover each."""
        return [
            {
                "element": element,
                "covered": one["covered"],
                "words": list(dict.fromkeys(self._words(span) for span in one["spans"])),
                "asked": element.key in self.task["elements"],
            }
            for element in NINE
            for one in [self.found["elements"][element.key]]
        ]

    @property
    def summary(self) -> str:
        """Which elements are covered, in a sentence."""
        covered = [NAMES[key] for key in NAMES if self.found["elements"][key]["covered"]]
        return f"Covered: {listed(covered)}." if covered else "None of the nine was detected."

    @property
    def remarks(self) -> list[dict[str, Any]]:
        """Notes of the grader, each said once, with the words meant."""
        meant: dict[str, list[str]] = {}
        for one in self.found["notes"]:
            words = meant.setdefault(one["say"], [])
            words += [self._words(one["span"])] if one["span"] else []
        return [{"say": say, "words": words} for say, words in meant.items()]

    @property
    def leaks(self) -> list[dict[str, Any]]:
        return [one | {"words": self._words(one["span"])} for one in self.found["leaks"]]

    @property
    def contradictions(self) -> list[dict[str, Any]]:
        return [
            one | {"words": [self._words(span) for span in one["spans"]]}
            for one in self.found["contradictions"]
        ]

    @property
    def pieces(self) -> list[Piece]:
        return pieces(self.text, self.found)

    @cached_property
    def unmet(self) -> list[str]:
        return unmet(self.task, self.found)

    @property
    def differences(self) -> Sequence[Stretch]:
        return _differences(self.since.work["text"], self.text) if self.since else ()

    @property
    def change(self) -> str:
        """What became of the elements since the version before."""
        if self.since is None:
            return ""
        old, new = ((one.work["text"], one.found) for one in (self.since, self.kept))
        return told(covering(*old), covering(*new))

    @property
    def decision(self) -> Decision | None:
        """The last one counts."""
        return self.decisions[0] if self.decisions else None

    def _words(self, span: Sequence[int]) -> str:
        return self.text[slice(*span)]


# Every version of a run stands on its page, and none of them ever changes.
_differences = lru_cache(maxsize=512)(compare)


def kept_versions(desk: Desk) -> list[Submission]:
    """What was checked, in order; what was handed in is one of those."""
    return [one for one in desk.submissions if not one.final]


def versions(desk: Desk, decisions: Mapping[int, Sequence[Decision]]) -> list[Version]:
    """In order. decisions: by id of the version."""
    kept = {one.number: one for one in kept_versions(desk)}
    return [
        Version(one, desk.task, kept.get(one.work["from"]), decisions.get(one.pk, ()))
        for one in kept.values()
    ]
