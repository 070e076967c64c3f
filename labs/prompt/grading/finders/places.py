"""Where a text says where: places after a preposition, and places that stand for themselves."""

from __future__ import annotations

from functools import cache

from labs.prompt.grading.chunks import Phrase
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import Hit, words
from labs.prompt.grading.reading import Reading

_ENDINGS = (
    "room", "yard", "house", "shop", "field", "side", "land", "way", "port", "works", "station", "park", "hall",
    "grounds", "garden", "market", "bridge", "tunnel", "store", "ward", "shed", "wood", "bank", "shore", "top", "mill",
    "stead", "scape", "drome", "torium",
)  # fmt: skip
_NO_PLACE = frozenset("background foreground way someway airway anyway inside outside side beside hand top laptop tabletop"
    " desktop shampoo hardwood plywood driftwood wood hollywood bollywood husband toward afterward forward steward password"
    " reward award overland greenhouse-gas lampshade everyday doorway-light photoworks fireworks works passport support airport-security"
    " report sport transport waistband gunshop sidewalk lightweight sunglasses broadside bedside-table underside firewood stop"
    " warehouseman dollhouse playhouse whitewash lighthouse-keeper birdhouse powerhouse greenland finland poland".split())  # fmt: skip


@cache
def _names() -> frozenset[str]:
    return words("environment", "countries-and-cities")


def before_place(reading: Reading, phrase: Phrase) -> bool:
    return phrase.prep is not None and reading.word(phrase.prep) in words("environment", "before-places")


def is_place(reading: Reading, phrase: Phrase) -> bool:
    """Whether the phrase ends in a place: "a flooded car park"."""
    token = reading.tokens[phrase.head]
    if token.owns:
        return False
    if phrase.head in reading.place_words:
        return True
    if {token.word, token.single} & _names():
        return True
    return token.single.endswith(_ENDINGS) and token.single not in _NO_PLACE and len(token.single) > 6


def named(reading: Reading, phrase: Phrase) -> bool:
    """ "in Leith": a name after in, at or near."""
    if phrase.prep is None or reading.word(phrase.prep) not in ("in", "at", "near", "outside", "across"):
        return False
    token = reading.tokens[phrase.head]
    return token.capital and token.kind == "word" and not phrase.led and phrase.prep > 0 and token.end - token.start > 3


def reaches(hit: Hit, phrase: Phrase) -> bool:
    return hit.end == phrase.end and hit.start >= phrase.start


def place_range(phrase: Phrase) -> Range:
    return (phrase.start if phrase.prep is None else phrase.prep), phrase.end
