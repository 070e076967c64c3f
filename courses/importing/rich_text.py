"""Rich text that a file gives as it is stored."""

from __future__ import annotations

import re

import nh3

_TAGS = {"p", "b", "i", "code", "a", "br", "hr", "pre", "h2", "h3", "h4", "ul", "ol", "li", "blockquote"}
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "page:", "/", "#")
_KEYS = re.compile(r' data-block-key="[^"<>]*"')
_SAME = (
    ("<br/>", "<br>"),
    ("<hr/>", "<hr>"),
    ("&quot;", '"'),
    ("&#x27;", "'"),
    ("&#39;", "'"),
    ("&nbsp;", "\u00a0"),
)


def plain_form(html: str) -> str:
    """Without what the editor adds for itself and what is only spelling: keys of paragraphs, entities."""
    html = _KEYS.sub("", html)
    for spelt, same in _SAME:
        html = html.replace(spelt, same)
    return html


def is_editors_own(html: str) -> bool:
    """Whether an editor could have stored it: a strict reading takes nothing out and moves nothing."""
    kept = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "p": {"data-block-key"}, "pre": {"data-block-key"}},
        attribute_filter=lambda tag, name, value: (
            value if name != "href" or value.lower().startswith(_SCHEMES) else None
        ),
        url_schemes={"http", "https", "mailto", "tel", "page"},
        link_rel=None,
    )
    return plain_form(kept) == plain_form(html)
