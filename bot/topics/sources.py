"""Where a fact comes from: the fields `source`, `as_of`, `reviewed` and `review_by` of an entry."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from datetime import date

from bot.entries import Entry, Mapping, Scalar
from bot.talk import Source


@dataclass(frozen=True)
class Taken:
    """From which page and line each field was taken, and when that was true."""

    pages: MappingOf[str, str] = field(default_factory=dict)
    """By field; under the empty name, the whole entry's."""
    as_of: date | None = None
    reviewed: date | None = None
    review_by: date | None = None

    def of(self, entry: Entry, name: str = "", language: str = "") -> Source:
        """The source of one field of that entry."""
        file, line = entry.place(name, language)
        return self.at(Source(file, line), name)

    def at(self, place: Source, name: str = "") -> Source:
        """A place in a knowledge file, with the page that its fact was taken from."""
        return replace(
            place,
            page=self.pages.get(name) or self.pages.get(""),
            as_of=self.as_of,
            reviewed=self.reviewed,
            review_by=self.review_by,
        )


def read_taken(entry: Entry, lines_of_pages: MappingOf[str, int]) -> Taken:
    """The entry's four fields; a page or line that does not exist is a complaint."""
    pages = _pages(entry)
    for name, place in pages.items():
        check_place(entry, name, place, lines_of_pages)
    return Taken(pages, entry.day("as_of"), entry.day("reviewed"), entry.day("review_by"))


def _pages(entry: Entry) -> dict[str, str]:
    node = entry.node_of("source")
    if isinstance(node, Scalar):
        return {"": node.value.strip()}
    if isinstance(node, Mapping):
        values = node.items.items()
        named = {name: each.value.strip() for name, each in values if isinstance(each, Scalar)}
        if len(named) == len(node.items):
            return named
    if node is not None:
        entry.complain("source", "write FILE:LINE, or {field: FILE:LINE}")
    return {}


def check_place(entry: Entry, name: str, place: str, lines_of_pages: MappingOf[str, int]) -> None:
    """Complain unless `source`, of that field or of the whole entry, names a line of a page."""
    file, colon, line = place.rpartition(":")
    if name and not entry.has(name):
        entry.complain("source", f"there is no field {name!r} here")
    elif not (colon and line.isascii() and line.isdigit() and len(line) < 10):
        entry.complain("source", f"{place!r} is not FILE:LINE, like home-page.txt:6")
    elif file not in lines_of_pages:
        entry.complain("source", f"there is no page {file!r} in the folder sources")
    elif not 1 <= int(line) <= lines_of_pages[file]:
        entry.complain("source", f"{file} has {lines_of_pages[file]} lines, and no line {line}")
