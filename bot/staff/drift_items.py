"""What a page's sections hold and no statement does: further items, further paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.archive import Statement
from bot.staff.drift_findings import Finding
from bot.staff.drift_statements import Titles, plain
from bot.staff.page_names import furniture, is_way_onward
from bot.staff.page_rows import Row
from bot.staff.page_sections import sections_of
from bot.staff.pages import Item, items_of
from bot.wording import written

_SHOWN = 8
_WORDS = 4
"""Words from which on a row below an item is taken for text, not for a link of the page."""


def item_findings(
    rows: Sequence[Row], titles: Titles, held: Sequence[Statement], day: date | None
) -> Iterator[Finding]:
    """Items of the page, as an import would read them, of which the bot has less than the page."""
    ours = {plain(one.title): one for one in held if one.name in titles.where}
    for section in _sections(rows):
        for item, closed in section:
            statement = ours.get(plain(item.title))
            if statement is None:
                yield from _unknown(item, titles, day)
            elif closed:
                yield from _longer(item, statement)


def _sections(rows: Sequence[Row]) -> Iterator[list[tuple[Item, bool]]]:
    """The items of each section, and whether it is seen where each ends: at another item."""
    sections = [items_of(section.rows)[0] for section in sections_of(rows)]
    for number, items in enumerate(sections, 1):
        last = number == len(sections)
        yield [(item, not last or item is not items[-1]) for item in items]


def _unknown(item: Item, titles: Titles, day: date | None) -> Iterator[Finding]:
    """An item whose title no statement has taken up, and that is no date of the page itself."""
    published, title = item.opening.day, plain(item.title)
    if published is None or not title or (day is not None and published > day):
        return
    places = range(len(titles.texts))
    number = next((n for n in places if title in titles.texts[n] and n not in titles.taken), None)
    if number is not None:
        titles.taken.add(number)
        theirs = f"{written(published)} {title}"
        yield Finding("title", None, theirs, "missing", None, item.line)


def _longer(item: Item, statement: Statement) -> Iterator[Finding]:
    """What follows on the page below a text that is word by word the bot's."""
    ours, theirs = _rows(statement.text.split("\n")), _rows(item.paragraphs)
    said, shown = (" ".join(rows) for rows in (ours, theirs))
    if not said or not shown.startswith(said):
        return
    more = [row for row in theirs if row not in said and _is_text(row)]
    if more:
        words = " ".join(" ".join(more).split()[:_SHOWN])
        yield Finding("text", None, f"{words} …", "missing", statement.name, item.line)


def _rows(texts: Sequence[str]) -> list[str]:
    return [plain(text) for text in texts if text.strip()]


def _is_text(row: str) -> bool:
    return len(row.split()) >= _WORDS and not furniture(row) and not is_way_onward(row)
