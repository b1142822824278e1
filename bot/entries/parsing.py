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
MOST_VALUES = 200_000
"""Values of a knowledge file, so that none takes longer than a second to read."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line (YAML 1.1, 5.4)."""
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")
"""Controls, which only an escape such as `\\0` can bring into a value."""


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
    builder = _Builder(page, _line_of(text, len(text)))
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not builder.take(event):
                return None
    except yaml.reader.ReaderError:
        found = _NOT_ALLOWED.search(text)
        line = _line_of(text, found.start() if found else 0)
        page.complain(line, "a character that YAML does not allow stands here; retype the line")
        return None
    except UnicodeEncodeError as wrong:
        page.complain(_line_of(text, wrong.start), "half a character stands here; retype it")
        return None
    except yaml.MarkedYAMLError as wrong:
        page.complain(*_syntax(text, wrong))
        return None
    return builder.root


def _line_of(text: str, position: int) -> int:
    return sum(1 for _ in _BREAK.finditer(text, 0, position)) + 1


def _syntax(text: str, wrong: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Line and sentence; of what is never closed, the line where it begins."""
    rows = _BREAK.split(text)
    mark, began = wrong.problem_mark or wrong.context_mark, wrong.context_mark
    if mark is not None and began is not None and not "".join(rows[mark.line :]).strip():
        mark = began
    line = min(mark.line + 1 if mark else 1, len(rows))
    while line > 1 and not rows[line - 1].strip():
        line -= 1
    shown = rows[line - 1]
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return line, "a tab stands at the start of the line; indent with spaces"
    return line, f"the YAML cannot be read here ({wrong.problem}); check indent, quotes and colons"


_NO_NAME = ("", 0)
"""Stands for a name that is none; what belongs to it is passed over."""


class _Builder:
    """Builds nodes from events with a stack of its own."""

    def __init__(self, page: Page, last_line: int) -> None:
        self.page = page
        self._last_line = last_line
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        self._names: list[tuple[str, int] | None] = []
        self._documents = 0
        self._values = 0

    def take(self, event: yaml.Event) -> bool:
        """One event; False when nothing more of the file can be used."""
        if self.page.full:
            return False
        # What is left out at the end of a file is marked one line after it.
        line = min(event.start_mark.line + 1 if event.start_mark else 1, self._last_line)
        if isinstance(event, yaml.DocumentStartEvent):
            return self._document(line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.page.complain(line, "& and * (anchors) are not used here; write the value out")
            return False
        if getattr(event, "tag", None) is not None:
            self.page.complain(line, "a tag (!...) is not used here; write the plain value")
            return False
        return self._shape(event, line)

    def _document(self, line: int) -> bool:
        self._documents += 1
        if self._documents > 1:
            self.page.complain(line, "a second document begins here (---); use one file for each")
        return self._documents == 1

    def _shape(self, event: yaml.Event, line: int) -> bool:
        if isinstance(event, yaml.ScalarEvent):
            return self._value(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._begin(Sequence(line))
        if isinstance(event, yaml.MappingStartEvent):
            return self._begin(Mapping(line))
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._open.pop()
            self._names.pop()
        return True

    def _value(self, event: yaml.ScalarEvent, line: int) -> bool:
        self._values += 1
        if self._values > MOST_VALUES:
            self.page.complain(line, f"the file has more than {MOST_VALUES} values; split it")
            return False
        if _UNSEEN.search(event.value):
            self.page.complain(line, "a character that cannot be seen stands here; remove it")
        plain = event.style is None or event.style == ""
        self._place(Scalar(line, event.value, plain, rows=event.style == "|"))
        return True

    def _begin(self, node: Sequence | Mapping) -> bool:
        if len(self._open) >= DEEPEST:
            self.page.complain(node, f"the file is nested deeper than {DEEPEST} levels")
            return False
        self._place(node)
        self._open.append(node)
        self._names.append(None)
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
        if name == _NO_NAME:
            return
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
        return _NO_NAME
