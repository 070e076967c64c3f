"""English words, for those who compare texts. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from courses.blocks.plain import sentences

_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$")
STEM = 5
"""Letters two forms of a word have in common: check, checked, checking."""
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")

NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half "
    "twice"
).split()
NEGATIONS = frozenset(
    "not no never nobody nothing none neither nor without cannot don't doesn't isn't aren't can't won't "
    "hardly".split()
)
STOPWORDS = frozenset(
    "a an the and or but if so as at by for from in into of off on onto out over than that then there these "
    "this those to up with is are was were be been being am do does did has have had will would can could "
    "may might must shall should it its it's he him his she her hers they them their theirs we us our you "
    "your i me my what which who whom whose when where why how all any both each few more most other some "
    "such only own same too very just here one lesson say says said according following true false yes "
    "because before after between while about against during through".split()
) | (NEGATIONS - {"without"})
VERBS = frozenset(
    "add agree answer apply arrange ask assign avoid balance begin brief build calculate change check choose "
    "cite combine compare compose compute consider contrast convert count create cut decide define deliver "
    "demonstrate describe design detect develop direct distinguish divide draft draw edit establish estimate "
    "evaluate explain express find fix follow frame give group identify improve interpret judge keep label "
    "lay leave let light list listen look make mark match measure mend move name note observe open order "
    "organise outline pick place plan point predict prepare present prove put question rank read recognise "
    "recognize record reduce repair replace report review revise rewrite say select separate set show sketch "
    "solve sort spot start state step stop summarise summarize take tell test trace translate try turn use "
    "verify walk watch write".split()
)
"""Verbs an instruction begins with."""
VAGUE = frozenset(
    "this that these those it its they them their he him his she her there here we i but and so or because "
    "then such both neither either also however instead still yet now otherwise".split()
)
"""Words that no sentence can begin with and stand alone, and no term can have."""
LEANING = frozenset("this that these those it its they them their he him his she her".split())
"""Words that mean something named before."""


def words(text: str) -> list[str]:
    """Words and figures in order, without case, punctuation or kinds of apostrophe."""
    even = unicodedata.normalize("NFKC", text).replace("’", "'")
    return [word.casefold() for word in _WORD.findall(even)]


def contains(text: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the words of a part stand in a text side by side. Nothing stands nowhere."""
    return stands_at(text, part) is not None


def stands_at(text: Sequence[str], part: Sequence[str]) -> int | None:
    """How many words of a text stand before the words of a part; None where it does not hold them."""
    size = len(part)
    places = range(len(text) - size + 1) if size else ()
    return next((at for at in places if list(text[at : at + size]) == list(part)), None)


def numbers(text: str) -> set[str]:
    return {word for word in words(text) if word[0].isdigit() or word in NUMBERS}


def names(text: str) -> tuple[set[str], set[str]]:
    """Words with a capital: those inside a sentence, and those that begin one."""
    inside: set[str] = set()
    first: set[str] = set()
    for sentence in sentences(text):
        for at, word in enumerate(_WORD.findall(unicodedata.normalize("NFKC", sentence))):
            if word[0].isupper() and word.casefold() != "i":
                (first if at == 0 else inside).add(word.replace("’", "'").casefold())
    return inside, first


def stem(word: str) -> str:
    """What forms of a word have in common: look, looks, looked."""
    return _ENDING.sub("", word)[:STEM]


def core(text: str) -> list[str]:
    """The words that carry a text's meaning."""
    return [word for word in words(text) if word not in STOPWORDS]
