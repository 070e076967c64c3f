"""What a text takes out of the picture: which words stand under a negation, and which of these are
restrictions.

"no A, B or C" takes out all three; a comma, a full stop, "but" or "while" ends it. "Not only", "nothing
but" and "not without" negate nothing. "He can't sleep" negates sleeping, and restricts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import Hit, hits, tree, words
from labs.prompt.grading.tokens import BREAKS, ENDS, Token

_FARTHEST = 40
_LISTED = 6
_TOLD = 4
_SHOWN = frozenset(
    "show shown seen see visible appear reveal revealed be in on use used include let allow".split()
)
_THOSE = frozenset(("PRON", "NOUN", "REL"))


@dataclass(frozen=True, slots=True)
class Scope:
    """cue, reach: ranges of tokens. restricts: it says what must not appear or happen."""

    cue: Range
    reach: Range
    restricts: bool

    @property
    def whole(self) -> Range:
        return min(self.cue[0], self.reach[0]), max(self.cue[1], self.reach[1])


def scopes(tokens: Sequence[Token], tags: Sequence[str]) -> list[Scope]:
    found: list[Scope] = []
    done = 0
    for hit in _cues(tokens, tags):
        if hit.start < done or hit.group in ("ends", "free-of", "out"):
            continue
        scope = _scope(tokens, tags, hit)
        done = hit.end
        if scope:
            found.append(scope)
    return found + _kept_out(tokens) + _freed(tokens)


def _cues(tokens: Sequence[Token], tags: Sequence[str]) -> list[Hit]:
    """At each place the longest; of two of a length, what is no negation, then what stands after a thing."""
    rank = {"no-negation": 0, "after": 1, "forbids": 2}
    found = hits(tree("negation"), tokens, tags)
    return sorted(found, key=lambda hit: (hit.start, -hit.end, rank.get(hit.group, 3)))


def _scope(tokens: Sequence[Token], tags: Sequence[str], hit: Hit) -> Scope | None:
    if hit.group == "no-negation":
        return None
    cue = (hit.start, hit.end)
    if hit.group == "after" and (reach := _before(tokens, hit.start)):
        return Scope(cue, (reach[0], _clause_end(tokens, hit.end)), True)
    reach = (hit.end, _end(tokens, tags, hit.end))
    if reach[0] == reach[1]:
        return None
    restricts = _RULES.get(hit.group, _forbids)(tokens, tags, hit)
    if not restricts and hit.group != "no":
        reach = (reach[0], min(reach[1], _told_end(tokens, tags, hit.end)))
    return Scope(cue, reach, restricts)


def _forbids(tokens: Sequence[Token], tags: Sequence[str], hit: Hit) -> bool:
    if hit.start and tokens[hit.start - 1].word in ("has", "have", "had", "having", "who", "was", "were"):
        return False
    # "She hides in the cellar", "he avoids her": somebody in the picture does it.
    subject = tags[hit.start - 1] if hit.start else "SIGN"
    return (
        not (subject in _THOSE and tokens[hit.start].word.endswith("s"))
        and tokens[hit.start].word != "hide"
        or (hit.start == 0)
    )


def _no(tokens: Sequence[Token], tags: Sequence[str], hit: Hit) -> bool:
    return hit.end < len(tokens) and tokens[hit.end].is_word and tokens[hit.end].kind == "word"


def _without(tokens: Sequence[Token], tags: Sequence[str], hit: Hit) -> bool:
    after = tokens[hit.end].word
    if tags[hit.end] == "OWN":
        return False
    return not after.endswith("ing") or after in (
        "showing",
        "using",
        "seeing",
        "revealing",
        "adding",
        "lettering",
    )


def _orders(tokens: Sequence[Token], tags: Sequence[str], hit: Hit) -> bool:
    cue = tokens[hit.start].word
    after = tokens[hit.end].word if hit.end < len(tokens) else ""
    before = tags[hit.start - 1] if hit.start else "SIGN"
    if cue == "nothing":
        return not after.endswith("s") and tags[hit.end] not in ("AUX", "VERB")
    if cue in ("nobody", "no", "noone"):
        return after in (
            "in",
            "on",
            "else",
            "should",
            "must",
            "may",
            "can",
            "visible",
            "is",
            "at",
            "near",
            "to",
        )
    if cue == "nowhere":
        return False
    if hit.end < len(tokens) and tags[hit.end] == "AUX" and cue == "never":
        return False
    if cue == "not" and _contrasted(tokens, hit):
        return False
    if cue == "not":
        return before not in ("AUX", "PRON", "NOUN") or _of_the_work(tokens, hit.start)
    if cue in ("don't", "dont", "do"):
        return before not in _THOSE or tokens[hit.start - 1].word in ("you", "we", "please", "i")
    return before not in _THOSE | {"AUX"} or after in _SHOWN or tokens[hit.start - 1].word in ("we", "you")


def _contrasted(tokens: Sequence[Token], hit: Hit) -> bool:
    """ "pages, not pictures", "inherited, not bought": one word against the one before, and no order."""
    if not hit.start or tokens[hit.start - 1].word != ",":
        return False
    start = _before(tokens, hit.start - 1) or (0, 0)
    end = _clause_end(tokens, hit.end)
    said = {token.word for token in tokens[start[0] : hit.start]}
    return end - hit.end == 1 and not said & {"not", "please", "no", "never"} and start[1] - start[0] > 2


def _of_the_work(tokens: Sequence[Token], place: int) -> bool:
    """ "it's not a thriller": what the picture is, not what somebody in it is."""
    return any(
        one.word in ("it's", "it", "this", "that", "film", "picture")
        for one in tokens[max(place - 2, 0) : place]
    )


def _tells(tokens: Sequence[Token], tags: Sequence[str], hit: Hit) -> bool:
    about = tokens[hit.start - 1].word if hit.start else ""
    shown = any(
        one.word in ("show", "shown", "seen", "see", "appear", "visible")
        for one in tokens[hit.end : hit.end + 2]
    )
    return shown and (about in ("we", "you", "camera", "face", "audience") or tokens[hit.end].word == "be")


_RULES = {"no": _no, "without": _without, "orders": _orders, "tells": _tells}


def _before(tokens: Sequence[Token], place: int) -> Range | None:
    """What stands before a cue in its segment: "faces must not …". None for an order without a thing."""
    start = place
    while start > 0 and not (tokens[start - 1].kind == "sign" and tokens[start - 1].word in BREAKS):
        start -= 1
    return (start, place) if place > start else None


def _clause_end(tokens: Sequence[Token], start: int) -> int:
    """The end of a negation's own clause."""
    ends = words("negation", "ends")
    for place in range(start, min(start + _FARTHEST, len(tokens))):
        token = tokens[place]
        if (token.kind == "sign" and token.word in BREAKS) or (token.word in ends and place > start):
            return place
    return min(start + _FARTHEST, len(tokens))


