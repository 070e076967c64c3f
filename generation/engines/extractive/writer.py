from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.completeness import LONGEST
from generation.engines.extractive import questions
from generation.engines.extractive.ranking import centrality, spread
from generation.engines.extractive.syntax import Definition, alone, clause, definition, instructs
from generation.ports import SUMMARY_WORDS, Embedder, Kind, Reading, Sentence, Suggestion
from generation.words import words

OBJECTIVES, SUMMARIES, KEY_POINTS, TERMS, QUESTIONS, CHECKS = 3, 2, 5, 6, 6, 4
"""At most so many of each."""
DEFINITIONS = 4
"""Questions that ask what something is; the others have gaps."""
LONGEST_STATEMENT = 28
"""Words. Who answers must hold all of it in mind."""


class Extractive:
    """The default writer: every line is a sentence of the lesson, or words of one. No language model."""

    name, version = "Extractive", "1"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.version = f"{type(self).version}, {embedder.name}"
        self.model = embedder.version

    def propose(self, reading: Reading, *, seed: int) -> list[Suggestion]:
        if not reading.sentences:
            return []
        return list(_Lesson(reading, self._embedder).suggestions(seed))


class _Lesson:
    """A lesson whose sentences are weighed."""

    def __init__(self, reading: Reading, embedder: Embedder) -> None:
        self.reading, self.sentences = reading, reading.sentences
        vectors = embedder.embed([reading.title, *(one.text for one in self.sentences)])
        self.vectors = vectors[1:]
        self.weight = centrality(self.vectors, vectors[0])

    def suggestions(self, seed: int) -> Iterator[Suggestion]:
        defined = self._definitions()
        terms = [*(one.term for one in defined), *self.reading.known, *self._marked()]
        yield from self._objectives(defined)
        yield from self._summaries()
        points = self._best(lambda one: alone(one) and len(one.text) <= 240, KEY_POINTS)
        for number in sorted(points):
            yield Suggestion(Kind.KEY_POINT, number, {"text": self.sentences[number].text})
        yield from self._terms(defined)
        asked = [
            *questions.about_definitions(defined[:DEFINITIONS], self.sentences, seed),
            *questions.with_gaps(self._best(alone, len(self.sentences)), self.sentences, terms, seed),
        ]
        yield from self._spread_out(asked, QUESTIONS)
        used = {one.cites for one in asked[:QUESTIONS]}
        yield from questions.true_or_false(
            self._best(_can_be_judged, len(self.sentences), without=used), self.sentences, terms, CHECKS
        )

    def _best(self, fits, most: int, without: Sequence[int] | set[int] = ()) -> list[int]:
        """Numbers of sentences that fit, the most telling first, each unlike the ones before."""
        fitting = [at for at, one in enumerate(self.sentences) if at not in without and fits(one)]
        return spread(fitting, self.vectors, self.weight, most)

    def _definitions(self) -> list[Definition]:
        """In the order of the lesson, each term once."""
        found: dict[str, Definition] = {}
        for number, sentence in enumerate(self.sentences):
            if one := definition(sentence, number):
                found.setdefault(one.term.casefold(), one)
        return list(found.values())

    def _marked(self) -> list[str]:
        return [word for one in self.sentences for word in one.marked if 1 <= len(words(word)) <= 4]

    def _objectives(self, defined: Sequence[Definition]) -> Iterator[Suggestion]:
        """Instructions of the lesson; where there is none, explaining its main term."""
        longest = LONGEST[Kind.OBJECTIVE]["text"]
        told = self._best(lambda one: instructs(one.text) and len(one.text) <= longest, OBJECTIVES)
        for number in told:
            text = self.sentences[number].text.rstrip(" .!")
            yield Suggestion(Kind.OBJECTIVE, number, {"text": f"{text}."})
        if not told and defined:
            one = max(defined, key=lambda one: float(self.weight[one.cites]))
            verb = "are" if one.plural else "is"
            yield Suggestion(Kind.OBJECTIVE, one.cites, {"text": f"Explain what {one.asked} {verb}."})

    def _summaries(self) -> Iterator[Suggestion]:
        short = {at: clause(one.text, SUMMARY_WORDS) for at, one in enumerate(self.sentences) if alone(one)}
        for number in spread([at for at in short if short[at]], self.vectors, self.weight, SUMMARIES):
            yield Suggestion(Kind.SUMMARY, number, {"text": short[number]})

    def _terms(self, defined: Sequence[Definition]) -> Iterator[Suggestion]:
        known = {word.casefold() for word in self.reading.known}
        made = 0
        for one in defined:
            if one.term.casefold() not in known and made < TERMS:
                made += 1
                told = one.told[0].upper() + one.told[1:]
                yield Suggestion(Kind.TERM, one.cites, {"term": one.term, "definition": f"{told}."})

    def _spread_out(self, asked: Sequence[Suggestion], most: int) -> list[Suggestion]:
        """One question a sentence, in the order of the lesson."""
        first: dict[int, Suggestion] = {}
        for one in asked:
            first.setdefault(one.cites, one)
        return sorted(list(first.values())[:most], key=lambda one: one.cites)


def _can_be_judged(sentence: Sentence) -> bool:
    count = len(sentence.text.split())
    return alone(sentence) and not instructs(sentence.text) and count <= LONGEST_STATEMENT
