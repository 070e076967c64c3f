"""Rich text, as the editor stores it, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from courses.exporting.escaping import escaped, line
from courses.exporting.names import Names
from courses.exporting.unsaid import Unsaid

_EMPTY = {"br", "hr"}
_MARKS = {"b": "**", "i": "*"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs if name != "data-block-key"})
        self._open[-1].children.append(node)
        if tag not in _EMPTY:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self._open[-1].tag != tag:
            raise Unsaid(f"a </{tag}> that closes nothing")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def tree(html: str) -> Node:
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return reader.root


@dataclass(frozen=True)
class Style:
    """tags: bold and italic as <b> and <i>, where asterisks would be read otherwise."""

    names: Names
    tags: bool = False


def markdown(html: str, style: Style) -> list[str]:
    """Lines, with an empty one between two paragraphs. Raises Unsaid."""
    parts = [_part(node, style) for node in tree(html).children]
    return [told for number, part in enumerate(parts) for told in ([""] if number else []) + part]


def one_paragraph(html: str, style: Style) -> list[str]:
    """The lines of what is a single paragraph. Raises Unsaid."""
    children = tree(html).children
    if len(children) != 1 or isinstance(children[0], str) or children[0].tag != "p":
        raise Unsaid("more than a paragraph")
    return _part(children[0], style)


def _part(node: Node | str, style: Style) -> list[str]:
    if isinstance(node, str) or node.attributes:
        raise Unsaid("text outside a paragraph")
    if node.tag == "p":
        return _lines(node.children, style) if node.children else ["<p></p>"]
    if node.tag == "pre":
        return _code(node)
    if node.tag == "hr":
        return ["---"]
    raise Unsaid(f"<{node.tag}>")


def _lines(children: Sequence[Node | str], style: Style) -> list[str]:
    told = [line(text) for text in _inline(children, style).split("\n")]
    return [f"{text}\\" for text in told[:-1]] + told[-1:]


def _inline(children: Sequence[Node | str], style: Style, outer: str = "") -> str:
    return "".join(escaped(one) if isinstance(one, str) else _element(one, style, outer) for one in children)


def _element(node: Node, style: Style, outer: str) -> str:
    if node.tag == "br":
        return "\n"
    if node.tag == "a":
        return _link(node, style)
    if node.attributes or node.tag not in ("b", "i", "code"):
        raise Unsaid(f"<{node.tag}>")
    if node.tag == "code" and not style.tags:
        return _code_words(node)
    inner = _inline(node.children, style, node.tag)
    if style.tags:
        return f"<{node.tag}>{inner}</{node.tag}>"
    mark = "_" if node.tag == "i" and outer == "b" else _MARKS[node.tag]
    return f"{mark}{inner}{mark}"


def _link(node: Node, style: Style) -> str:
    inner = _inline(node.children, style, "a")
    target = node.attributes.get("href")
    if node.attributes.get("linktype") == "page":
        name = style.names.page(node.attributes.get("id", ""))
        if name is None:
            return inner
        target = f"page:{name}"
    elif set(node.attributes) != {"href"} or target is None:
        raise Unsaid("a link of its own kind")
    if style.tags:
        return f'<a href="{escape(target)}">{inner}</a>'
    return f"[{inner}](<{target}>)" if any(letter in target for letter in " ()") else f"[{inner}]({target})"


def _code_words(node: Node) -> str:
    if any(not isinstance(one, str) for one in node.children):
        raise Unsaid("markup within code")
    words = "".join(map(str, node.children))
    if "\n" in words or not words:
        raise Unsaid("code of more than a line")
    fence = "`" * (_longest_run(words, "`") + 1)
    pad = " " if words[0] in "` " or words[-1] in "` " else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _code(node: Node) -> list[str]:
    """A fence. Line ends are <br/> in the editor, and spaces hard ones."""
    text = ""
    for one in node.children:
        if not isinstance(one, str) and one.tag != "br":
            raise Unsaid("markup within code")
        text += one.replace("\u00a0", " ") if isinstance(one, str) else "\n"
    fence = "`" * max(3, _longest_run(text, "`") + 1)
    return [fence, *text.split("\n"), fence]


def _longest_run(text: str, letter: str) -> int:
    longest = run = 0
    for one in text:
        run = run + 1 if one == letter else 0
        longest = max(longest, run)
    return longest
