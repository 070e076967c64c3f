"""Prompts in a library, as tests need them."""

from __future__ import annotations

import uuid
from typing import Any

from labs.models import Project, Run, SavedPrompt, Submission
from labs.queries import reasons
from labs.services import Told, decide_on, fork_prompt, keep_project, review_prompt, save_version
from tests.labs.prompt import desk

REASON = "It does what the brief asks for"
LANGUAGE = [
    {"element": "lighting", "says": "One lamp, and no fill", "any_of": "tungsten practical\ndeck lamp"},
    {"element": "restrictions", "says": "Nobody else on board", "any_of": "other people"},
    {"element": "genre", "says": "It says its genre"},
]
LEAKY = desk.ALL + "\nCall Ada on ada.marsh@example.com"


def project(*members, slug: str = "night-ferry", **said: Any) -> Project:
    told = {"title": slug.replace("-", " ").capitalize(), "description": "A ferry.", "language": LANGUAGE}
    return keep_project(slug=slug, members=members, **told | said)


def accepted(run: Run, text: str = desk.ALL) -> Submission:
    version = desk.check(run, text)
    decide_on(version=version, verdict="accept", reason=reasons()[0], note="", client_key=uuid.uuid4())
    return version


def told(title: str = "A tired cook", text: str = desk.ALL, **said: str) -> Told:
    return Told(title, text, **said)


def saved(run: Run, project: Project | None = None, text: str = desk.ALL, **said: str) -> SavedPrompt:
    """A version of the run, accepted and saved by its learner."""
    words = told(**{"title": "A tired cook", "tags": "Kitchen, one lamp"} | said)
    version = accepted(run, text)
    return save_version(version=version, told=words, project=project, client_key=uuid.uuid4())


def forked(prompt: SavedPrompt, owner, project: Project | None = None, **said: Any) -> SavedPrompt:
    words = told(said.pop("title", "Mine now"), said.pop("text", desk.SOME))
    key = uuid.uuid4()
    return fork_prompt(prompt=prompt, owner=owner, told=words, project=project, client_key=key, **said)


def reviewed(prompt: SavedPrompt, reviewer, note: str) -> None:
    said = {"verdict": "adjust", "reason": REASON, "note": note, "client_key": uuid.uuid4()}
    review_prompt(prompt=prompt, reviewer=reviewer, **said)
