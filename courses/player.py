"""What the player's pages show: plain data for templates, made of what queries found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from courses.addresses import above, address
from courses.asked import Question, question_of
from courses.blocks.asking import Posted
from courses.completing import Left
from courses.models import MediaKind
from courses.queries import Sitting, notes_at, with_sizes
from courses.steps import Step
from courses.ways import LessonWay, Way


@dataclass(frozen=True)
class Tab:
    format: str
    label: str
    url: str


def tabs(sitting: Sitting, kinds: Collection[str]) -> list[Tab]:
    """The formats there are. Reading is always one; alone it needs no tabs. kinds: of files made."""
    slug = sitting.module.slug
    offered = [
        ("read", "Read", "courses:resume", True),
        ("watch", "Watch", "courses:watch", MediaKind.VIDEO in kinds),
        ("listen", "Listen", "courses:listen", MediaKind.AUDIO in kinds),
        ("reference", "Quick reference", "courses:reference", MediaKind.REFERENCE_HTML in kinds),
    ]
    found = [
        Tab(format, label, reverse(name, args=[slug])) for format, label, name, there in offered if there
    ]
    return found if len(found) > 1 else []


def frame(
    sitting: Sitting, kinds: Collection[str], format: str, here: Step | None = None, way: Way | None = None
) -> dict[str, Any]:
    """What stands above every page of the player: names, tabs, reel, contents. way: default, the lesson's."""
    module = sitting.module
    way = way or LessonWay(module.slug)
    return {
        "module": module,
        "module_url": address(module.url_path),
        "course": sitting.course,
        "course_url": address(above(module.url_path)),
        "lesson": sitting.lesson,
        "sitting": sitting,
        "reel": sitting.reel(here),
        "left": _left(sitting, here) if way.keeps else None,
        "contents": [_content(sitting, step, here, way) for step in sitting.steps],
        "tabs": tabs(sitting, kinds),
        "format": format,
    }


def _left(sitting: Sitting, here: Step | None) -> Left | None:
    """What finishing still takes; None for what is finished, by the rule of its day perhaps."""
    return None if sitting.attempt.completed_at else sitting.left_after(here.key if here else "")


def _content(sitting: Sitting, step: Step, here: Step | None, way: Way) -> dict[str, Any]:
    state = sitting.state_of(step) if step.asks else None
    waits = state is not None and not state.answered
    return {
        "number": step.number,
        "url": way.step(step.number),
        "name": step.name,
        "purpose": step.purpose.label,
        "here": step is here,
        "status": "" if step.key not in sitting.seen else ("to answer" if waits else "done"),
    }


def step_page(
    sitting: Sitting,
    here: Step,
    kinds: Collection[str],
    posted: Posted | None = None,
    way: Way | None = None,
) -> dict[str, Any]:
    """The page of one step. Its heading is the page's, so the body begins after it.

    posted: an answer that was refused, shown again to be mended.
    """
    blocks = sitting.blocks_of(here)
    with_sizes(blocks)
    asking = next((block for block in blocks if block.block.asks), None)
    way = way or LessonWay(sitting.module.slug)
    last = here.number == len(sitting.steps)
    headed = bool(blocks) and blocks[0].block_type == "heading"
    return frame(sitting, kinds, "read", here, way) | {
        "step": here,
        "name": here.name,
        "section": "" if here.title else _section(sitting, here),
        "blocks": [block for block in blocks[1 if headed else 0 :] if not block.block.asks],
        "notes": notes_at(sitting.attempt, blocks) if way.keeps else {},
        "question": _question(sitting, here, asking, posted) if asking else None,
        "answer_url": way.answer(here.number),
        "back_url": way.step(here.number - 1) if here.number > 1 else "",
        "onward_url": way.end if last else way.step(here.number + 1),
        "last": last,
    }


def _question(sitting: Sitting, here: Step, asking: Any, posted: Posted | None) -> Question:
    return question_of(asking, sitting.state_of(here), seed=str(sitting.attempt.pk), posted=posted)


def _section(sitting: Sitting, here: Step) -> str:
    before = [step.title for step in sitting.steps[: here.number] if step.title]
    return before[-1] if before else ""
