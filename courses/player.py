"""What the player's pages show: plain data for templates, made of what queries found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from courses.addresses import above, address
from courses.models import MediaKind
from courses.queries import QuestionState, Sitting, with_sizes
from courses.steps import Step

RIGHT, WRONG, KEY = "right", "wrong", "key"
VERDICTS = {RIGHT: "Right", WRONG: "Not this one", KEY: "This one belongs"}


@dataclass(frozen=True)
class Option:
    """One option as shown. feedback and verdict are empty until a stored answer has earned them."""

    id: str
    text: str
    chosen: bool
    verdict: str
    feedback: str

    @property
    def verdict_text(self) -> str:
        return VERDICTS.get(self.verdict, "")


@dataclass(frozen=True)
class Question:
    """multiple: several may be chosen. summary: where the learner stands, in a sentence."""

    block_id: str
    text: str
    multiple: bool
    state: QuestionState
    options: tuple[Option, ...]
    summary: str


@dataclass(frozen=True)
class Tab:
    format: str
    label: str
    url: str


def question_of(child: Any, state: QuestionState) -> Question:
    """child: the bound block that asks."""
    multiple = child.block_type == "multiple_choice"
    return Question(
        block_id=str(child.id),
        text=child.value["question"],
        multiple=multiple,
        state=state,
        options=tuple(
            Option(
                id=option_id,
                text=text,
                chosen=option_id in state.chosen,
                verdict=_verdict(option_id, state, multiple),
                feedback=(state.feedback or {}).get(option_id, ""),
            )
            for option_id, text in child.block.options(child.value)
        ),
        summary=_summary(state, multiple),
    )


def _verdict(option_id: str, state: QuestionState, multiple: bool) -> str:
    chosen = option_id in state.chosen
    if state.closed:
        if option_id in state.key:
            return RIGHT if chosen else KEY
        return WRONG if chosen else ""
    # Of several, which of the chosen are wrong would be the key; the options' own feedback speaks.
    return WRONG if chosen and not multiple else ""


def _summary(state: QuestionState, multiple: bool) -> str:
    if not state.answered:
        return ""
    if state.correct:
        return "Right, at the first try." if state.tries == 1 else "Right."
    if state.shown:
        return "Here is the answer. Read why before you go on."
    missing = "Something is missing, or one too many is chosen. " if multiple else ""
    return f"Not yet. {missing}Read what is said and try once more, or have it shown."


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


def frame(sitting: Sitting, kinds: Collection[str], format: str, here: Step | None = None) -> dict[str, Any]:
    """What stands above every page of the player: names, tabs, reel, contents."""
    module = sitting.module
    return {
        "module": module,
        "module_url": address(module.url_path),
        "course": sitting.course,
        "course_url": address(above(module.url_path)),
        "lesson": sitting.lesson,
        "sitting": sitting,
        "reel": sitting.reel(here),
        "contents": [_content(sitting, step, here) for step in sitting.steps],
        "tabs": tabs(sitting, kinds),
        "format": format,
    }


def _content(sitting: Sitting, step: Step, here: Step | None) -> dict[str, Any]:
    state = sitting.state_of(step) if step.asks else None
    waits = state is not None and not state.answered
    return {
        "number": step.number,
        "name": step.name,
        "purpose": step.purpose.label,
        "here": step is here,
        "status": "" if step.key not in sitting.seen else ("to answer" if waits else "done"),
    }


def step_page(sitting: Sitting, here: Step, kinds: Collection[str]) -> dict[str, Any]:
    """The page of one step. Its heading is the page's, so the body begins after it."""
    blocks = sitting.blocks_of(here)
    with_sizes(blocks)
    asking = next((block for block in blocks if block.block.asks), None)
    headed = bool(blocks) and blocks[0].block_type == "heading"
    return frame(sitting, kinds, "read", here) | {
        "step": here,
        "name": here.name,
        "section": "" if here.title else _section(sitting, here),
        "blocks": [block for block in blocks[1 if headed else 0 :] if not block.block.asks],
        "question": question_of(asking, sitting.state_of(here)) if asking else None,
        "back": here.number - 1,
        "next": here.number + 1 if here.number < len(sitting.steps) else 0,
    }


def _section(sitting: Sitting, here: Step) -> str:
    before = [step.title for step in sitting.steps[: here.number] if step.title]
    return before[-1] if before else ""