def _end(tokens: Sequence[Token], tags: Sequence[str], start: int) -> int:
    """The end of the clause, or of the list that it begins: A, B or C."""
    end = _clause_end(tokens, start)
    place = end
    while place < len(tokens) and tokens[place].word in ",/":
        after = _clause_end(tokens, place + 1)
        listed = range(place + 1, after)
        if not 0 < len(listed) <= _LISTED or place - start > _FARTHEST:
            break
        if any(tags[one] in ("VERB", "AUX", "NEG") for one in listed):
            break
        if any(tokens[one].word in ("or", "nor") for one in listed):
            end = after
        elif tokens[place].word == "/":
            end = after
        place = after
    return end


def _told_end(tokens: Sequence[Token], tags: Sequence[str], start: int) -> int:
    """Of what is only told, the few words up to the next preposition."""
    for place in range(start, min(start + _TOLD, len(tokens))):
        if tags[place] == "PREP" or (tokens[place].kind == "sign" and tokens[place].word in BREAKS):
            return place
    return min(start + _TOLD, len(tokens))


def _kept_out(tokens: Sequence[Token]) -> list[Scope]:
    """ "keep faces off screen", "leave the sky out"."""
    found = []
    for place, token in enumerate(tokens):
        if token.word not in (
            "keep",
            "leave",
            "kept",
            "stay",
            "stays",
            "staying",
            "keeping",
            "leaving",
            "left",
            "cut",
            "crop",
        ):
            continue
        for out in range(place + 1, min(place + 9, len(tokens))):
            if tokens[out].kind == "sign" and tokens[out].word in ENDS:
                break
            if tokens[out].word in ("off", "out", "offscreen", "hidden", "unseen", "away"):
                start = place + 1 if out > place + 1 else max(place - 3, 0)
                found.append(
                    Scope((place, out + 1), (start, min(_clause_end(tokens, out), len(tokens))), True)
                )
                break
    return found


def _freed(tokens: Sequence[Token]) -> list[Scope]:
    """ "logo-free"."""
    return [
        Scope((place, place + 1), (place - 1, place), True)
        for place, token in enumerate(tokens)
        if token.word == "free" and token.joined and tokens[place - 1].single in words("negation", "free-of")
    ]
