"""Clips as the catalogue knows them, and a lab of them."""

from __future__ import annotations

import uuid

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from courses.models import Clip
from generation import services
from generation.models import ClipRecord
from labs.models import Lab, Run, Submission
from labs.services import submit
from tests import clips
from tests.labs import making

FIGURES = {"seconds": 6.0, "pace": 20.0, "integrated": -24.0, "loudness_range": 2.0, "true_peak": -6.0}


def measured(clip: Clip, **figures) -> Clip:
    """What a worker would have written of it."""
    services.enter_records()
    record = services.claim_record(record_id=ClipRecord.objects.get(clip=clip).pk)
    facts = {"from_edit_list": False, "engine": "A meter"} | FIGURES | figures
    services.keep_measures(record=record, **facts)
    return clip


def film(title: str = "The lamp", **figures) -> Clip:
    return measured(clips.clip(title=title, scene="A lamp comes on."), **figures)


def one(clip: Clip, emotion: str = "Calm", **said) -> dict:
    return {"clip": clip.pk, "emotion": emotion, "why": f"Why of {clip.title}.", "yardstick": False} | said


def lab(*said: dict, slug: str = "clips", **task) -> Lab:
    """A published lab of these clips. Calm, Tense and Joyful are offered; −23 LUFS is about right."""
    told = {
        "clips": list(said),
        "emotions": ["Calm", "Tense", "Joyful"],
        "target": -23,
        "loudness_tolerance": 3,
        "pace_tolerance": 25,
        "to_pass": 70,
    }
    return making.lab(slug, kind="clip_catalogue", task=told | task)


def judged(at: int, **said) -> dict[str, str]:
    """A clip's part of the form; by default all as `FIGURES` say."""
    told = {"emotion": "Calm", "pace": "20", "level": "right", "loudness": "-24"} | said
    return {f"{name}-{at}": value for name, value in told.items()}


def hand_in(run: Run, *parts: dict[str, str]) -> Submission:
    form = QueryDict(mutable=True)
    for part in parts:
        form.update(part)
    return submit(run=run, posted=form, files=MultiValueDict(), client_key=uuid.uuid4())
