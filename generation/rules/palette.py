"""A studio's few colours made into all that a slide or a sheet is drawn with. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from generation.rules.colour import TEXT, contrast, mixed, nearest

SURFACE, RAISED, LINE, MUTED = 0.035, 0.07, 0.16, 0.3
"""How far surfaces and lines go from the ground towards the text, and quiet words back from it."""
INKS = ("teach", "practise", "story", "ok", "warn", "danger")
"""Colours that mean something and are written in: kept as near to ours as the ground allows."""


def palette(base: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """The colours that differ from `base`. own: any of bg, text, accent; nothing gives nothing."""
    own = {name: colour.upper() for name, colour in own.items() if colour and colour.upper() != base[name]}
    if not own:
        return {}
    bg, text = own.get("bg", base["bg"]), own.get("text", base["text"])
    made = dict(own)
    if "bg" in own or "text" in own:
        made |= {"surface": mixed(bg, text, SURFACE), "raised": mixed(bg, text, RAISED)}
        made |= {"line": mixed(bg, text, LINE)}
    grounds = grounds_of(base, own)
    made["muted"] = nearest(mixed(text, bg, MUTED) if "surface" in made else base["muted"], grounds, TEXT)
    made |= {name: nearest(base[name], grounds, TEXT) for name in INKS}
    return {name: colour for name, colour in made.items() if colour != base.get(name)}


def grounds_of(base: Mapping[str, str], own: Mapping[str, str]) -> tuple[str, ...]:
    """What words stand on: the page, and what lies raised on it."""
    bg, text = own.get("bg") or base["bg"], own.get("text") or base["text"]
    raised = mixed(bg, text, RAISED) if own.get("bg") or own.get("text") else base["raised"]
    return bg.upper(), raised.upper()


def fault(name: str, colour: str, grounds: tuple[str, ...]) -> str:
    """What is wrong with a colour that words are written in, and the nearest that would do; else nothing."""
    worst = min(grounds, key=lambda ground: contrast(colour, ground))
    ratio = contrast(colour, worst)
    if ratio >= TEXT:
        return ""
    shown = int(ratio * 100) / 100
    return (
        f"{name} {colour} on {worst} has a contrast of {shown:g} to 1, and words need {TEXT:g} to 1. "
        f"The nearest that can be read is {nearest(colour, grounds, TEXT)}."
    )
