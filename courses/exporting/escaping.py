"""Words that stand in Markdown as themselves."""

from __future__ import annotations

import re

from courses.exporting.unsaid import Unsaid

_ANYWHERE = re.compile(r"([\\`\[\]])")
_STAR = re.compile(r"\*(?! )|(?<! )\*")
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|:::|[-=~*_]{2,}|[-=]+\s*$)")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Text within a line. Raises Unsaid for what no line can hold."""
    if re.search(r"[\n\r\0]", text):
        raise Unsaid("a line end within a paragraph")
    text = _ANYWHERE.sub(r"\\\1", text)
    text = _UNDERLINE.sub(r"\\_", _STAR.sub(r"\\*", text))
    text = re.sub(r"<(?=[A-Za-z/!?])", r"\\<", text)
    text = text.replace("~~", r"\~\~").replace("{#", r"\{#")
    return _ENTITY.sub("&amp;", text).replace("\u00a0", "&nbsp;").replace("\t", "&#9;")


def line(text: str) -> str:
    """Escaped text as a line of its own: it opens no heading or list, and keeps its outer spaces."""
    text = _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\", text))
    inner = text.strip(" ")
    if not inner:
        return "&#32;" * len(text)
    start = len(text) - len(text.lstrip(" "))
    return "&#32;" * start + inner + "&#32;" * (len(text) - start - len(inner))


def cell(text: str) -> str:
    """Plain text in a cell of a table."""
    return escaped(text).replace("|", r"\|")


def quoted(text: str) -> str:
    """A title in the opening line of a container. Those are read as they stand, so some cannot be said."""
    if not text:
        return ""
    if text != text.strip('"“” ') or re.search(r"[\n\r\0]", text):
        raise Unsaid("a title in quotation marks")
    return f' "{text}"'
