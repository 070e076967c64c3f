"""Sentences made of figures. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from labs.training_room.evaluation import Counts, worst_groups

LOPSIDED = 0.3
"""How far the shares of flagged lines of two groups may lie apart."""
SCARCE = 0.25


def balance(groups: Sequence[tuple[str, int, int]], flag: str) -> list[str]:
    """groups: of `room.count`. What a model may take for the rule, besides the meaning."""
    lines, flagged = sum(of for _, of, _ in groups), sum(mine for *_, mine in groups)
    shares = {name: mine / of for name, of, mine in groups}
    told = []
    if len(groups) < 2:
        told.append(f"All lines are of {groups[0][0]}. Of every other group the model will know nothing.")
    elif max(shares.values()) - min(shares.values()) >= LOPSIDED:
        most, least = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
        told.append(
            f"Of {most} you flagged {percent(shares[most])} of the lines, of {least} "
            f"{percent(shares[least])}. A model may learn who speaks in place of what is meant."
        )
    if not flagged or flagged == lines:
        told.append("You used one label throughout. A model that sees one answer can only give one.")
    elif min(flagged, lines - flagged) / lines < SCARCE:
        told.append(f"{flagged} of {lines} lines are “{flag}”. What is rare is learned badly.")
    return told or ["Groups and labels are about even. That is no promise, and a good start."]


def by_heart(
    ten: Mapping[str, float], everything: Mapping[str, float], held_out: int, lines: int, learned_from: int
) -> str:
    """What ten lines did. ten and everything: train and held_out accuracy, 0..1. held_out: lines held out.
    lines: trained on in all. learned_from: lines in the ten.
    """
    seen, unseen = (round(ten["train"] * learned_from), round(ten["held_out"] * held_out))
    beside = round(everything["held_out"] * held_out)
    few = (
        f"It is right on {seen} of the {learned_from} lines it learned from, and on {unseen} of {held_out} "
        "it has not seen."
    )
    all_lines = f"Trained on all {lines}, it is right on {beside} of {held_out}"
    if ten["train"] < 1:
        return f"{few} {all_lines}. This time it did not even learn the few by heart: look at their labels."
    if ten["held_out"] >= 1:
        easy = "It learned them by heart and lost nothing by it. These lines are easier than life."
        return f"{few} {all_lines}. {easy}"
    gap = percent(1 - ten["held_out"], "point")
    few = f"{few} It knows its lines by heart and new ones less well, by {gap}: that gap is overfitting."
    if ten["held_out"] < everything["held_out"]:
        return f"{few} {all_lines}: of more lines it learned what holds for new ones too."
    return (
        f"{few} {all_lines}: on these {held_out}, more lines did not help. That may be chance, or they were "
        f"more of the same; another {held_out} could say otherwise."
    )


def fairness(groups: Mapping[str, Counts], let_pass: str) -> str:
    """Whom the model is unfair to, with counts."""
    worst = worst_groups(groups)
    ordered = sorted(groups.items(), key=lambda one: -one[1].wrongly_rate)
    first, rest = ordered[0], ordered[1:]
    told = f"Of {first[1].to_pass} lines “{let_pass}” of {first[0]} it flagged {first[1].wrongly}"
    told += "".join(f", of {one.to_pass} of {name} {one.wrongly}" for name, one in rest)
    if not worst:
        return f"{told}: no group stands out."
    gap = percent(first[1].wrongly_rate - rest[-1][1].wrongly_rate, "point")
    others = [name for name, _ in ordered if name not in worst]
    who = f"{listed(worst)} {'is' if len(worst) == 1 else 'are'} treated worse"
    # Of two groups it goes without saying than which.
    than = f" than {listed(others)}" if len(groups) > 2 else ""
    return f"{told}. {who}{than}, by {'up to ' if len(others) > 1 else ''}{gap}. {smallness(groups.values())}"


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def smallness(groups: Iterable[Counts]) -> str:
    fewest = min(one.to_pass for one in groups)
    return f"One line more or less moves that by up to {percent(1 / fewest, 'point')}." if fewest else ""


def share(part: int, whole: int) -> str:
    """8 of 9 (88 %). Rounded down: what falls short of a mark must not read as if it reached it."""
    return f"{part} of {whole} ({100 * part // whole} %)" if whole else "0 of 0"


def precision(found: Counts) -> str:
    if not found.flagged:
        return "It flags nothing, so there is no precision."
    return f"{share(found.caught, found.flagged)} of what it flags should be flagged."


def recall(found: Counts) -> str:
    return f"It catches {share(found.caught, found.to_flag)} of what must be caught."


def thin(found: Counts, least: int, flag: str, let_pass: str) -> str:
    """Empty where a refusal set has enough of both sides by the key."""
    if min(found.to_flag, found.to_pass) >= least:
        return ""
    return (
        f"By the key this set has {found.to_flag} of “{flag}” and {found.to_pass} of “{let_pass}”; {least} "
        "of each are asked for. Precision and recall of such a set do not count: a filter that flags "
        "everything could pass it."
    )


def percent(value: float, unit: str = "%") -> str:
    number = round(value * 100)
    if unit == "%":
        return f"{number} %"
    return f"{number} {unit}{'' if number == 1 else 's'}"
