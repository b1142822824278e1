"""Counters and clocks: what a page prints beside what the bot says on the page's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import SequenceMatcher
from itertools import combinations

from bot.knowledge import Knowledge
from bot.staff.drift_findings import Finding
from bot.staff.drift_statements import Joined, plain
from bot.staff.page_rows import Row
from bot.topics.clock import Clock
from bot.topics.counter import Counter

ALIKE = 0.8
"""Share of words from which another caption is taken for the same one, changed."""
_COUNT = re.compile(
    r"(?<![\w.,:])(\d{1,3}(?:[ \xa0.,]\d{3})+|\d+)\s+(?=(?:days?|сут\w*|дн\w+|день)\b)", re.I
)
_COUNTING = re.compile(r"\b(?:passed|since|left|until|прошл\w|остал\w+)\b", re.IGNORECASE)
_TIME = r"\D{0,12}?(\d{1,2}):(\d\d)(?!\d)(?::\d\d)?(?: ?([ap])\.?m\b)?"
_HALF = 12 * 60


@dataclass(frozen=True)
class _Printed:
    """A number of days on the page, and what stands behind it there."""

    number: str
    row: str
    """To the end of its row, or to the next such number."""
    after: str
    """To the next such number, over however many rows."""
    line: int


def counter_findings(knowledge: Knowledge, rows: Sequence[Row], day: date) -> Iterator[Finding]:
    """Each counter's caption and its number on the day of the page, then counts of theirs alone."""
    printed = list(_printed(Joined(rows)))
    counters = [
        (topic.key, topic.facts)
        for topic in knowledge.topics.values()
        if isinstance(topic.facts, Counter) and topic.facts.caption
    ]
    # Captions are much alike, so those that are the same word by word find each other first.
    for least in (1.0, ALIKE):
        for key, counter in list(counters):
            best = max(printed, key=lambda one: _likeness(counter, one), default=None)
            if best is not None and _likeness(counter, best) >= least:
                counters.remove((key, counter))
                printed.remove(best)
                yield from _counter_findings(key, counter, best, day)
    for key, counter in counters:
        yield Finding(key, _counted(counter, day), None, "missing", _place(counter))
    for one in printed:
        yield Finding("counter", None, f"{one.number} {one.row}", "missing", None, one.line)


def _counter_findings(
    key: str, counter: Counter, printed: _Printed, day: date
) -> Iterator[Finding]:
    ours, place = _counted(counter, day), _place(counter)
    if _likeness(counter, printed) < 1:
        said = "/".join(f"“{plain(text)}”" for text in counter.caption.by_language.values())
        theirs = f"“{printed.row}”"
        yield Finding(f"{key}: caption", said, theirs, "differs", place, printed.line)
    outcome = "agrees" if ours == printed.number else "differs"
    yield Finding(key, ours, printed.number, outcome, place, printed.line)  # type: ignore[arg-type]


def _place(facts: Counter | Clock) -> str:
    return f"{facts.source.file}:{facts.source.line}"


def _counted(counter: Counter, day: date) -> str:
    """The number of days as the bot says it on that day; words where there is none."""
    left = counter.until_day - day if counter.until_day else day - (counter.since or day)
    return str(left.days) if left.days >= 0 else "no count yet"


def _likeness(counter: Counter, printed: _Printed) -> float:
    """1 for a caption that stands there word by word."""
    captions = [plain(text) for text in counter.caption.by_language.values()]
    for caption in captions:
        if printed.after.startswith(caption) and not printed.after[len(caption) :][:1].isalnum():
            return 1.0
    words = printed.row.split()
    return max(
        min(0.99, SequenceMatcher(None, caption.split(), words, autojunk=False).ratio())
        for caption in captions
    )


def _printed(page: Joined) -> Iterator[_Printed]:
    found = list(_COUNT.finditer(page.text))
    for one, last in zip(
        found, [*(each.start() for each in found[1:]), len(page.text)], strict=False
    ):
        after = page.text[one.end() : last]
        if _COUNTING.search(after[:80]):
            row = after[: page.row_end(one.end()) - one.end()].strip()
            yield _Printed(re.sub(r"\D", "", one[1]), row, after, page.line(one.start()))


def counter_spans(page: Joined, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Where counters stand in a page, each with its caption or to the end of its row."""
    captions = [
        plain(text)
        for topic in knowledge.topics.values()
        if isinstance(topic.facts, Counter)
        for text in topic.facts.caption.by_language.values()
    ]
    for found in _COUNT.finditer(page.text):
        after = page.text[found.end() :]
        if _COUNTING.search(after[:80]):
            whole = max((len(one) for one in captions if after.startswith(one)), default=0)
            yield found.start(), max(page.row_end(found.end()), found.end() + whole)


def clock_spans(page: Joined, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Where clocks of ours stand in a page."""
    for topic in knowledge.topics.values():
        if isinstance(topic.facts, Clock):
            for place in topic.facts.place.by_language.values():
                found = re.search(rf"\b{re.escape(place)}\b{_TIME}", page.text, re.IGNORECASE)
                if found:
                    yield found.span()


def clock_findings(knowledge: Knowledge, rows: Sequence[Row], day: date) -> Iterator[Finding]:
    """How far the page's clocks are apart, beside how far ours are on that day."""
    seen, page = [], Joined(rows)
    for topic in knowledge.topics.values():
        if isinstance(topic.facts, Clock):
            shown = _time_at(topic.facts.place.by_language.values(), page)
            if shown is not None:
                seen.append((topic.key, topic.facts, *shown))
    for one, other in combinations(seen, 2):
        theirs = (one[2] - other[2] + _HALF) % (2 * _HALF) - _HALF
        ours = _apart(one[1], other[1], day)
        outcome = "agrees" if ours == theirs else "differs"
        what = f"{one[0]} and {other[0]}"
        yield Finding(what, _hours(ours), _hours(theirs), outcome, _place(one[1]), one[3])  # type: ignore[arg-type]


def _time_at(places: Iterable[str], page: Joined) -> tuple[int, int] | None:
    """The minutes of the day that the page shows for a place, and the line."""
    for place in places:
        found = re.search(rf"\b{re.escape(place)}\b{_TIME}", page.text, re.IGNORECASE)
        if found:
            return _minutes(found), page.line(found.start())
    return None


def _minutes(found: re.Match[str]) -> int:
    """The minutes of the day; at noon and midnight twelve is nought of the half that follows."""
    hours, half = int(found[1]), (found[3] or "").lower()
    hours = hours % 12 + 12 * (half == "p") if half else hours
    return 60 * hours + int(found[2])


def _apart(one: Clock, other: Clock, day: date) -> int:
    noon = datetime.combine(day, time(12), UTC)
    offsets = [noon.astimezone(clock.zone).utcoffset() for clock in (one, other)]
    seconds = [offset.total_seconds() if offset else 0.0 for offset in offsets]
    return round((seconds[0] - seconds[1]) / 60)


def _hours(minutes: int) -> str:
    return f"{abs(minutes) // 60}:{abs(minutes) % 60:02} {'ahead' if minutes >= 0 else 'behind'}"
