"""The options of a question as each form shows them, with what a stored answer has earned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.queries import QuestionState

RIGHT, WRONG, KEY = "right", "wrong", "key"
VERDICTS = {RIGHT: "Right", WRONG: "Not this one", KEY: "This one belongs"}


@dataclass(frozen=True)
class Choice:
    """One entry of a field that offers several."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Option:
    """One option as shown. feedback, verdict and belongs (what is right here) are empty until a stored answer
    has earned them. choices: what may be chosen for it, where it has a field of its own.
    """

    id: str
    text: str
    chosen: bool = False
    verdict: str = ""
    verdict_text: str = ""
    feedback: str = ""
    choices: tuple[Choice, ...] = ()
    belongs: str = ""


def _choice(child: Any, state: QuestionState, held: Sequence[str], seed: str) -> list[Option]:
    block = child.block
    found = []
    for one, text in block.arranged(child.value, seed):
        verdict = _verdict(one, state, block.multiple)
        found.append(
            Option(
                id=one,
                text=text,
                chosen=one in held,
                verdict=verdict,
                verdict_text=VERDICTS.get(verdict, ""),
                feedback=(state.feedback or {}).get(one, ""),
            )
        )
    return found


def _verdict(option_id: str, state: QuestionState, multiple: bool) -> str:
    chosen = option_id in state.chosen
    if state.closed:
        if option_id in state.key:
            return RIGHT if chosen else KEY
        return WRONG if chosen else ""
    # Of several, which of the chosen are wrong would be the key; the options' own feedback speaks.
    return WRONG if chosen and not multiple else ""


def _ordering(child: Any, state: QuestionState, held: Sequence[str], seed: str) -> list[Option]:
    """Open: in the order they last had, each with its places to choose from. Closed: in the right one."""
    texts = dict(child.block.options(child.value))
    if state.closed:
        had = {one: place for place, one in enumerate(state.chosen, 1)}
        return [
            _placed(one, texts[one], place, had.get(one, 0), state) for place, one in enumerate(state.key, 1)
        ]
    order = state.chosen or [one for one, _ in child.block.arranged(child.value, seed)]
    places = {step: place for step, _, place in (one.rpartition("=") for one in held)}
    found = []
    for stands, one in enumerate(order, 1):
        place = places.get(one, str(stands))
        choices = (Choice(f"{one}={number}", str(number), str(number) == place) for number in _upto(order))
        found.append(Option(one, texts[one], choices=tuple(choices)))
    return found


def _upto(order: Sequence[str]) -> range:
    return range(1, len(order) + 1)


def _placed(one: str, text: str, place: int, had: int, state: QuestionState) -> Option:
    right = had == place
    verdict = (RIGHT if right else WRONG) if had else ""
    told = {RIGHT: "Right", WRONG: f"You had it at {had}"}.get(verdict, "")
    return Option(one, text, verdict=verdict, verdict_text=told, feedback=(state.feedback or {}).get(one, ""))


def _matching(child: Any, state: QuestionState, held: Sequence[str], seed: str) -> list[Option]:
    chosen = dict(one.rsplit("=", 1) for one in held if "=" in one)
    belongs = dict(one.rsplit("=", 1) for one in state.key)
    rights = child.block.arranged(child.value, seed)
    texts = dict(rights)
    found = []
    for left, text in child.block.lefts(child.value):
        mine, key = chosen.get(left, ""), belongs.get(left, "")
        verdict = (RIGHT if mine == key else WRONG) if key and mine else ""
        found.append(
            Option(
                left,
                text,
                verdict=verdict,
                verdict_text={RIGHT: "Right", WRONG: f"You chose: {texts.get(mine, '')}"}.get(verdict, ""),
                feedback=(state.feedback or {}).get(left, ""),
                choices=tuple(Choice(f"{left}={one}", said, one == mine) for one, said in rights),
                belongs=texts.get(key, ""),
            )
        )
    return found


FORMS: Mapping[str, Callable[[Any, QuestionState, Sequence[str], str], list[Option]]] = {
    "choice": _choice,
    "ordering": _ordering,
    "matching": _matching,
    "text": lambda child, state, held, seed: [],
}
