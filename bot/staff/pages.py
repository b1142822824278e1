"""A saved page of the embassy's site as import lines: its sections, their items, their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.staff.page_dates import Opening
from bot.staff.page_rows import Row
from bot.staff.page_sections import Section, sections_of
from bot.staff.taking import NotTaken, Refused


@dataclass
class Item:
    """A dated item of a section while it is read."""

    opening: Opening
    line: int
    """Of its title, or of its date while it has none."""
    title: str
    paragraphs: list[str] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """One more row: the title where only the date was there, else a paragraph."""
        if not self.title and not self.paragraphs:
            self.title, self.line = row.text, row.line
        else:
            self.paragraphs.append(row.marker + row.text)


def lines_of_page(rows: Sequence[Row], file: str) -> Iterator[dict[str, Any] | Refused]:
    """Import lines of a page, and what was refused. Raises NotTaken when it has not the shape."""
    sections = sections_of(rows)
    if not sections:
        raise NotTaken(
            "this is not a saved page of the embassy's site: it has no section of speeches or"
            " latest events with items like `16.01.2020 - title`"
        )
    for section in sections:
        yield from _lines_of(section, file)


def _lines_of(section: Section, file: str) -> Iterator[dict[str, Any] | Refused]:
    items, early = items_of(section.rows)
    if early:
        more = f", and {len(early) - 1} more" if len(early) > 1 else ""
        first = early[0]
        yield Refused(file, first.line, f"no date stands above {first.text[:60]!r}{more}")
    for item in items:
        if item.opening.day is None:
            yield Refused(file, item.line, f"there is no such day as {item.opening.printed}")
        elif not item.title:
            yield Refused(file, item.line, f"nothing stands below the date {item.opening.printed}")
        else:
            yield {
                "date": item.opening.day,
                "title": item.title,
                "text": "\n\n".join(item.paragraphs),
                "section": section.name,
                "source": f"{Path(file).name}:{item.line}",
            }


def items_of(rows: Sequence[Row]) -> tuple[list[Item], list[Row]]:
    """The items of a section, and the rows before the first."""
    items, early = list[Item](), list[Row]()
    for row in rows:
        opening = row.opening
        if opening is not None and (not items or opening.like(items[0].opening)):
            items.append(Item(opening, row.line, opening.title))
        elif items:
            items[-1].take(row)
        else:
            early.append(row)
    return items, early
