"""The sections of a saved page that hold statements: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.staff.page_dates import opening_of
from bot.staff.page_names import ends_section, furniture, is_way_onward, named, upper
from bot.staff.page_rows import Row

SPEECHES, EVENTS = "speeches", "events"
_LINE = 80
"""Letters of a row from which on it is text and no name of a page."""
_NEAR = 3
"""Rows after its name within which a section has its first item."""
_POINT = re.compile(r"1[.)] \S")


@dataclass
class Section:
    """A section with its rows, its name and ways onward left out."""

    name: str
    heading: int
    beside: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def says(self) -> bool:
        """Whether it holds items, or text; what holds neither is a part of a menu."""
        return any(row.opening or len(row.text) > _LINE for row in self.rows)


def sections_of(rows: Sequence[Row]) -> list[Section]:
    """The sections that say something, in the order of the page; none when no item is dated."""
    reader = _Reader(_dated(rows))
    for number, row in enumerate(reader.rows):
        reader.take(number, row)
    for section in reader.found:
        _drop_foot(section.rows)
        if not section.name:
            pointed = any(_POINT.match(row.marker + row.text) for row in section.rows)
            section.name = SPEECHES if pointed else EVENTS
    dated = any(row.opening for section in reader.found for row in section.rows)
    return [section for section in reader.found if dated and section.says]


class _Reader:
    """Goes down the page, and knows in which section it is."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.found: list[Section] = []
        self.rows = rows
        self._section: Section | None = None

    def take(self, number: int, row: Row) -> None:
        """One more row of the page."""
        if self._section is not None and self._section.beside and not row.beside:
            self._section = None
        onward = is_way_onward(row.text) and not upper(row.text)
        name = None if onward and self._section else self._name(number, row)
        if name is not None:
            self._section = Section(name, row.heading, row.beside)
            self.found.append(self._section)
        elif self._section is None or onward or row.beside > self._section.beside:
            return
        elif self._ends(row):
            self._section = None
        else:
            self._section.rows.append(row)

    def _name(self, number: int, row: Row) -> str | None:
        """Which section begins with this row, if one does; empty for one of another name."""
        if self._awaits_title() or row.opening:
            return None
        name = named(row.text)
        plainly = bool(row.heading) or upper(row.text)
        if name is None and not plainly:
            return None
        within = _NEAR if name is not None and plainly and not row.beside else 1
        if self._item_follows(number, within):
            return name if name is not None else self._another(row)
        alone = self._section is None or self._ends(row)
        return name if plainly and alone and not row.beside else None

    def _another(self, row: Row) -> str | None:
        if ends_section(row.text, bool(row.heading)):
            return None
        if self._section is None:
            return "" if row.heading or upper(row.text) else None
        if row.heading:
            return "" if row.heading <= self._section.heading else None
        return "" if upper(row.text) and row.gap >= 2 and not self._section.heading else None

    def _item_follows(self, number: int, within: int) -> bool:
        below = [row for row in self.rows[number + 1 : number + 1 + _NEAR]]
        shown = [row for row in below if not is_way_onward(row.text)][:within]
        return any(row.opening for row in shown)

    def _awaits_title(self) -> bool:
        if self._section is None or not self._section.rows:
            return False
        opening = self._section.rows[-1].opening
        return opening is not None and not opening.title

    def _ends(self, row: Row) -> bool:
        """Whether what follows is something else than the section."""
        assert self._section is not None
        if self._awaits_title() or row.opening:
            return False
        if row.heading and self._section.heading:
            return row.heading <= self._section.heading
        return ends_section(row.text, bool(row.heading))


def _dated(rows: Sequence[Row]) -> list[Row]:
    """The rows with what opens an item noted; a date above a clock is the page's own."""
    dated = [replace(row, opening=opening_of(row.text)) for row in rows]
    for number, row in enumerate(dated[:-1]):
        alone = row.opening is not None and not row.opening.title
        if alone and furniture(dated[number + 1].text) == "sure":
            dated[number] = replace(row, opening=None)
    return dated


def _drop_foot(rows: list[Row]) -> None:
    """Leave out clocks, contacts and counters that stand below the last item's text."""
    foot = len(rows)
    while foot > 1 and furniture(rows[foot - 1].text):
        foot -= 1
    if any(furniture(row.text) == "sure" for row in rows[foot:]):
        del rows[foot:]
