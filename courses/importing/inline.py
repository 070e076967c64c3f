"""A line of Markdown as the small rich text that lessons hold: bold, italic, code, links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import nh3
from markdown_it.token import Token

from courses.blocks.plain import held_code, plain

_KEPT = {"a", "b", "strong", "i", "em", "code", "br"}
_DROPPED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_BLOCK = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "tr",
    "td",
    "th",
    "pre",
    "blockquote",
    "summary",
}
_BLOCK_EDGE = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCK))})>")
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_EMPTY_LINK = re.compile(r"<a[^>]*>\s*</a>")
_SAFE = ("http://", "https://", "mailto:", "tel:")
PAGE = "page:"
"""How a link names a page of the studio, by its module's slug or its way down from the home."""
_MARKUP = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "softbreak": " ",
    "hardbreak": "<br/>",
}


@dataclass(frozen=True)
class Picture:
    """A picture as the file names it. line: from 0."""

    src: str
    alt: str
    caption: str
    line: int

    @property
    def remote(self) -> bool:
        return bool(re.match(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", self.src, re.IGNORECASE))


@dataclass(frozen=True)
class Inline:
    html: str
    pictures: tuple[Picture, ...] = field(default=())

    @property
    def text(self) -> str:
        return plain(self.html)


def inline(tokens: Sequence[Token], line: int, exact: bool = False) -> Inline:
    """Rich text of one paragraph, and the pictures that stood in it, in order.

    exact: to the letter, as what was exported is: every space, and links that only lead inside the site.
    """
    pictures = tuple(_picture(token, line) for token in tokens if token.type == "image")
    # A row of badges says nothing; a picture inside a sentence leaves its words.
    in_words = any(token.type in ("text", "code_inline") and token.content.strip() for token in tokens)
    html = "".join(_part(token, in_words) for token in tokens)
    if exact:
        return Inline(_tidied(_clean(html, _KEPT, (*_SAFE, PAGE, "/", "#"))), pictures)
    return Inline(_closed_up(_tidied(_clean(html, _KEPT, (*_SAFE, PAGE)))), pictures)


def _part(token: Token, in_words: bool) -> str:
    if token.type == "text":
        return escape(token.content, quote=False)
    if token.type == "code_inline":
        return f"<code>{escape(token.content, quote=False)}</code>"
    if token.type == "html_inline":
        return token.content
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrGet("href") or ""))}">'
    if token.type == "link_close":
        return "</a>"
    if token.type == "image":
        return escape(token.content, quote=False) if in_words and _picture(token, 0).remote else ""
    return _MARKUP.get(token.type, "")


def _picture(token: Token, line: int) -> Picture:
    return Picture(
        str(token.attrGet("src") or ""),
        _words(token).strip(),
        str(token.attrGet("title") or "").strip(),
        line,
    )


def _words(image: Token) -> str:
    """The alternative text without its Markdown."""
    kinds = {"softbreak": " ", "hardbreak": " "}
    return "".join(kinds.get(one.type, one.content) for one in image.children or [])


def sanitised(html: str) -> str:
    """Only what the editor itself could have written; scripts and styles go with their content."""
    return _closed_up(_tidied(_clean(html, _KEPT)))


def _tidied(kept: str) -> str:
    for old, new in (("strong>", "b>"), ("em>", "i>"), ("<br>", "<br/>"), ("&nbsp;", "\u00a0")):
        kept = kept.replace(old, new)
    return _EMPTY_LINK.sub("", _BARE_LINK.sub(r"\1", kept))


def _closed_up(html: str) -> str:
    return re.sub(r"\s+", " ", html).strip()


def paragraphs_of_html(html: str) -> list[str]:
    """A block of raw HTML as sanitised paragraphs."""
    pieces = _BLOCK_EDGE.split(_clean(html, _KEPT | _BLOCK))
    return [piece for one in pieces if plain(piece := sanitised(one))]


def _clean(html: str, tags: set[str], schemes: tuple[str, ...] = _SAFE) -> str:
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=_DROPPED,
        attributes={"a": {"href"}},
        attribute_filter=lambda tag, name, value: value if value.lower().startswith(schemes) else None,
        url_schemes={"http", "https", "mailto", "tel", "page"},
        link_rel=None,
    )


def preformatted(code: str) -> str:
    """Code as rich text."""
    return held_code(f"<pre>{escape(code.expandtabs(4).rstrip(), quote=False)}</pre>")
