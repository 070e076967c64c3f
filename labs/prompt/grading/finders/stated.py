"""What most elements share: terms that always state it, terms that need company, nouns that carry it, its
field.
"""

from __future__ import annotations

from collections.abc import Iterator

from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import Hit, groups, words
from labs.prompt.grading.reading import Reading

_MODIFIES = frozenset(("ADJ", "PART", "NOUN", "NUM"))
_BETWEEN = frozenset(("ADV", "JOIN"))
_IS = frozenset("is are be being stays stay remains should must was feels = s".split())


def stated(reading: Reading, element: str) -> list[Range]:
    found = [(hit.start, hit.end) for hit in reading.hits(element, "always") if not _is_prop(reading, hit)]
    found += _weak(reading, element)
    found += _carried(reading, element)
    return found + list(answered(reading, element))


def answered(reading: Reading, element: str) -> Iterator[Range]:
    """The values of fields under this element's heading that say something."""
    for field in reading.fields:
        if field.kind == element and field.real:
            said = [place for place in range(*field.value) if says_something(reading, place)]
            if said:
                yield said[0], said[-1] + 1


def says_something(reading: Reading, place: int) -> bool:
    """A word with a meaning of its own: no praise, no name of an element, nothing negated, no scene or
    video.
    """
    token, tag = reading.tokens[place], reading.tags[place]
    if tag not in ("ADJ", "PART", "NOUN", "VERB", "NUM") or reading.negated[place]:
        return False
    nothing = words("words", "praise", "no-description"), words("subject", "empty")
    return not any(said in listed for listed in nothing for said in (token.word, token.single))


def _is_prop(reading: Reading, hit: Hit) -> bool:
    """ "a noir novel", "reads a western", "a watercolour on the wall": a thing in the picture."""
    after = reading.single(hit.end)
    if (
        "props-after" in groups(hit.file)
        and reading.tag(hit.end) == "NOUN"
        and after in words(hit.file, "props-after")
    ):
        return True
    if "props-before" not in groups(hit.file):
        return False
    if "props-doing" in groups(hit.file) and reading.word(hit.end) in words(hit.file, "props-doing"):
        return True
    place = hit.start - 1
    while reading.tag(place) in ("DET", "OWN", "ADJ") and place > hit.start - 4:
        place -= 1
    return reading.word(place) in words(hit.file, "props-before")


def _weak(reading: Reading, element: str) -> list[Range]:
    """A weak term states its element under its heading, alone between commas, or beside a noun that carries
    it; a
    shy one not even when it is alone.
    """
    known = groups(element)
    weak = [
        hit for hit in reading.hits(element, *{"weak", "shy"} & known.keys()) if not _is_prop(reading, hit)
    ]
    if not weak:
        return []
    own = {
        place
        for hit in (*reading.hits(element, "weak"), *reading.hits(element, "always"))
        for place in range(hit.start, hit.end)
    }
    return [
        (hit.start, hit.end)
        for hit in weak
        if reading.field_of[hit.start] == element
        or (hit.group == "weak" and _alone(reading, hit, own))
        or _beside(reading, hit, element)
    ]


def _alone(reading: Reading, hit: Hit, own: set[int]) -> bool:
    """Nothing else stands in its segment but its like."""
    for start, end in reading.segments:
        if start <= hit.start < end:
            return all(
                place in own
                or reading.tags[place] in _BETWEEN
                or reading.word(place) in ("feel", "a", "please", "go", "keep", "it")
                for place in range(start, end)
            )
    return False


def _beside(reading: Reading, hit: Hit, element: str) -> bool:
    place = hit.end
    while place < hit.end + 5 and (reading.tag(place) in _MODIFIES | _BETWEEN or reading.word(place) == ","):
        if _carries(reading, place, element):
            return True
        place += 1
    place = hit.start - 1
    while place > hit.start - 5 and (
        reading.tag(place) in ("ADV", "ADJ", "JOIN", "AUX", "PRON") or reading.word(place) in _IS | {","}
    ):
        place -= 1
    return _carries(reading, place, element)


def _carries(reading: Reading, place: int, element: str) -> bool:
    """A noun that carries the element, in that sense: "light" is none in "a traffic light"."""
    carriers = words(element, "carriers") if "carriers" in groups(element) else ()
    if reading.single(place) not in carriers and reading.word(place) not in carriers:
        return False
    return not any(hit.start <= place < hit.end for hit in reading.other_senses(element))


def _carried(reading: Reading, element: str) -> list[Range]:
    """ "a funeral mood", "the mood is …", "a texture of …": whatever word it is, the noun says what it
    means.
    """
    found: list[Range] = []
    for place, token in enumerate(reading.tokens):
        if (
            token.kind != "word"
            or not _carries(reading, place, element)
            or not reading.stands(place, place + 1)
        ):
            continue
        if token.word == "looks":
            # "so the kid looks huge"
            continue
        if reading.tags[place] in ("NOUN", "PART", "VERB", "ADJ"):
            found += _before(reading, element, place)
            found += _after(reading, element, place)
    return found


def _before(reading: Reading, element: str, place: int) -> Iterator[Range]:
    if element in ("camera", "genre", "environment"):
        return
    start = place
    while start > 0 and place - start < 4 and reading.tag(start - 1) in _MODIFIES | {"ADV"}:
        start -= 1
    if any(says_something(reading, one) for one in range(start, place)) and reading.stands(start, place):
        yield start, place + 1


def _after(reading: Reading, element: str, place: int) -> Iterator[Range]:
    after = place + 1
    links = _IS | ({"of", "like"} if element in ("mood", "style", "texture") else set())
    while reading.word(after) in links or (after > place + 1 and reading.tag(after) in ("ADV", "DET")):
        after += 1
    if after == place + 1 or reading.word(after - 1) == "s":
        return
    end = after
    while end < after + 4 and reading.tag(end) in _MODIFIES | _BETWEEN | {"DET"}:
        end += 1
    said = [one for one in range(after, min(end, len(reading.tokens))) if says_something(reading, one)]
    if said and reading.stands(said[0], said[-1] + 1):
        yield place, said[-1] + 1
