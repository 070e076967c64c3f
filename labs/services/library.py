"""Keeping prompts in a library, and taking them up again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from labs.contract import Refused
from labs.models import Decision, Project, PromptReview, Reuse, Run, SavedPrompt, Submission, Verdict
from labs.models.decision import LONGEST_NOTE
from labs.prompt.found import found_of
from labs.prompt.grading import VERSION, Grade, grade
from labs.prompt.writing import tidy, words_of
from labs.queries import embargoed_titles, reasons
from labs.queries.library import HAS_NEWER

LONGEST = {"title": 120, "text": 4000, "note": LONGEST_NOTE}
"""Characters."""
LONGEST_TAG, MOST_TAGS = 40, 8
_READ_ONLY = "This project is an archive: nothing is saved or reviewed there any more."


@dataclass(frozen=True)
class Told:
    """What somebody says of a prompt they keep. tags: parted by commas."""

    title: str
    text: str
    note: str = ""
    tags: str = ""

    @property
    def typed_tags(self) -> list[str]:
        return [name for tag in tidy(self.tags).split(",") if (name := words_of(tag))]

    @property
    def tag_names(self) -> list[str]:
        return list(dict.fromkeys(name.lower() for name in self.typed_tags))


@transaction.atomic
def save_version(
    *, version: Submission, told: Told, project: Project | None, client_key: uuid.UUID
) -> SavedPrompt:
    """Keep a version whose last decision is to accept it. told: its text is the version's. Raises Refused."""
    decision = version.decisions.filter(output=None).first()
    if decision is None or decision.verdict != Verdict.ACCEPT:
        raise Refused("not_accepted", f"Accept version {version.number} first; then save it to a library.")
    origin = {
        "lab": version.run.lab.title,
        "version": version.number,
        "verdict": decision.get_verdict_display(),
        "reason": decision.reason,
        **_output_of(version),
    }
    words = Told(told.title, version.work["text"], told.note, told.tags)
    kept = {"version": version, "origin": origin}
    return _keep(version.run.user, words, project, client_key, kept)


@transaction.atomic
def fork_prompt(
    *,
    prompt: SavedPrompt,
    owner: User,
    told: Told,
    project: Project | None,
    client_key: uuid.UUID,
    instead: bool = False,
) -> SavedPrompt:
    """Keep other words that come from a prompt. instead: of one's own prompt, which these replace where it
    is. Raises Refused.
    """
    if not instead:
        return _keep(owner, told, project, client_key, {"forked_from": prompt})
    # One newer one at a time, of two forms sent at once.
    prompt = SavedPrompt.objects.select_for_update(of=("self",), no_key=True).get(pk=prompt.pk)
    _replaceable(prompt, owner, project, client_key)
    return _keep(owner, told, project, client_key, {"replaces": prompt})


@transaction.atomic
def withdraw_prompt(*, prompt: SavedPrompt, by: User) -> None:
    """It is found no more; what was made from it stays. Raises Refused."""
    if prompt.owner_id != by.pk:
        raise Refused("not_yours", "Whoever saved a prompt can withdraw it.")
    _open(prompt.project)
    prompt = SavedPrompt.objects.select_for_update(of=("self",), no_key=True).get(pk=prompt.pk)
    if newer := prompt.replacements.filter(withdrawn_at=None).first():
        raise Refused("replaced", f"“{newer.title}” took its place. Withdraw that one first, then this.")
    SavedPrompt.objects.filter(pk=prompt.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())


@transaction.atomic
def reuse_prompt(*, prompt: SavedPrompt, run: Run, client_key: uuid.UUID) -> Reuse:
    """Count that a run takes up a prompt, once. Raises Refused."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if run.is_finished:
        raise Refused("finished", "That lab is handed in already. Begin it again, then use the prompt there.")
    said = {"user_id": run.user_id, "client_key": client_key}
    return Reuse.objects.get_or_create(prompt=prompt, run=run, defaults=said)[0]


@transaction.atomic
def review_prompt(
    *, prompt: SavedPrompt, reviewer: User, verdict: str, reason: str, note: str, client_key: uuid.UUID
) -> PromptReview:
    """Keep what a member of the project makes of somebody else's prompt. Raises Refused."""
    SavedPrompt.objects.select_for_update(of=("self",), no_key=True).get(pk=prompt.pk)
    if resent := prompt.reviews.filter(reviewer=reviewer, client_key=client_key).first():
        return resent
    project = prompt.project
    if project is None or not project.members.filter(pk=reviewer.pk).exists():
        raise Refused("not_a_member", "Members of its project review a prompt.")
    _open(project)
    if prompt.owner_id == reviewer.pk:
        raise Refused("own", "Somebody else of the project looks at what you saved.")
    if verdict not in Verdict.values or reason not in reasons():
        raise Refused("incomplete", "Accept, adjust or reject it, and say why.")
    said = tidy(note)
    if len(said) > LONGEST_NOTE:
        raise Refused("too_long", f"Say it in at most {LONGEST_NOTE} characters. You have {len(said)}.")
    return PromptReview.objects.create(
        prompt=prompt, reviewer=reviewer, verdict=verdict, reason=reason, note=said, client_key=client_key
    )


