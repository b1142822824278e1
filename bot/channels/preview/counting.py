"""Adds up what was counted, for the charts: by day, by topic, by language, by outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.talk import Asked

OUTCOMES = ("sure", "unsure", "lost")
NO_TOPIC = "none"
"""What the ledger writes for an answer of no topic."""

Counts = Iterable[tuple[Asked, int]]


@dataclass(frozen=True)
class Period:
    """The days that are looked at, both included."""

    first: date
    last: date

    @property
    def before(self) -> Period:
        """As many days that end where this period begins."""
        length = self.last - self.first
        end = self.first - timedelta(days=1)
        return Period(end - length, end)

    def days(self) -> Iterator[date]:
        """Each day in turn."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    def holds(self, day: date) -> bool:
        """Whether the day is one of these."""
        return self.first <= day <= self.last


def summed(counts: Counts, period: Period) -> dict[str, Any]:
    """The sums of a period, and for each topic how often it was asked in the one before."""
    known = list(counts)
    within = [(asked, times) for asked, times in known if period.holds(asked.day)]
    earlier = [(asked, times) for asked, times in known if period.before.holds(asked.day)]
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "total": sum(times for _, times in within),
        "before": sum(times for _, times in earlier) if earlier else None,
        "outcomes": _by_outcome(within),
        "languages": dict(_by_language(within).most_common()),
        "days": list(_days(within, period)),
        "topics": list(_topics(within, earlier)),
    }


def _by_outcome(counts: Counts) -> dict[str, int]:
    tally = Counter({outcome: 0 for outcome in OUTCOMES})
    for asked, times in counts:
        tally[asked.outcome] += times
    return dict(tally)


def _by_language(counts: Counts) -> Counter[str]:
    tally: Counter[str] = Counter()
    for asked, times in counts:
        tally[asked.language] += times
    return tally


def _days(counts: list[tuple[Asked, int]], period: Period) -> Iterator[dict[str, Any]]:
    by_day: dict[date, list[tuple[Asked, int]]] = {}
    for asked, times in counts:
        by_day.setdefault(asked.day, []).append((asked, times))
    for day in period.days():
        yield {"day": day.isoformat(), **_by_outcome(by_day.get(day, []))}


def _topics(within: Counts, earlier: Counts) -> Iterator[dict[str, Any]]:
    """The topics asked for, most asked first."""
    by_topic: dict[str, list[tuple[Asked, int]]] = {}
    for asked, times in within:
        by_topic.setdefault(asked.topic, []).append((asked, times))
    before: Counter[str] = Counter()
    for asked, times in earlier:
        before[asked.topic] += times
    asked_for = [key for key in by_topic if key != NO_TOPIC]
    totals = {key: sum(times for _, times in by_topic[key]) for key in asked_for}
    for key in sorted(asked_for, key=lambda key: (-totals[key], key)):
        yield {
            "topic": key,
            "total": totals[key],
            "before": before[key],
            **_by_outcome(by_topic[key]),
        }
