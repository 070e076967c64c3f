"""Competencies that single questions and labs name, and what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def faults_of_feeds(body: Iterable[Any], withdrawn: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(code, what to do, block id) of each. withdrawn: slug -> name."""
    for child in what_may_feed(body):
        label, seen = child.block.label, set()
        for one in child.value["feeds"]:
            slug = one["competency"]
            if slug in withdrawn:
                told = f"{label}: it names a competency that is withdrawn, “{withdrawn[slug]}”."
                yield "withdrawn", f"{told} Choose another, or take the line out.", str(child.id)
            elif slug in seen:
                told = f"{label}: it names “{slug}” twice. Take one of the two out."
                yield "named_twice", told, str(child.id)
            elif slug and not one["weight"]:
                told = f"{label}: “{slug}” has no weight. Say how much an answer tells of it, from 0.05 to 1."
                yield "no_weight", told, str(child.id)
            seen.add(slug)


def what_may_feed(body: Iterable[Any]) -> Iterator[Any]:
    """What may name competencies of its own: questions, also those of a bank, and labs."""
    for child in body:
        if child.block.draws:
            yield from what_may_feed(child.block.pool(child.value))
        elif "feeds" in child.block.child_blocks:
            yield child