def _output_of(version: Submission) -> dict[str, Any]:
    """What made the output of a version that was accepted last."""
    newest: dict[int | None, Decision] = {}
    for decision in version.decisions.exclude(output=None).select_related("output"):
        newest.setdefault(decision.output_id, decision)
    output = next((one.output for one in newest.values() if one.verdict == Verdict.ACCEPT), None)
    if output is None:
        return {}
    return {"made_by": output.made_by} if output.is_recorded else {"model": output.model, "seed": output.seed}


def _keep(
    owner: User, told: Told, project: Project | None, client_key: uuid.UUID, kept: dict[str, Any]
) -> SavedPrompt:
    # One at a time for each person, so that a form sent twice is kept once.
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if resent := SavedPrompt.objects.filter(owner=owner, client_key=client_key).first():
        return resent
    said = {"title": words_of(tidy(told.title)), "text": tidy(told.text), "note": tidy(told.note)}
    tags = told.tag_names
    _whole(said, tags)
    graded = grade(said["text"], embargoed=embargoed_titles())
    if project is not None:
        _takes(project, owner)
        # Names are told by their capitals, which tags lose when they are kept.
        _gives_nothing_away(said, told.typed_tags, graded)
    _new(owner, project, said["text"], kept.get("replaces"))
    prompt = SavedPrompt.objects.create(
        owner=owner,
        project=project,
        words="\n".join((*said.values(), *tags)).casefold(),
        rule=VERSION,
        found=found_of(graded),
        client_key=client_key,
        **said,
        **kept,
    )
    prompt.tags.set(tags)
    return prompt


def _whole(said: dict[str, str], tags: list[str]) -> None:
    if not said["title"] or not said["text"]:
        raise Refused("empty", "Give it a title and words: that is what others will find.")
    for name, longest in LONGEST.items():
        if len(said[name]) > longest:
            raise Refused(
                "too_long", f"The {name} has at most {longest} characters. Yours has {len(said[name])}."
            )
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise Refused(
            "tags", f"At most {MOST_TAGS} tags of {LONGEST_TAG} characters each, parted by commas, please."
        )


def _takes(project: Project, owner: User) -> None:
    """A project takes what its members bring."""
    if not project.members.filter(pk=owner.pk).exists():
        raise Refused("not_a_member", "Only its members save prompts to a project.")
    _open(project)


def _gives_nothing_away(said: dict[str, str], tags: list[str], graded: Grade) -> None:
    """Each field for itself, so that words of two do not make one leak. graded: its text."""
    others = [("title", said["title"]), ("note", said["note"]), *(("tags", tag) for tag in tags)]
    for place, text in (("prompt", said["text"]), *others):
        leaks = graded.leaks if place == "prompt" else grade(text, embargoed=embargoed_titles()).leaks
        if leaks:
            words = "”, “".join(dict.fromkeys(leak.span.of(text) for leak in leaks))
            raise Refused(
                "leak",
                f"In the {place}: “{words}” must not stand where others read it. {leaks[0].say} "
                "As it stands you can keep it for yourself alone.",
            )


def _open(project: Project | None) -> None:
    if project is not None and not project.live:
        raise Refused("archived", _READ_ONLY)


def _new(owner: User, project: Project | None, text: str, replaced: SavedPrompt | None) -> None:
    """replaced: may have these very words, so that its title, note and tags can be mended."""
    same = SavedPrompt.objects.filter(~HAS_NEWER, owner=owner, project=project, text=text, withdrawn_at=None)
    there = same.exclude(pk=replaced.pk).first() if replaced else same.first()
    if there:
        raise Refused("same", f"You keep these words there already: “{there.title}”.")


def _replaceable(prompt: SavedPrompt, owner: User, project: Project | None, client_key: uuid.UUID) -> None:
    if prompt.owner_id != owner.pk or prompt.project_id != (project.pk if project else None):
        raise Refused("not_yours", "New words replace a prompt of your own, where it stands. Or keep a copy.")
    newer = prompt.replacements.filter(withdrawn_at=None).exclude(client_key=client_key)
    if prompt.withdrawn_at or newer.exists():
        raise Refused("replaced", "That prompt is not the newest any more. Look at the one that replaced it.")
