"""Titles and texts of statements, found on a page in whatever order and markup."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import accumulate

from bot.archive import Statement
from bot.staff.drift_dates import Dated, date_alone, dates_in
from bot.staff.drift_findings import Finding
from bot.staff.page_names import furniture
from bot.staff.page_rows import Row
from bot.wording import written

ALIKE = 0.75
"""Share of letters from which another title is taken for the same one, changed."""
_LONGEST = 600
_QUOTES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚`´", "'")})
_EDGES = " \t-–—:|·•.,()[]"


def plain(text: str) -> str:
    """A text without differences that readers do not see: kinds of quotation marks, spaces."""
    return " ".join(text.translate(_QUOTES).split())


class Joined:
    """Rows as one text, for what may stand over several of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        texts = [plain(row.text) for row in rows]
        self.text = " ".join(texts)
        self._ends = list(accumulate(len(text) + 1 for text in texts))
        self._lines = [row.line for row in rows]

    def line(self, place: int) -> int:
        """The line of the page on which a place of the text stands."""
        return self._lines[bisect_right(self._ends, place)]

    def places(self) -> Iterator[tuple[int, int]]:
        """Where each row begins and ends."""
        start = 0
        for end in self._ends:
            yield start, end - 1
            start = end

    def row_end(self, place: int) -> int:
        """Where the row ends in which a place of the text stands."""
        return self._ends[bisect_right(self._ends, min(place, self._ends[-1] - 1))] - 1


@dataclass
class Titles:
    """The rows of a page, and which of them statements have taken up."""

    rows: Sequence[Row]
    taken: set[int] = field(default_factory=set)
    where: dict[str, int] = field(default_factory=dict)
    """By statement, the row of its title."""

    def __post_init__(self) -> None:
        self.texts = [plain(row.text) for row in self.rows]
        self._side = -1

    def find(self, statements: Sequence[Statement]) -> None:
        """Note the rows in which titles stand word by word; longer titles first."""
        for statement in sorted(statements, key=lambda each: -len(each.title)):
            title = plain(statement.title)
            for number, text in enumerate(self.texts):
                if _stands_in(title, text) and number not in self.where.values():
                    self.where[statement.name] = number
                    self.taken.add(number)
                    break
        # A page keeps to one side.
        self._side = max((-1, 1), key=self._dated_beside)
        for statement in statements:
            if statement.name in self.where:
                dated = self.day_of(self.where[statement.name], plain(statement.title))
                self.taken.update(dated[1:] if dated else ())

    def _dated_beside(self, side: int) -> int:
        """How many titles have a date alone in the row before (-1) or after (1)."""
        return sum(self._alone(number + side) is not None for number in self.where.values())

    def _alone(self, number: int) -> date | None:
        return date_alone(self.texts[number]) if 0 <= number < len(self.texts) else None

    def free_beside(self, number: int) -> int | None:
        """The row whose date stands in this one, where dates stand; None when it is no title."""
        title = number - self._side
        free = 0 <= title < len(self.texts) and title not in self.taken
        return title if free and furniture(self.texts[title]) is None else None

    def near(self, statement: Statement) -> int | None:
        """The free row that is likest to a title, if one is alike at all."""
        title, best = plain(statement.title), (ALIKE, -1)
        for number, text in enumerate(self.texts):
            if number not in self.taken and len(text) <= _LONGEST:
                shown = _without_date(text)
                likeness = SequenceMatcher(None, title, shown, autojunk=False)
                if likeness.real_quick_ratio() > best[0] and likeness.quick_ratio() > best[0]:
                    best = max(best, (likeness.ratio(), number))
        return best[1] if best[1] >= 0 else None

    def day_of(self, number: int, title: str) -> tuple[date, int] | None:
        """The date printed with the title in a row, and its row: there, or just before or after.

        A date within the title says when something happened, not when it was published.
        """
        text = self.texts[number]
        rest = text.replace(title, "") if title in text else text
        for found in dates_in(rest):
            if title in text or _leads(found, rest):
                return found.day, number
        day = self._alone(number + self._side)
        return (day, number + self._side) if day is not None else None


def _leads(found: Dated, text: str) -> bool:
    return not text[: found.start].strip(_EDGES)


def leads_with_date(text: str) -> bool:
    """Whether a date stands at the beginning of a row."""
    return any(_leads(found, text) for found in dates_in(text))


def _without_date(text: str) -> str:
    for found in dates_in(text):
        if _leads(found, text):
            return text[found.end :].strip(_EDGES)
    return text


def _stands_in(title: str, text: str) -> bool:
    """Whether a title stands in a row as it is: nothing is joined to it, no number is added."""
    before, found, after = text.partition(title)
    if not title or not found or before[-1:].isalnum() or after[:1].isalnum():
        return False
    rest = f"{before} {after}"
    for dated in reversed(list(dates_in(rest))):
        rest = rest[: dated.start] + rest[dated.end :]
    return not any(letter.isdigit() for letter in rest)


def items(titles: Titles, page: date | None) -> Iterator[tuple[date, str, int]]:
    """Dated titles on the page that no statement has taken up: day, title, row."""
    for number, text in enumerate(titles.texts):
        if number in titles.taken or len(text) > _LONGEST:
            continue
        alone = date_alone(text)
        if alone is not None:
            # The page's own date stands above whatever comes first.
            beside = titles.free_beside(number) if alone != page else None
            if beside is not None:
                yield alone, titles.texts[beside], beside
            continue
        for found in dates_in(text):
            title = text[found.end :].strip(_EDGES)
            if _leads(found, text) and title:
                yield found.day, title, number
            break


def title_finding(statement: Statement, titles: Titles) -> Finding:
    """Whether the page has the statement's title and date."""
    ours = f"{written(statement.date)} {statement.title}"
    number = titles.where.get(statement.name)
    number = titles.near(statement) if number is None else number
    if number is None:
        return Finding("title", ours, None, "missing", statement.name)
    titles.taken.add(number)
    titles.where[statement.name] = number
    line, shown = titles.rows[number].line, titles.texts[number]
    dated = titles.day_of(number, plain(statement.title))
    if dated is not None:
        titles.taken.add(dated[1])
        shown = f"{written(dated[0])} {_without_date(shown)}"
    same = dated is not None and dated[0] == statement.date
    same = same and _stands_in(plain(statement.title), titles.texts[number])
    return Finding("title", ours, shown, "agrees" if same else "differs", statement.name, line)
