"""Productions: who may see them, and what has been made."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from courses.models import MediaKind
from generation.models import Approval, Artifact, Event, EventKind, Mend, Production, State


def may_make(user, module) -> bool:
    """Whether someone may have media made of a module: its authors and L&D admins."""
    return has_role(user, AUTHORS, LD_ADMINS) and module.permissions_for_user(user).can_edit()


def productions_for(user) -> QuerySet[Production]:
    """Productions someone may look at: all of them for authors, reviewers and L&D admins, none for others."""
    if not has_role(user, AUTHORS, REVIEWERS, LD_ADMINS):
        return Production.objects.none()
    return Production.objects.select_related("module", "revision__user", "requested_by__wagtail_userprofile")


def script_of(production: Production) -> list[dict]:
    """The passages of what was made, as the script stage wrote them; empty before it has run."""
    script = Artifact.objects.filter(pk=production.outputs.get("script")).first()
    return script.meta["passages"] if script else []


def writers_of(production: Production) -> set[int]:
    """Ids of those whose words these are: who wrote the revision, and who mended a line of it."""
    mended = [passage["source"] for passage in script_of(production) if passage["mended"]]
    mends = Mend.objects.filter(module_id=production.module_id, source__in=mended)
    return {pk for pk in (production.revision.user_id, *mends.values_list("mended_by", flat=True)) if pk}


def outputs_of(production: Production) -> dict[str, Artifact]:
    """Stage -> what it made for this production, for every stage that has made something."""
    found = Artifact.objects.in_bulk(list(production.outputs.values()))
    made = {stage: found[digest] for stage, digest in production.outputs.items() if digest in found}
    if "reference" in made:
        parts = made["reference"].meta
        sheets = Artifact.objects.in_bulk(list(parts.values()))
        made |= {f"reference_{form}": sheets[name] for form, name in parts.items() if name in sheets}
    if "recap" in made:
        captions = Artifact.objects.filter(pk=made["recap"].meta["captions"]).first()
        made |= {"recap_captions": captions} if captions else {}
    return made


def files_of(made: dict[str, Artifact]) -> dict[MediaKind, str]:
    """Kind -> name in the store of made media."""
    return {MediaKind(kind): made[kind].file.name for kind in MediaKind.values if kind in made}


def engines_of(production: Production) -> dict[str, str]:
    """Stage -> engine, and what sealed the files, for the label a learner sees."""
    made = outputs_of(production)
    seals = {"seal": made["audio"].meta["seal"]} if "seal" in getattr(made.get("audio"), "meta", {}) else {}
    whole = {stage: one for stage, one in made.items() if not stage.startswith("reference_")}
    return {stage: one.engine for stage, one in whole.items() if one.engine} | seals


def was_approved(module, digests: Mapping[str, str]) -> bool:
    """Whether somebody approved a production of the module with exactly these outputs. digests: by stage."""
    approved = Approval.objects.values("digest")
    outputs = Production.objects.filter(module_id=module.pk, digest__in=approved).values_list(
        "outputs", flat=True
    )
    return any(all(one.get(stage) == digest for stage, digest in digests.items()) for one in outputs)


def slide_names(production: Production) -> list[str]:
    """Names in the store of the slides of a production, passage by passage; empty before they are made."""
    manifest = Artifact.objects.filter(pk=production.outputs.get("slides")).first()
    slides = Artifact.objects.in_bulk(manifest.parts) if manifest else {}
    return [slides[part].file.name for part in manifest.parts if part in slides] if manifest else []


def waits_for_the_queue(module) -> bool:
    """Whether the media of a module have not begun because the queue could not be told of them."""
    events = Event.objects.filter(production__module_id=module.pk, production__state=State.QUEUED)
    return queue_is_away(events.select_related("production").last())


def queue_is_away(last: Event | None) -> bool:
    """last: what happened to a production last. The sweep comes by the queue: after one, that is back."""
    if last is None or last.kind != EventKind.WAITING:
        return False
    swept = last.production.nudged_at
    return swept is None or swept < last.happened_at
