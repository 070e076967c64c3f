"""Questions whose key is the lesson's own words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from generation.engines.extractive.syntax import Definition, contrast, place_of, swap
from generation.ports import Kind, Sentence, Suggestion
from generation.words import NUMBERS, contains, words

GAP = "____"
WRONG_OPTIONS = 3
READ_AGAIN = "Not this one. Read that passage of the lesson again."
"""To a wrong option. There is another try, so it must not give the key away."""
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w.,]*\d)")
OPPOSITES = (
    ("always", "never"), ("more", "less"), ("larger", "smaller"), ("harder", "softer"), ("hard", "soft"),
    ("above", "below"), ("before", "after"), ("first", "last"), ("wide", "close"), ("warm", "cold"),
    ("left", "right"), ("near", "far"), ("long", "short"), ("longer", "shorter"), ("high", "low"),
    ("bright", "dark"), ("sharp", "soft"), ("sharper", "softer"), ("grows", "shrinks"), ("grow", "shrink"),
    ("big", "small"), ("large", "small"), ("many", "few"), ("slow", "fast"), ("slower", "faster"),
    ("narrow", "wide"), ("enormous", "tiny"), ("everybody", "nobody"), ("anyone", "nobody"),
    ("everything", "nothing"), ("inside", "outside"), ("true", "false"), ("alike", "differently"),
)  # fmt: skip


def about_definitions(
    found: Sequence[Definition], lesson: Sequence[Sentence], seed: int
) -> Iterator[Suggestion]:
    """What is …? The other definitions of the lesson are wrong here."""
    for one in found:
        text = lesson[one.cites].text
        others = [(other.told, _of_another(other)) for other in found if other.cites != one.cites]
        verb = "are" if one.plural else "is"
        question = f"In this lesson, what {verb} {one.asked}?"
        if suggestion := _choice(question, one.told, others, text, one.cites, seed):
            yield suggestion


def _of_another(other: Definition) -> str:
    """A name in it would be none of the cited sentence's."""
    return f"No: the lesson says that of {other.asked}." if other.asked.islower() else READ_AGAIN


def with_gaps(
    order: Sequence[int], lesson: Sequence[Sentence], terms: Sequence[str], seed: int
) -> Iterator[Suggestion]:
    """A sentence with a figure, a term or what it is set against left out."""
    figures = [figure for one in lesson for figure in _FIGURE.findall(one.text)]
    tails = [one.text[slice(*at)] for one in lesson if (at := contrast(one.text))]
    for number in order:
        text = lesson[number].text
        for at, others in _gaps(text, figures, tails, terms):
            gapped = f"{text[: at[0]]}{GAP}{text[at[1] :]}"
            question = f"What belongs in the gap? “{gapped}”"
            told = [(other, READ_AGAIN) for other in others]
            if suggestion := _choice(question, text[slice(*at)], told, text, number, seed):
                yield suggestion
                break


def _gaps(
    text: str, figures: Sequence[str], tails: Sequence[str], terms: Sequence[str]
) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Where a gap could be, and what else could stand there: things of the same kind."""
    if found := _FIGURE.search(text):
        yield found.span(), [*figures, *_near(found[0])]
    for word in NUMBERS:
        if at := place_of(text, word):
            near = NUMBERS.index(word)
            yield at, [other for other in NUMBERS[max(0, near - 2) : near + 3] if other != word]
    if at := contrast(text):
        yield at, [tail for tail in tails if tail != text[slice(*at)]]
    for term in terms:
        at = place_of(text, term)
        # At the beginning of a sentence its capital would give it away among the others.
        if at and at[0] > 0:
            others = [one for one in terms if one.casefold() != term.casefold()]
            yield at, [one.lower() if one[1:] == one[1:].lower() else one for one in others]


def _near(figure: str) -> list[str]:
    if not figure.isdigit() or int(figure) == 0:
        return []
    value = int(figure)
    return [str(value * 2), str(value // 2 if value % 2 == 0 else value + 1), str(value * 10)]


def _choice(
    question: str, key: str, others: Sequence[tuple[str, str]], cited: str, cites: int, seed: int
) -> Suggestion | None:
    """others: wrong options and what is said to them. None where fewer than two are not in the sentence."""
    wrong: dict[tuple[str, ...], tuple[str, str]] = {}
    for text, feedback in others:
        if not contains(words(cited), words(text)):
            wrong.setdefault(tuple(words(text)), (text, feedback))
    if len(wrong) < 2:
        return None
    options = [{"text": key, "correct": True, "feedback": f"Yes. The lesson says: “{cited}”"}]
    for text, feedback in list(wrong.values())[:WRONG_OPTIONS]:
        options.append({"text": text, "correct": False, "feedback": feedback})
    # No secrets here: the order must only be the same next time.
    random.Random(f"{seed} {cites} {question}").shuffle(options)  # noqa: S311
    return Suggestion(Kind.QUESTION, cites, {"question": question, "options": options})


def true_or_false(
    order: Sequence[int], lesson: Sequence[Sentence], terms: Sequence[str], most: int
) -> Iterator[Suggestion]:
    """Sentences as they are, and with one figure or word of them swapped; by turns."""
    false_next, made = True, 0
    for number in order:
        if made == most:
            return
        text = lesson[number].text
        changed = _changed(text, terms) if false_next else None
        yield _false(text, number, *changed) if changed else _true(text, number)
        false_next, made = not changed, made + 1


def _changed(text: str, terms: Sequence[str]) -> tuple[str, str, str] | None:
    if found := _FIGURE.search(text):
        for wrong in _near(found[0]):
            return text[: found.start()] + wrong + text[found.end() :], wrong, found[0]
    neighbours = [(word, NUMBERS[at + 1]) for at, word in enumerate(NUMBERS[:10])]
    lower = [term.lower() for term in terms if term[1:] == term[1:].lower()]
    return (
        swap(text, neighbours)
        or swap(text, OPPOSITES)
        or swap(text, list(zip(lower, lower[1:], strict=False)))
    )


def _false(text: str, number: int, statement: str, wrong: str, right: str) -> Suggestion:
    told = f"The lesson says: “{text}”"
    content = {
        "statement": statement, "answer": False, "if_true": told, "if_false": f"Yes. {told}",
        "wrong": wrong, "right": right,
    }  # fmt: skip
    return Suggestion(Kind.CHECK, number, content)


def _true(text: str, number: int) -> Suggestion:
    told = f"The lesson says: “{text}”"
    content = {"statement": text, "answer": True, "if_true": f"Yes. {told}", "if_false": told}
    return Suggestion(Kind.CHECK, number, content)
