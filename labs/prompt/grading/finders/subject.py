"""Who or what the picture is of: the noun phrases that name something to be seen.

Left out are those whose noun is empty ("a scene"), states another element ("a low angle"), says where
("in a car park"), is only compared ("like a dream"), is negated, or stands under another heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from labs.prompt.grading.chunks import Phrase
from labs.prompt.grading.finders.places import is_setting
from labs.prompt.grading.finders.texture import is_material
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import groups, words
from labs.prompt.grading.reading import Reading
from labs.prompt.grading.tokens import Token

_NOBODY = frozenset(("figure", "figures", "person", "people", "man", "one"))


def subject(reading: Reading) -> list[Range]:
    found = [(phrase.start, phrase.end) for phrase in candidates(reading)]
    return found or list(_answered(reading))


def _answered(reading: Reading) -> Iterator[Range]:
    """Under its own heading any noun that is not empty will do."""
    for field in reading.fields:
        if field.kind == "subject" and field.real:
            said = [
                place
                for place in range(*field.value)
                if reading.tags[place] == "NOUN" and _names(reading, place)
            ]
            if said:
                yield said[0], said[-1] + 1


def candidates(reading: Reading) -> list[Phrase]:
    """What the picture may be of, in the order of the text."""
    taken = reading.other_words
    return [phrase for phrase in reading.phrases if _may_be(reading, phrase, taken)]


def _may_be(reading: Reading, phrase: Phrase, taken: frozenset[int]) -> bool:
    head = phrase.head
    if not reading.stands(phrase.start, phrase.end):
        return False
    being = _being(reading, phrase, taken)
    if not being and (head in taken or not _names(reading, head)):
        return False
    kind = reading.field_of[head]
    if kind and kind not in ("subject", "free"):
        return False
    if kind == "subject":
        return True
    if is_setting(reading, phrase) or _is_material(reading, phrase):
        return False
    if (
        phrase.end - phrase.start == 2
        and reading.word(phrase.start) == "the"
        and reading.word(head) in _NOBODY
    ):
        return False
    if phrase.prep is not None and not _follows(reading, phrase):
        return False
    if being or phrase.led and reading.single(head).endswith(groups("subject")["doers"]):
        return True
    if phrase.led:
        return not _of_speaker(reading, phrase) and (
            _is_one_of(reading, head, "things") or _early(reading, phrase) or _acts(reading, phrase)
        )
    return _described(reading, phrase)


def _is_one_of(reading: Reading, place: int, *groups_: str) -> bool:
    return bool({reading.word(place), reading.single(place)} & words("subject", *groups_))


def _being(reading: Reading, phrase: Phrase, taken: frozenset[int]) -> bool:
    """Somebody is in it, even where a verb was read as a noun: "the caretaker counts keys"."""
    return any(
        place not in taken and not reading.joined(place + 1) and _is_one_of(reading, place, "beings")
        for place in range(phrase.start, phrase.end)
    )


def _early(reading: Reading, phrase: Phrase) -> bool:
    """In one of the first sentences, or after a heading that leaves it free."""
    sentences = reading.sentences
    return phrase.start < sentences[min(1, len(sentences) - 1)][1] or reading.field_of[phrase.head] == "free"


def _acts(reading: Reading, phrase: Phrase) -> bool:
    return reading.tag(phrase.end) in ("PART", "VERB", "REL")


def _is_material(reading: Reading, phrase: Phrase) -> bool:
    """ "toothy paper", "bleary glass": how a surface is, not what the picture is of."""
    return not phrase.led and is_material(reading, phrase.head)


def _names(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    if {token.word, token.single} & words("subject", "empty") or len(token.word) < 3 or token.kind != "word":
        return False
    if token.single in words("subject", "beings", "things"):
        return True
    if token.single.endswith(groups("subject")["abstract-endings"]) and token.single not in words(
        "subject", "concrete-of-such-an-ending"
    ):
        return False
    return not {token.word, token.single} & words("words", "praise")


def _of_speaker(reading: Reading, phrase: Phrase) -> bool:
    """ "my deck", "our client": said of the work."""
    return reading.word(phrase.start) in (
        "my",
        "our",
        "your",
        "this",
        "that",
        "some",
        "any",
        "these",
        "those",
    ) and not (_is_one_of(reading, phrase.head, "beings", "things"))


def _described(reading: Reading, phrase: Phrase) -> bool:
    """Without an article it counts at the beginning, or where it opens its segment and does something."""
    head, after = reading.tokens[phrase.head], reading.tag(phrase.end)
    if phrase.start < reading.segments[0][1] or phrase.prep is not None:
        return _is_one_of(reading, phrase.head, "things") or (
            not _like_adjective(head) and (phrase.end - phrase.start > 1 or after in ("PART", "VERB", "PREP"))
        )
    if not any(start == phrase.start for start, _ in reading.segments) or _of_surface(reading, phrase):
        return head.capital and after == "VERB"
    if _is_one_of(reading, phrase.head, "things"):
        return after in ("PART", "VERB", "PREP", "SIGN")
    return not _like_adjective(head) and after in ("PART", "VERB")


def _like_adjective(head: Token) -> bool:
    return head.word == head.single and head.word.endswith(tuple(groups("subject")["adjective-endings"]))


def _of_surface(reading: Reading, phrase: Phrase) -> bool:
    """ "torn flyposters", "foreground fork": it tells texture or camera."""
    inside = range(phrase.start, phrase.head)
    return any(
        place in reading.other_words or reading.word(place) in words("texture", "surface-adjectives")
        for place in inside
    )


def _follows(reading: Reading, phrase: Phrase) -> bool:
    """Whether what stands after a preposition may be what the picture is of."""
    prep = reading.word(phrase.prep)
    before = reading.single(phrase.prep - 1)
    if prep in ("about", "showing", "featuring", "depicting"):
        return True
    if prep == "of":
        return before in words("subject", "of-a-picture") or reading.tag(phrase.prep - 1) in ("SIGN", "PART")
    if prep in ("on", "through") and before in ("close", "tight", "wide", "push", "in", "hold"):
        return True
    if prep in ("with", "for", "between"):
        return _is_one_of(reading, phrase.head, "beings", "things")
    return False
