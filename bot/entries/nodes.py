"""What a YAML file holds, with line numbers, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Complaint:
    """What is wrong in a file, where, and what to do about it."""

    file: str
    line: int
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


MOST_COMPLAINTS = 100
"""Complaints that are told of one file."""


class Unreadable(Exception):
    """The knowledge folder has complaints; nothing of it is used."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("\n".join(map(str, sorted(complaints))))
        self.complaints = sorted(complaints)


@dataclass
class Page:
    """One file being read, and what is to be complained of in it."""

    file: str
    """As staff named it, for complaints."""
    shown: str = ""
    """As readers are told, below the knowledge folder's own name."""
    complaints: list[Complaint] = field(default_factory=list)
    noted: int = 0

    def complain(self, where: Node | int, sentence: str) -> None:
        """Note one complaint at a node or a line; after very many only that there are more."""
        if self.full:
            return
        self.noted += 1
        if self.full:
            sentence = "there are more mistakes in this file; put right these first"
        line = where if isinstance(where, int) else where.line
        self.complaints.append(Complaint(self.file, line, sentence))

    @property
    def full(self) -> bool:
        """Whether so much is wrong that nobody would read more."""
        return self.noted > MOST_COMPLAINTS


@dataclass
class Scalar:
    """A value as written."""

    line: int
    value: str
    plain: bool = False
    """Written without quotes, so that an empty one means nothing was given."""
    rows: bool = False
    """Written below a `|`, so that each row of the value is a line of the file."""


@dataclass
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass
class Mapping:
    """Names and values in the order of the file; each name once."""

    line: int
    items: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def nothing(node: Node | None) -> bool:
    """Whether no value was given: absent, empty, or `null`."""
    return node is None or (
        isinstance(node, Scalar) and node.plain and node.value in ("", "~", "null")
    )


def scalars(node: Node) -> Iterator[Scalar]:
    """Every value below a node, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
        return
    children = node.items.values() if isinstance(node, Mapping) else node.items
    for child in children:
        yield from scalars(child)
