"""What pages of the library show of a prompt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from accounts.models import User
from labs.contract import Desk, Refused
from labs.library.language import Required, Stated, check
from labs.models import Project, SavedPrompt, Verdict
from labs.prompt.grading.elements import NINE
from labs.prompt.highlights import Piece, pieces
from labs.queries import projects_open_to, reasons, saved_of
from labs.services import Told
from labs.services.library import LONGEST


@dataclass(frozen=True)
class Shown:
    """A prompt beside the language of its project, as that is today."""

    kept: SavedPrompt
    required: Sequence[Required] = ()

    @cached_property
    def stated(self) -> list[Stated]:
        return check(self.kept.text, self.kept.found, self.required)

    @property
    def met(self) -> int:
        """Of how many of what is required words are found."""
        return sum(one.met for one in self.stated)

    @property
    def pieces(self) -> list[Piece]:
        return pieces(self.kept.text, self.kept.found)

    @property
    def elements(self) -> list[dict[str, Any]]:
        """The nine, with the words that cover each."""
        return [
            {"element": element, "words": list(dict.fromkeys(self.kept.text[slice(*span)] for span in spans))}
            for element in NINE
            for spans in [self.kept.found["elements"][element.key]["spans"]]
        ]


def shown(prompts: Iterable[SavedPrompt], projects: Iterable[Project]) -> list[Shown]:
    """projects: that somebody sees; the language of each is read once, and of another it is not told."""
    languages = {project.pk: project.required for project in projects}
    return [Shown(one, languages.get(one.project_id, ())) for one in prompts]


def language_of(project: Project | None) -> list[tuple[str, Required]]:
    """What a project requires, each with the name of its element."""
    names = {element.key: element.label for element in NINE}
    return [(names[one.element], one) for one in (project.required if project else ())]


def at_the_desk(desk: Desk) -> dict[str, Any]:
    """Where its learner may save versions, and what they have saved. Two queries."""
    return {
        "library_projects": list(projects_open_to(desk.run.user)),
        "saved_prompts": saved_of(desk.run),
        "longest_saved": LONGEST,
    }


def reviewing() -> dict[str, Any]:
    return {"verdicts": Verdict.choices, "reasons": reasons()}


def told_in(posted: QueryDict, text: str = "") -> Told:
    """Of a form. text: where its form has none."""
    said = {name: posted.get(name, "") for name in ("title", "note", "tags")}
    return Told(text=text or posted.get("text", ""), **said)


def project_in(posted: Mapping[str, str], user: User) -> Project | None:
    """Where a form wants a prompt to be kept; None for oneself. Raises Refused."""
    slug = posted.get("project", "").replace("\0", "")
    if not slug:
        return None
    found = projects_open_to(user).filter(slug=slug).first()
    if found is None:
        raise Refused("no_project", "You cannot save prompts to that project. Choose another place for it.")
    return found
