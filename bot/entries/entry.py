"""An entry of the knowledge folder: a mapping asked field by field, and what is left over."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.entries.fields import (
    Sample,
    Text,
    read_day,
    read_flag,
    read_moment,
    read_number,
    read_samples,
    read_scalar,
    read_text,
    read_words,
    read_zone,
)
from bot.entries.nodes import Mapping, Node, Page, Scalar, Sequence, nothing

T = TypeVar("T")


@dataclass
class Entry:
    """One entry while it is read: each field is asked for once, wrong ones are complained of."""

    key: str
    node: Mapping
    page: Page
    line: int
    asked_for: set[str] = field(default_factory=set)
    languages: tuple[str, ...] = ()
    """Those that `embassy.yaml` names; a text that lacks one is complained of."""

    def _read(self, name: str, how: Callable[..., T]) -> T | None:
        self.asked_for.add(name)
        value = self.node.items.get(name)
        if value is None:
            return None
        if nothing(value):
            self.page.complain(
                self.node.lines[name], f"{name}: a value is missing; write it or remove the name"
            )
            return None
        return how(value, self.page, name)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self.node.items

    def value(self, name: str) -> str | None:
        """A single value."""
        return self._read(name, read_scalar)

    def text(self, name: str, everywhere: bool = True) -> Text:
        """A text by language, in every language of the embassy unless not `everywhere`."""
        said = self._read(name, read_text) or Text()
        if said and everywhere:
            self.missing(said.by_language, name)
        return said

    def missing(self, said: Iterable[str], name: str) -> None:
        """Complain of a language that the embassy speaks and this field lacks."""
        for language in self.languages:
            if language not in set(said):
                line = self.node.lines.get(name, self.line)
                self.page.complain(line, f"{name}: the text in {language!r} is missing; add it")

    def samples(self, name: str) -> tuple[Sample, ...]:
        """Phrases by language."""
        return self._read(name, read_samples) or ()

    def day(self, name: str) -> date | None:
        """A day."""
        return self._read(name, read_day)

    def moment(self, name: str) -> datetime | date | None:
        """A day or a moment, as written."""
        return self._read(name, read_moment)

    def zone(self, name: str) -> ZoneInfo | None:
        """A time zone."""
        return self._read(name, read_zone)

    def number(self, name: str) -> int | None:
        """A whole number."""
        return self._read(name, read_number)

    def flag(self, name: str) -> bool:
        """`true` or `false`; false when absent."""
        return self._read(name, read_flag) or False

    def words(self, name: str) -> tuple[tuple[str, int], ...]:
        """A list of names with their lines."""
        return self._read(name, read_words) or ()

    def inside(self, name: str) -> Entry | None:
        """A mapping within the entry, as an entry of its own."""
        value = self.node_of(name)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.page.complain(value, f"{name}: write names and values here, as {{name: value}}")
            return None
        return Entry(f"{self.key}.{name}", value, self.page, value.line, languages=self.languages)

    def node_of(self, name: str) -> Node | None:
        """The field as it stands in the file."""
        return self._read(name, lambda node, page, of: node)

    def line_of(self, name: str, item: str | None = None) -> int:
        """The line of a field's value, or of one item of its list; else the entry's own."""
        value = self.node.items.get(name)
        if isinstance(value, Sequence):
            for each in value.items:
                if isinstance(each, Scalar) and each.value.strip() == item:
                    return each.line
        return value.line if value is not None else self.line

    def must(self, name: str, example: str) -> None:
        """Complain unless the field is there."""
        if name not in self.node.items:
            self.page.complain(self.line, f"{self.key}: {name} is missing; add it, as {example}")

    def complain(self, name: str, sentence: str, item: str | None = None) -> None:
        """Complain of one field, or of one item of its list."""
        self.page.complain(self.line_of(name, item), f"{name}: {sentence}")

    def leftovers(self) -> None:
        """Complain of every field that nobody asked for."""
        for name, line in self.node.lines.items():
            if name in self.asked_for:
                continue
            near = difflib.get_close_matches(name, sorted(self.asked_for), 1, 0.7)
            hint = f"did you mean {near[0]!r}?" if near else "remove it"
            self.page.complain(line, f"{self.key}: {name!r} is not a field of this kind; {hint}")

    def place(self, name: str = "", language: str = "") -> tuple[str, int]:
        """The file, as readers are told, and the line on which a field stands."""
        value = self.node.items.get(name)
        line = value.line if value is not None else self.line
        if isinstance(value, Mapping) and language in value.items:
            line = value.items[language].line
        return self.page.shown or self.page.file, line
