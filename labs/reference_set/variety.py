"""Whether pictures differ in what a program can see of light and background, and in what is said of angles.

Figures become a few plain words (dark or bright, soft or hard, cool or warm), so that one can see why two
pictures count as alike. A set is varied where it has at least KINDS of them and none covers more than half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from labs.looks import Look
from labs.reference_set.items import Fault, Finding, Item
from labs.reference_set.words import Angle, Check

KINDS = 3
DARK, BRIGHT = 80, 140
"""Mean lightness, 0..255."""
HARD = 25
"""Standard deviation of lightness, 0..255."""
COOL, WARM = -10, 20
"""Mean red less mean blue."""
BUSY = 15
"""Mean strength of edges along the border, 0..255."""
SAME_LINES = 0.12
"""How little the shares of lines differ, on average, in pictures that were taken alike."""


def light_of(look: Look) -> str:
    contrast = "hard" if look.contrast >= HARD else "soft"
    return f"{_lightness(look.brightness)}, {contrast}, {_colour(look.warmth)}"


def background_of(look: Look) -> str:
    lightness, _, warmth = look.border
    return f"{'busy' if look.busy >= BUSY else 'plain'}, {_lightness(lightness)}, {_colour(warmth)}"


def _lightness(mean: float) -> str:
    return "dark" if mean < DARK else "bright" if mean >= BRIGHT else "middling"


def _colour(warmth: float) -> str:
    return "cool" if warmth < COOL else "warm" if warmth >= WARM else "neutral"


def lines_of(look: Look) -> str:
    names = ("level", "upright", "slanting")
    return ", ".join(f"{share:.0%} {name}" for name, share in zip(names, look.lines, strict=True))


def light(items: Sequence[Item]) -> Finding:
    return _varied(Check.LIGHT, items, lambda item: light_of(item.look), "Same light")


def background(items: Sequence[Item]) -> Finding:
    return _varied(Check.BACKGROUND, items, lambda item: background_of(item.look), "Same background")


def angle(items: Sequence[Item]) -> Finding:
    """By what is said of each. What the lines tell is only a hint: `lines_alike`."""
    missing = tuple(
        Fault(item.key, "No angle", "Say where the camera stood.")
        for item in items
        if item.angle not in Angle.values
    )
    if missing:
        return Finding(Check.ANGLE, False, f"{_number(missing)} without an angle.", missing)
    return _varied(Check.ANGLE, items, lambda item: Angle(item.angle).label.lower(), "Same angle")


def lines_alike(items: Sequence[Item]) -> bool:
    """Whether several angles are claimed and lines run the same way in all: look again."""
    if len({item.angle for item in items}) < KINDS or len(items) < KINDS:
        return False
    columns = list(zip(*(item.look.lines for item in items), strict=True))
    spread = [max(one) - min(one) for one in columns]
    return sum(spread) / len(spread) < SAME_LINES


def _varied(check: str, items: Sequence[Item], kind: Callable[[Item], str], badge: str) -> Finding:
    found = Counter(kind(item) for item in items)
    if not found:
        return Finding(check, False, "There is no picture in the set.")
    (commonest, most), number = found.most_common(1)[0], len(items)
    crowded, few = most > (number + 1) // 2, len(found) < KINDS
    if not crowded and not few:
        return Finding(check, True, f"{len(found)} kinds; the commonest is {commonest}: {most} of {number}.")
    told = (
        f"{most} of {number} are {commonest}. Put others in until no kind covers more than half."
        if crowded
        else f"Only {len(found)} kinds: {', '.join(sorted(found))}. A set wants at least {KINDS}."
    )
    alike = [item for item in items if kind(item) == commonest] if most > 1 else []
    share = f"{most} of {number} are like that." if crowded else told
    faults = tuple(Fault(one.key, f"{badge}: {commonest}", share) for one in alike)
    return Finding(check, False, told, faults)


def _number(faults: Sequence[Fault]) -> str:
    return "One picture is" if len(faults) == 1 else f"{len(faults)} pictures are"
