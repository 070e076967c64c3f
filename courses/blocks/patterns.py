"""Regular expressions that authors write: only those that can never take long.

A pattern is refused by its shape. The number of ways in which it can match a text bounds the steps that a
backtracking matcher takes, so a pattern with too many of them is never run, whatever somebody answers.
"""

import re
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]  # the one reader of patterns there is

LONGEST_PATTERN = 100
LONGEST_TEXT = 200
"""Letters of the text a pattern is held against."""
MOST_WAYS = 41_000
"""Two open repeats side by side, and a little: about 30 ms at the worst."""

_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_ONE_WAY = {
    _constants.LITERAL,
    _constants.NOT_LITERAL,
    _constants.ANY,
    _constants.IN,
    _constants.AT,
    _constants.CATEGORY,
}


class BadPattern(ValueError):
    """Its text says what to change."""


@lru_cache(maxsize=512)
def compiled(pattern: str, *, ignore_case: bool) -> re.Pattern[str]:
    """The pattern, ready to be held against up to LONGEST_TEXT letters. Raises BadPattern."""
    if len(pattern) > LONGEST_PATTERN:
        raise BadPattern(f"shorten it to {LONGEST_PATTERN} characters.")
    try:
        found = re.compile(pattern, re.IGNORECASE if ignore_case else 0)
        ways = _ways(_parser.parse(pattern))
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPattern(f"it is not a regular expression: {error}.") from error
    if ways > MOST_WAYS:
        raise BadPattern("it could take very long. Use fewer repeats, and none inside another.")
    return found


def _ways(parts) -> int:
    """In how many ways a sequence can match LONGEST_TEXT letters; counted to MOST_WAYS and no more."""
    total = 1
    for part in parts:
        total *= _ways_of(*part)
        if total > MOST_WAYS:
            break
    return total


def _ways_of(kind, detail) -> int:
    if kind in _ONE_WAY:
        return 1
    if kind is _constants.SUBPATTERN:
        return _ways(detail[-1])
    if kind is _constants.ATOMIC_GROUP:
        return _ways(detail)
    if kind is _constants.BRANCH:
        return sum(_ways(one) for one in detail[1])
    if kind in _REPEATS:
        return _repeated(*detail)
    raise BadPattern("leave out look-around and references to groups.")


def _repeated(least: int, most: int, parts) -> int:
    inner, most = _ways(parts), min(int(most), LONGEST_TEXT)
    if inner == 1:
        return max(1, most - int(least) + 1)
    total = 0
    for times in range(int(least), most + 1):
        total += inner**times
        if total > MOST_WAYS:
            break
    return max(1, total)
