"""Markdown as the blocks of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from courses.importing import draft
from courses.importing.containers import Opening, opening, prompt, question, scene
from courses.importing.draft import Draft
from courses.importing.inline import Inline, inline, paragraphs_of_html, preformatted
from courses.importing.source import Source

_RAW_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
_TICKED = re.compile(r"\[([ xX])\]\s+")


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    container_plugin(md, "box", validate=lambda params, markup: True)
    return md


class Reader:
    """Reads one file. cast: lower-case name or slug of a character -> its id. notes: what was left out."""

    def __init__(self, source: Source, cast: Mapping[str, int]) -> None:
        self.source = source
        self.cast = cast
        self.notes: list[str] = []
        self.title = ""
        self._md = _parser()
        self._heading = ""
        self._remote: list[int] = []

    def read(self) -> list[Draft]:
        """Raises ImportRefused for a container that is not closed or not filled in."""
        drafts = self._parsed(self.source.lines, 0)
        self.title = next((one.value["text"] for one in drafts if one.kind == "heading"), "")
        if self._remote:
            lines = ", ".join(str(self.source.offset + line + 1) for line in dict.fromkeys(self._remote))
            self.notes.append(
                f"Pictures on the web were left out (lines {lines}). Save them beside the file."
            )
        return drafts

    def _parsed(self, lines: Sequence[str], first: int) -> list[Draft]:
        # A line of its own at the end: the container rule reads past the text of a file without one.
        tree = SyntaxTreeNode(self._md.parse("\n".join(lines) + "\n\n"))
        return self._blocks(tree.children, first)

    def _blocks(self, nodes: Iterable[SyntaxTreeNode], first: int) -> list[Draft]:
        found: list[Draft] = []
        for node in nodes:
            for block in self._block(node, first):
                if found and found[-1].kind == block.kind == "rich_text":
                    found[-1] = draft.text(found[-1].value["text"] + block.value["text"])
                elif found and block.kind == "table":
                    found[-1:] = draft.captioned(found[-1], block)
                else:
                    found.append(block)
        return found

    def _block(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        if node.type == "paragraph":
            line = self._inline(node, first)
            words = [draft.text(f"<p>{line.html}</p>")] if line.text else []
            return words + self._pictures(line)
        if node.type == "heading":
            return self._headed(node, first)
        if node.type in ("bullet_list", "ordered_list"):
            return self._list(node, first)
        if node.type == "table":
            return [draft.table(self._heading, self._rows(node, first))]
        if node.type == "blockquote":
            return self._callout("note", "", self._blocks(node.children, first))
        if node.type in ("fence", "code_block"):
            return [draft.text(preformatted(node.content))] if node.content.strip() else []
        if node.type == "html_block":
            return self._html(node, first)
        return self._box(node, first) if node.type == "container_box" else []

    def _inline(self, node: SyntaxTreeNode, first: int) -> Inline:
        child = next((one for one in node.children if one.type == "inline"), None)
        if child is None or child.token is None:
            return Inline("")
        return inline(child.token.children or [], first + (node.map or (0, 0))[0])

    def _pictures(self, line: Inline) -> list[Draft]:
        self._remote.extend(picture.line for picture in line.pictures if picture.remote)
        return [draft.image(picture) for picture in line.pictures if not picture.remote]

    def _headed(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        line = self._inline(node, first)
        if not line.text:
            return self._pictures(line)
        self._heading = line.text
        return [draft.heading(line.text, int(node.tag[1])), *self._pictures(line)]

    def _list(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        """Nested lists become items of the same list; what cannot stand in a list follows it."""
        items: list[str] = []
        after: list[Draft] = []
        for entry in node.children:
            for block in self._blocks(entry.children, first):
                if block.kind == "list":
                    items.extend(one["value"] for one in block.value["items"])
                elif (
                    item := draft.as_item(_unticked(draft.as_paragraphs(block)))
                    if block.kind != "image"
                    else ""
                ):
                    items.append(item)
                else:
                    after.append(block)
        return [*([draft.listing(items, node.type == "ordered_list")] if items else []), *after]

    def _rows(self, node: SyntaxTreeNode, first: int) -> list[list[str]]:
        rows = [row for part in node.children for row in part.children]
        return [[self._inline(cell, first).text for cell in row.children] for row in rows]

    def _html(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        if _RAW_PICTURE.search(node.content):
            self._note(
                first + (node.map or (0, 0))[0],
                "a picture in raw HTML was left out. Write it as ![what it shows](file.png).",
            )
        html = "".join(f"<p>{piece}</p>" for piece in paragraphs_of_html(node.content))
        return [draft.text(html)] if html else []

    def _callout(self, tone: str, title: str, blocks: list[Draft]) -> list[Draft]:
        html = "".join(draft.as_paragraphs(block) for block in blocks)
        pictures = [block for block in blocks if block.kind == "image"]
        return [*([draft.callout(tone, title[:120], html)] if html else []), *pictures]

    def _box(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        start, end = node.map or (0, 0)
        box = opening(node.info)
        if box is None:
            return self._blocks(node.children, first)
        lines = self.source.lines[first + start + 1 : first + end]
        if first + end >= len(self.source.lines) or not self.source.lines[first + end].strip().startswith(
            ":::"
        ):
            raise self.source.refuse(
                first + start, f"“::: {box.kind}” is never closed. End it with a line of three colons."
            )
        return [
            one.with_purpose(box.purpose) if box.purpose else one
            for one in self._filled(box, lines, first + start + 1)
        ]

    def _filled(self, box: Opening, lines: list[str], first: int) -> list[Draft]:
        if box.kind == "story":
            return [
                scene(
                    box.title,
                    lines,
                    self.cast,
                    lambda line, message: self.source.refuse(first + line, message),
                )
            ]
        if box.kind == "prompt":
            return [prompt(box.title, lines, lambda line, message: self.source.refuse(first + line, message))]
        if box.kind in ("single", "multiple"):
            return [
                question(box.kind, lines, lambda line, message: self.source.refuse(first + line, message))
            ]
        if box.kind == "callout":
            return self._titled(box, lines, first)
        return self._parsed(lines, first)

    def _titled(self, box: Opening, lines: list[str], first: int) -> list[Draft]:
        title, rest = (
            (lines[0].strip(), lines[1:]) if any(line.strip() for line in lines[1:]) else ("", lines)
        )
        return self._callout(box.tone, title, self._parsed(rest, first + len(lines) - len(rest)))

    def _note(self, line: int, message: str) -> None:
        self.notes.append(f"Line {self.source.offset + line + 1}: {message}")


def _unticked(html: str) -> str:
    """A task list's boxes in words."""
    return (
        _TICKED.sub(lambda box: "" if box.group(1) == " " else "Done: ", html, count=1)
        if html.startswith("<p>[")
        else html
    )
