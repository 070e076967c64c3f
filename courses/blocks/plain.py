"""Rich text as plain words, for clocks and voices."""

import html
import re

from django.utils.html import strip_tags

_BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[^\W_a-z])")


def paragraphs(source: str) -> list[str]:
    """Plain paragraphs of rich text, without empty ones."""
    texts = (html.unescape(strip_tags(part)) for part in _BREAKS.split(str(source)))
    return [" ".join(text.split()) for text in texts if text.strip()]


def plain(source: str) -> str:
    return " ".join(paragraphs(source))


def sentences(text: str) -> list[str]:
    """Sentences of a plain paragraph. Splits only before a capital, a digit or an opening quote."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def spoken_end(text: str) -> str:
    """The text with an end a voice can hear."""
    text = text.strip()
    return text if not text or text[-1] in '.!?…:;"”' else f"{text}."
