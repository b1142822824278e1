"""The entries of a folder as they stand in its files, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.entries import Complaint, Node, Scalar, Sequence
from bot.entries import Mapping as MappingNode
from bot.knowledge.folder import Folder
from bot.staff.schema_fields import OWN, Field, fields_of


@dataclass(frozen=True)
class Written:
    """One entry as it is written."""

    key: str
    kind: str
    file: str
    line: int
    node: MappingNode

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields that an entry of this kind may have."""
        return fields_of(self.kind)

    def line_of(self, name: str) -> int:
        """The line on which a field begins, else the entry's own."""
        return self.node.lines.get(name, self.line)

    def warn(self, line: int, sentence: str) -> Complaint:
        """A warning in this entry's file."""
        return Complaint(self.file, line, f"{self.key}: {sentence}", warning=True)


def written_in(folder: Path) -> list[Written]:
    """Every entry of a folder that its loader accepts, in the order of the files."""
    read, found = Folder(folder), []
    for path in read.topic_files():
        node, page = read.mapping(path)
        for key, value in node.items.items():
            if isinstance(value, MappingNode):
                kind = value.items.get("kind")
                name = kind.value if isinstance(kind, Scalar) else "note"
                kind_name = name if name in OWN else "note"
                found.append(Written(key, kind_name, page.file, node.lines[key], value))
    return found


def values_of(node: Node) -> Iterator[Scalar]:
    """Every single value below a node."""
    if isinstance(node, Scalar):
        yield node
        return
    below = node.items if isinstance(node, Sequence) else node.items.values()
    for child in below:
        yield from values_of(child)
