"""Markdown as the blocks of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from courses.importing import clips, draft
from courses.importing.activities import READERS
from courses.importing.banks import bank
from courses.importing.containers import QUESTIONS, Opening, opening, prompt, scene
from courses.importing.draft import Draft
from courses.importing.ids import BlockIds, ItemIds, Mark, in_comment
from courses.importing.inline import Inline, inline, paragraphs_of_html, preformatted
from courses.importing.links import linked
from courses.importing.marks import all_known, marked
from courses.importing.questions import question
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source
from courses.importing.stored import Known, stored

_RAW_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
_EMPTY_PARAGRAPHS = re.compile(r"(?:<p></p>\s*)+")
_TICKED = re.compile(r"\[([ xX])\]\s+")


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    container_plugin(md, "box", validate=lambda params, markup: True)
    return md


class Reader:
    """Reads one file. notes: what was left out.

    cast: lower-case name or slug of a character -> its id. pages: what a link may name -> the page's id.
    """

    def __init__(
        self, source: Source, cast: Mapping[str, int], pages: Mapping[str, int] | None = None
    ) -> None:
        self.source = source
        self.cast = cast
        self.pages = pages or {}
        self.ids = BlockIds(source)
        self.notes: list[str] = []
        self.title = ""
        self._md = _parser()
        self._references: dict[str, Any] = {}
        self._heading = ""
        self._exact = False
        self._remote: list[int] = []

    def read(self) -> list[Draft]:
        """Raises ImportRefused for a container that is not closed or not filled in."""
        try:
            drafts = self._parsed(self.source.lines, 0)
        except RecursionError as error:
            message = "containers stand far too deep within one another. Take some out."
            raise self.source.refuse(None, message) from error
        self.title = next((one.value["text"] for one in drafts if one.kind == "heading"), "")
        if self._remote:
            lines = ", ".join(str(self.source.offset + line + 1) for line in dict.fromkeys(self._remote))
            self.notes.append(
                f"Pictures on the web were left out (lines {lines}). Save them beside the file."
            )
        return drafts

    def _parsed(self, lines: Sequence[str], first: int) -> list[Draft]:
        # A line of its own at the end: the container rule reads past the text of a file without one.
        self._references = {}
        tree = SyntaxTreeNode(self._md.parse("\n".join(lines) + "\n\n", self._references))
        return self._marked_blocks(tree.children, first)

    def _marked_blocks(self, nodes: Sequence[SyntaxTreeNode], first: int) -> list[Draft]:
        """Blocks of the lesson itself, where a comment may state the id of what stands below it."""
        found: list[Draft] = []
        mark = running = held = None
        for place, node in enumerate(nodes):
            line = first + (node.map or (0, 0))[0]
            if node.type == "html_block" and (said := in_comment(node.content, line)):
                self._all_used(mark)
                mark, running = all_known(self.source, said), None
                continue
            blocks = self._read_exactly(node, first, exact=bool(mark or running or self._exact))
            if mark and self._is_caption(blocks, nodes[place + 1 :]):
                held = blocks[0]
                continue
            for block in blocks:
                runs_on = block.kind == "rich_text" and node.type != "container_box"
                if mark is not None:
                    block = draft.captioned(held, block)[-1] if held else block
                    found.append(marked(self.source, self.ids, mark, block))
                    running, mark, held = (mark if runs_on else None), None, None
                elif running is not None and runs_on:
                    found[-1] = draft.joined(found[-1], block)
                else:
                    running = None
                    draft.append(found, block)
            if mark is not None and node.type != "html_block":
                self._all_used(mark)
        self._all_used(mark)
        return found

    def _read_exactly(self, node: SyntaxTreeNode, first: int, exact: bool) -> list[Draft]:
        before, self._exact = self._exact, exact
        try:
            return self._block(node, first)
        finally:
            self._exact = before

    def _all_used(self, mark: Mark | None) -> None:
        if mark is not None:
            raise self.source.refuse(
                mark.line, f"no block stands below the id “{mark.id[:80]}”. Take the comment out."
            )

    @staticmethod
    def _is_caption(blocks: Sequence[Draft], below: Sequence[SyntaxTreeNode]) -> bool:
        return bool(len(blocks) == 1 and draft.is_caption(blocks[0]) and below and below[0].type == "table")

    def _blocks(self, nodes: Iterable[SyntaxTreeNode], first: int) -> list[Draft]:
        found: list[Draft] = []
        for node in nodes:
            for block in self._block(node, first):
                draft.append(found, block)
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
        if node.type == "hr":
            # Elsewhere a rule is only layout.
            return [draft.text("<hr/>")] if self._exact else []
        return self._box(node, first) if node.type == "container_box" else []

    def _inline(self, node: SyntaxTreeNode, first: int) -> Inline:
        child = next((one for one in node.children if one.type == "inline"), None)
        if child is None or child.token is None:
            return Inline("")
        line = first + (node.map or (0, 0))[0]
        found = inline(child.token.children or [], line, self._exact)
        return replace(found, html=linked(found.html, self.pages, lambda said: self._note(line, said)))

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
        items: list[dict[str, Any]] = []
        after: list[Draft] = []
        ids = ItemIds(self.source.refuse)
        for entry in node.children:
            stated = self._stated(entry, first, ids)
            for block in self._blocks(entry.children, first):
                if block.kind == "list":
                    items.extend(block.value["items"])
                elif (
                    html := draft.as_item(_unticked(draft.as_paragraphs(block)))
                    if block.kind != "image"
                    else ""
                ):
                    items.append(draft.item(html, stated))
                    stated = ""
                else:
                    after.append(block)
        return [*([draft.listing(items, node.type == "ordered_list")] if items else []), *after]

    def _stated(self, entry: SyntaxTreeNode, first: int, ids: ItemIds) -> str:
        """The id at the end of an item's first paragraph, which is then read without it."""
        paragraph = next((one for one in entry.children if one.type == "paragraph"), None)
        token = paragraph.children[0].token if paragraph and paragraph.children else None
        if token is None:
            return ""
        words, stated = ids.taken(first + (entry.map or (0, 0))[0], token.content)
        if stated:
            token.content = words
            token.children = self._md.parseInline(words, self._references)[0].children
        return stated

    def _rows(self, node: SyntaxTreeNode, first: int) -> list[list[str]]:
        rows = [row for part in node.children for row in part.children]
        return [[self._inline(cell, first).text for cell in row.children] for row in rows]

    def _html(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        if _RAW_PICTURE.search(node.content):
            self._note(
                first + (node.map or (0, 0))[0],
                "a picture in raw HTML was left out. Write it as ![what it shows](file.png).",
            )
        if self._exact and _EMPTY_PARAGRAPHS.fullmatch(node.content):
            return [draft.text("".join(node.content.split()))]
        html = "".join(f"<p>{piece}</p>" for piece in paragraphs_of_html(node.content))
        return [draft.text(html)] if html else []

    def _callout(self, tone: str, title: str, blocks: list[Draft]) -> list[Draft]:
        html = "".join(draft.as_paragraphs(block) for block in blocks)
        pictures = [block for block in blocks if block.kind == "image"]
        return [*([draft.callout(tone, title[:120], html)] if html else []), *pictures]

    def _box(self, node: SyntaxTreeNode, first: int) -> list[Draft]:
        start, end = node.map or (0, 0)
        box = opening(node.info)
        self._exact = self._exact or bool(box and box.mark.id)
        if box is None:
            return self._blocks(node.children, first)
        lines = self.source.lines[first + start + 1 : first + end]
        if first + end >= len(self.source.lines) or not self.source.lines[first + end].strip().startswith(
            ":::"
        ):
            raise self.source.refuse(
                first + start, f"“::: {box.kind}” is never closed. End it with a line of three colons."
            )
        blocks = self._filled(box, lines, first + start + 1)
        blocks = [one.with_purpose(box.purpose) if box.purpose else one for one in blocks]
        if len(blocks) != 1 and box.mark.id:
            raise self.source.refuse(
                first + start, f"“{box.mark.id[:80]}” is the id of one block; here are {len(blocks)}."
            )
        mark = replace(box.mark, line=first + start)
        return [marked(self.source, self.ids, mark, one) for one in blocks]

    def _filled(self, box: Opening, lines: list[str], first: int) -> list[Draft]:
        def refuse(line: int, message: str) -> ImportRefused:
            return self.source.refuse(first + line, message)

        if box.kind == "story":
            return [scene(box.title, lines, self.cast, refuse)]
        if box.kind == "prompt":
            return [prompt(box.title, lines, refuse)]
        if box.kind in QUESTIONS:
            return [question(box.kind, box.mark.attributes, lines, refuse)]
        if box.kind == "bank":
            return [bank(box.title, lines, first, self.ids, refuse)]
        if box.kind == "stored":
            known = Known(self.cast, self.pages, first, lambda said: self._note(first, said))
            return [stored(box.title, lines, known, refuse)]
        if read := READERS.get(box.kind):
            return [read(box, lines, self.cast, refuse)]
        if box.kind in clips.KINDS:
            return [clips.clip(box.kind, box.title, lines, first, refuse)]
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
