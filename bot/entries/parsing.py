"""YAML files as nodes with line numbers, built from parser events: nothing recurses, strings stay.

PyYAML's own loader keeps the last of two equal keys in silence, reads `12:30` as 750 and `no` as
False, and its composer is recursive; so nodes are built from `yaml.parse` events instead.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.entries.nodes import Mapping, Node, Page, Scalar, Sequence

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes of one knowledge file; more is refused before parsing."""
DEEPEST = 40
"""Levels of a knowledge file; more is refused."""


def read_file(path: Path, page: Page) -> tuple[Node | None, Page]:
    """The root of one YAML file, None when unusable; complaints go to the page."""
    text = _text_of(path, page)
    if text is None:
        return None, page
    return parse(text, page), page


def _text_of(path: Path, page: Page) -> str | None:
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except OSError as unreadable:
        page.complain(1, f"the file cannot be read: {unreadable.strerror}")
        return None
    if raw is None:
        page.complain(1, f"the file is larger than {LARGEST_FILE // 2**20} MiB; split it")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        page.complain(line, "this is not UTF-8 text; save the file with the encoding UTF-8")
        return None


def parse(text: str, page: Page) -> Node | None:
    """The root node of a YAML text; complaints go to the page, and None means there is none."""
    builder = _Builder(page)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not builder.take(event):
                return None
    except yaml.reader.ReaderError as wrong:
        line = text.count("\n", 0, _position_of(text, wrong)) + 1
        page.complain(line, "a character that YAML does not allow stands here; retype the line")
        return None
    except UnicodeEncodeError as wrong:
        page.complain(
            text.count("\n", 0, wrong.start) + 1, "half a character stands here; retype it"
        )
        return None
    except yaml.MarkedYAMLError as wrong:
        page.complain(*_syntax(text, wrong))
        return None
    return builder.root


def _position_of(text: str, wrong: yaml.reader.ReaderError) -> int:
    match = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return match.start() if match else int(getattr(wrong, "position", 0) or 0)


def _syntax(text: str, wrong: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = wrong.problem_mark or wrong.context_mark
    line = mark.line + 1 if mark else 1
    rows = text.split("\n")
    shown = rows[line - 1] if line <= len(rows) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return line, "a tab stands at the start of the line; indent with spaces"
    return line, f"the YAML cannot be read here ({wrong.problem}); check indent, quotes and colons"


class _Builder:
    """Builds nodes from events with a stack of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        self._names: list[tuple[str, int] | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """One event; False when nothing more of the file can be used."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            return self._document(line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.page.complain(line, "& and * (anchors) are not used here; write the value out")
            return False
        if isinstance(event, yaml.NodeEvent) and self._tagged(event):
            self.page.complain(line, "a tag (!...) is not used here; write the plain value")
            return False
        return self._shape(event, line)

    def _document(self, line: int) -> bool:
        self._documents += 1
        if self._documents > 1:
            self.page.complain(line, "a second document begins here (---); use one file for each")
        return self._documents == 1

    @staticmethod
    def _tagged(event: yaml.NodeEvent) -> bool:
        tag = getattr(event, "tag", None)
        return tag is not None and tag != "!"

    def _shape(self, event: yaml.Event, line: int) -> bool:
        if isinstance(event, yaml.ScalarEvent):
            self._place(Scalar(line, event.value, plain=event.style is None or event.style == ""))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(self._open) >= DEEPEST:
                self.page.complain(line, f"the file is nested deeper than {DEEPEST} levels")
                return False
            sequence = isinstance(event, yaml.SequenceStartEvent)
            node: Sequence | Mapping = Sequence(line) if sequence else Mapping(line)
            self._place(node)
            self._open.append(node)
            self._names.append(None)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._open.pop()
            self._names.pop()
        return True

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        if isinstance(around, Sequence):
            around.items.append(node)
        else:
            self._place_in_mapping(around, node)

    def _place_in_mapping(self, around: Mapping, node: Node) -> None:
        name = self._names[-1]
        if name is None:
            self._names[-1] = self._name(node)
            return
        self._names[-1] = None
        key, line = name
        if key in around.items:
            first = around.lines[key]
            self.page.complain(line, f"{key!r} stands twice, first in line {first}; keep one")
            return
        around.items[key] = node
        around.lines[key] = line

    def _name(self, node: Node) -> tuple[str, int]:
        if isinstance(node, Scalar):
            return node.value, node.line
        self.page.complain(node, "a name was expected here, not a list or a mapping")
        return f"\0{node.line}", node.line
