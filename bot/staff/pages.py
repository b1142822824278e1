"""A saved page of the embassy's site as statements: its sections, their items, their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.staff.page_dates import Opening, opening_of
from bot.staff.page_rows import Row
from bot.staff.page_sections import Section, sections_of
from bot.staff.taking import NotTaken, Refused


@dataclass
class Item:
    """A dated item of a section while it is read."""

    line: int
    day: date | None
    title: str
    paragraphs: list[str] = field(default_factory=list)
    wrong: str | None = None
    """The date as it is printed, when there is no such day."""


def lines_of_page(rows: list[Row], file: str) -> Iterator[dict[str, Any] | Refused]:
    """Import lines of a page, with what was refused. Raises NotTaken when it has not the shape."""
    sections = sections_of(rows)
    if not sections:
        raise NotTaken(
            "this is no page of the embassy's site: no section of speeches or of latest events"
            " with items like `16.01.2020 - title` was found"
        )
    for section in sections:
        yield from _lines_of(section, file)


def _lines_of(section: Section, file: str) -> Iterator[dict[str, Any] | Refused]:
    items, early = items_of(section.rows)
    for row in early:
        yield Refused(file, row.line, f"no date stands above {row.text[:60]!r}")
    for item in items:
        if item.day is None:
            yield Refused(file, item.line, f"there is no such day as {item.wrong}")
        elif not item.title and not item.paragraphs:
            yield Refused(file, item.line, "nothing stands below the date")
        else:
            yield {
                "date": item.day,
                "title": item.title,
                "text": "\n\n".join(item.paragraphs),
                "section": section.name,
                "source": f"{file.rsplit('/', 1)[-1]}:{item.line}",
            }


def items_of(rows: list[Row]) -> tuple[list[Item], list[Row]]:
    """The items of a section, and what stands before the first."""
    items, early = list[Item](), list[Row]()
    style: Opening | None = None
    for row in rows:
        opening = opening_of(row.text)
        if opening is not None and (style is None or opening.like(style)):
            style = style or opening
            items.append(Item(row.line, opening.day, opening.title, [], opening.printed))
        elif not items:
            early.append(row)
        elif not items[-1].title and not items[-1].paragraphs:
            items[-1].title = row.text
        else:
            items[-1].paragraphs.append(row.text)
    return items, early
