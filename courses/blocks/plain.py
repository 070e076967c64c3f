"""Rich text as plain words, for clocks and voices."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import strip_tags

_CODE = re.compile(r"(<pre\b[^>]*>.*?</pre>)", re.IGNORECASE | re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
# As the editor writes it. Taken out first: most texts then hold no tag that needs a parser.
_PARAGRAPH = re.compile(r'<p(?: data-block-key="[\w-]*")?>')
# Before a capital, a figure or an opening quote; a closing quote or bracket stays with its sentence.
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’)]))\s+(?=[\"“‘(]?[^\W_a-z])")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|cf|e\.g|i\.e|approx|[A-Z])\.$")
_EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')
_ENDED = re.compile(r"[.!?…:;][\"”’)»]*$")


@dataclass(frozen=True)
class Piece:
    """A paragraph. code: text to be seen as it stands, line by line, not spoken."""

    text: str
    code: bool = False


@lru_cache(maxsize=512)
def pieces(source: str) -> tuple[Piece, ...]:
    """Paragraphs of rich text in order, without empty ones. The clock asks twice, to read and to speak."""
    found = []
    for part in _CODE.split(source):
        if _CODE.fullmatch(part):
            text = html.unescape(strip_tags(_LINE_BREAK.sub("\n", part))).replace("\u00a0", " ").strip("\n")
            found.append(Piece(text, code=True))
        else:
            texts = (html.unescape(strip_tags(one)) for one in _BREAKS.split(_PARAGRAPH.sub("", part)))
            found.extend(Piece(" ".join(text.split())) for text in texts)
    return tuple(piece for piece in found if piece.text.strip())


def held_code(source: str) -> str:
    """Rich text whose code outlives the editor, which reads line ends and runs of spaces as one space."""

    def held(found: re.Match[str]) -> str:
        lines = found.group().replace("\n", "<br/>")
        return re.sub(r"(?<=<br/>) |(?<=<pre>) | {2,}", lambda run: "\u00a0" * len(run.group()), lines)

    return _CODE.sub(held, source)


def paragraphs(source: str) -> list[str]:
    """Plain paragraphs of rich text, without empty ones."""
    return [" ".join(piece.text.split()) for piece in pieces(source)]


def plain(source: str) -> str:
    return " ".join(paragraphs(source))


def sentences(text: str) -> list[str]:
    """Sentences of a plain paragraph; an abbreviation or an initial ends none."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {part.strip()}"
        elif part.strip():
            found.append(part.strip())
    return found


def spoken_end(text: str) -> str:
    """The text on one line, with an end a voice can hear."""
    text = " ".join(text.split())
    return text if not text or _ENDED.search(text) else f"{text}."


def as_imported(text: str) -> str:
    """Text without what the editor and browsers do to it: keys of paragraphs, entities, line ends."""
    text = _EDITOR_KEYS.sub("", text).replace("\r\n", "\n").strip()
    for entity, letter in (("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'"), ("&nbsp;", "\u00a0")):
        text = text.replace(entity, letter)
    return text
