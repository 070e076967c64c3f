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
    if head in taken or not reading.stands(phrase.start, phrase.end) or not _names(reading, head):
        return False
    kind = reading.field_of[head]
    if kind and kind not in ("subject", "free"):
        return False
    if kind == "subject":
        return True
    if is_setting(reading, phrase) or _is_material(reading, phrase):
        return False
    if phrase.prep is not None and not _follows(reading, phrase):
        return False
    return (
        phrase.led
        and not _of_speaker(reading, phrase)
        or _is_concrete(reading, head)
        or _described(reading, phrase)
    )


def _is_material(reading: Reading, phrase: Phrase) -> bool:
    """ "toothy paper", "bleary glass": how a surface is, not what the picture is of."""
    return not phrase.led and is_material(reading, phrase.head)


def _names(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    if {token.word, token.single} & words("subject", "empty") or len(token.word) < 3 or token.kind != "word":
        return False
    if token.single in words("subject", "concrete"):
        return True
    if token.single.endswith(groups("subject")["abstract-endings"]) and token.single not in words(
        "subject", "concrete-of-such-an-ending"
    ):
        return False
    return not {token.word, token.single} & words("words", "praise")


def _is_concrete(reading: Reading, place: int) -> bool:
    return bool({reading.word(place), reading.single(place)} & words("subject", "concrete"))


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
    ) and not (_is_concrete(reading, phrase.head))


def _described(reading: Reading, phrase: Phrase) -> bool:
    """Without an article: at the head of its segment, with a word that describes it or something that it
    does.
    """
    head = reading.tokens[phrase.head]
    if (
        head.word.endswith(("y", "ic", "al", "ous", "ive", "ed", "ish", "like", "esque"))
        and head.word == head.single
    ):
        return False
    if not any(start == phrase.start for start, _ in reading.segments) and phrase.prep is None:
        return head.capital and reading.tag(phrase.end) == "VERB"
    after = reading.tag(phrase.end)
    return (
        phrase.end - phrase.start > 1
        or after in ("PART", "VERB", "PREP")
        or head.word.endswith(("er", "ist", "man", "woman"))
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
        return _is_concrete(reading, phrase.head)
    return False
