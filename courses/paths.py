"""A learning path as a graph: its stops, what each needs first, and how far somebody came. Pure."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Need:
    """page: one that stands on the path; where it is one of several, the whole choice is meant."""

    page: int
    because: str


@dataclass(frozen=True)
class Node:
    """A module or course, or several of which some are chosen. id: of the block that the author wrote.

    pages: ids of modules and courses. needed: how many of them finish it. title: a choice's own, else empty.
    """

    id: str
    pages: tuple[int, ...]
    needed: int = 1
    title: str = ""
    after: tuple[Need, ...] = ()


def nodes_of(raw: Iterable[Mapping[str, Any]]) -> tuple[Node, ...]:
    """The stops as `LearningPath.stops` stores them. A page that was deleted since has left its stop."""
    return tuple(_node(one) for one in raw)


def _node(raw: Mapping[str, Any]) -> Node:
    value = raw["value"]
    pages = [one["value"] for one in value["pages"]] if "pages" in value else [value["page"]]
    needs = [one["value"] for one in value["after"]]
    return Node(
        id=raw["id"],
        pages=tuple(page for page in pages if page),
        needed=value.get("needed", 1),
        title=value.get("title", ""),
        after=tuple(Need(one["page"], one["because"]) for one in needs if one["page"]),
    )


def needs_of(nodes: Iterable[Node]) -> dict[str, dict[str, str]]:
    """Node id -> the nodes it needs first -> why. What stands on the path no more is needed no more."""
    nodes = tuple(nodes)
    standing = {page: node.id for node in nodes for page in node.pages}
    return {
        node.id: {standing[need.page]: need.because for need in node.after if need.page in standing}
        for node in nodes
    }


def ordered(nodes: Sequence[Node]) -> list[Node]:
    """In the author's order, each after what it needs. Those in a circle come last."""
    needs, placed, left = needs_of(nodes), [], list(nodes)
    while ready := next(
        (one for one in left if not needs[one.id].keys() - {done.id for done in placed}), None
    ):
        placed.append(ready)
        left.remove(ready)
    return placed + left


def circle(nodes: Sequence[Node]) -> list[Node]:
    """Nodes that wait for each other, each for the next and the last for the first; empty where none do."""
    needs, by_id = needs_of(nodes), {node.id: node for node in nodes}
    stuck = _stuck(needs)
    if not stuck:
        return []
    here = next(node.id for node in nodes if node.id in stuck)
    way: list[str] = []
    while here not in way:
        way.append(here)
        here = next(one for one in needs[here] if one in stuck)
    return [by_id[one] for one in way[way.index(here) :]]


def _stuck(needs: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Nodes that can never be reached, for what they need waits for itself."""
    left = set(needs)
    while free := {one for one in left if not needs[one].keys() & left}:
        left -= free
    return left


def faults(nodes: Sequence[Node], titles: Mapping[int, str]) -> list[str]:
    """What an author must mend, in words; every stop of a path without faults can be reached.

    titles: of every page that is named.
    """

    def named(page: int) -> str:
        return f"“{titles.get(page, 'a page that is not there any more')}”"

    found, seen = [], set()
    for node in nodes:
        for page in node.pages:
            if page in seen:
                found.append(f"{named(page)} stands on this path twice. Take one of the two out.")
            seen.add(page)
        if node.needed > len(node.pages):
            found.append(
                f"“{node.title}” asks for {node.needed} of {len(node.pages)}. Ask for fewer, or add some."
            )
    for node in nodes:
        for need in node.after:
            if need.page in node.pages:
                found.append(f"{named(need.page)} needs itself first. Take that out.")
            elif need.page not in seen:
                found.append(
                    f"{named(need.page)} is needed first and is not on this path. Add it, or take it out."
                )
    round_ = [] if found else circle(nodes)
    if round_:
        names = [f"“{title_of(node, titles)}”" for node in (*round_, round_[0])]
        found.append(f"These wait for each other: {' needs '.join(names)}. Take one of these out.")
    return found


def title_of(node: Node, titles: Mapping[int, str]) -> str:
    return node.title or titles.get(node.pages[0], "") if node.pages else node.title


class Standing(enum.Enum):
    DONE = "done"
    OPEN = "open"
    WAITS = "waits"


@dataclass(frozen=True)
class Option:
    """A module or course of a stop, as somebody may open it. modules, left: ids, in the course's order."""

    page: int
    modules: tuple[int, ...]
    left: tuple[int, ...]

    @property
    def is_done(self) -> bool:
        return not self.left


@dataclass(frozen=True)
class Stop:
    """waits: the stops still needed first, by node, and why. needed: of the options that there are."""

    node: Node
    options: tuple[Option, ...]
    needed: int
    standing: Standing
    waits: tuple[tuple[Node, str], ...] = ()

    @property
    def nearest(self) -> tuple[Option, ...]:
        """The options that finish this stop: those done, then those begun, then the author's first."""
        by_progress = sorted(self.options, key=lambda one: (not one.is_done, one.left == one.modules))
        return tuple(by_progress[: self.needed])

    @property
    def modules(self) -> int:
        """How many modules it takes."""
        return sum(len(one.modules) for one in self.nearest)

    @property
    def done(self) -> int:
        """How many of them are finished."""
        return sum(len(one.modules) - len(one.left) for one in self.nearest)


def walk(
    nodes: Sequence[Node], modules_of: Mapping[int, Sequence[int]], finished: Collection[int]
) -> tuple[Stop, ...]:
    """The path as one person finds it, each stop after what it needs.

    modules_of: page id -> the modules of it that they may open. A stop with none of those is left out, and
    nothing waits for it. finished: module ids.
    """
    options = {node.id: _options(node, modules_of, finished) for node in nodes}
    there = [node for node in nodes if options[node.id]]
    needed = {node.id: min(node.needed, len(options[node.id])) for node in there}
    done = {node.id for node in there if sum(one.is_done for one in options[node.id]) >= needed[node.id]}
    needs, by_id = needs_of(there), {node.id: node for node in there}

    def stop(node: Node) -> Stop:
        waits = tuple((by_id[one], why) for one, why in needs[node.id].items() if one not in done)
        standing = Standing.DONE if node.id in done else Standing.WAITS if waits else Standing.OPEN
        return Stop(node, options[node.id], needed[node.id], standing, waits)

    return tuple(stop(node) for node in ordered(there))


def _options(
    node: Node, modules_of: Mapping[int, Sequence[int]], finished: Collection[int]
) -> tuple[Option, ...]:
    return tuple(
        Option(page, tuple(found), tuple(one for one in found if one not in finished))
        for page in node.pages
        if (found := modules_of.get(page))
    )
