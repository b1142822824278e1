"""How many questions came in: by day, topic, language and outcome, as numbers only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from bot.talk import Asked
from bot.wording import written

Counted = Sequence[tuple[Asked, int]]

WIDTH = 40
"""Letters of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_DAYS = 31
_TOPICS = 25


def as_json(counted: Counted, since: date | None) -> str:
    """For programs."""
    told = {
        "since": since.isoformat() if since else None,
        "total": sum(times for _, times in counted),
        "days": dict(sorted(_by(counted, _day).items())),
        "topics": dict(_by(counted, _topic).most_common()),
        "languages": dict(_by(counted, _language).most_common()),
        "outcomes": dict(_by(counted, _outcome).most_common()),
        "counts": [
            {
                "day": asked.day.isoformat(),
                "topic": asked.topic,
                "language": asked.language,
                "outcome": asked.outcome,
                "times": times,
            }
            for asked, times in counted
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_text(counted: Counted) -> str:
    """Tables with bars."""
    if not counted:
        return "Nothing was asked yet."
    parts = [
        ("By day", _days(counted)),
        ("By topic", _by(counted, _topic).most_common(_TOPICS)),
        ("By language", _by(counted, _language).most_common()),
        ("By outcome", _by(counted, _outcome).most_common()),
        ("Without a sure answer, by topic nearest", _unsure(counted)),
    ]
    tables = [f"{title}\n" + "\n".join(_table(rows)) for title, rows in parts if rows]
    total = sum(times for _, times in counted)
    return "\n\n".join([*tables, f"{total} questions."])


def _by(counted: Counted, name: Callable[[Asked], str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for asked, times in counted:
        counts[name(asked)] += times
    return counts


def _topic(asked: Asked) -> str:
    return asked.topic


def _language(asked: Asked) -> str:
    return asked.language


def _outcome(asked: Asked) -> str:
    return asked.outcome


def _day(asked: Asked) -> str:
    return asked.day.isoformat()


def _days(counted: Counted) -> list[tuple[str, int]]:
    """Every day from the first to the last, the last month of them, those without too."""
    counts = {date.fromisoformat(day): number for day, number in _by(counted, _day).items()}
    last = max(counts)
    first = max(min(counts), last - timedelta(days=_DAYS - 1))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [(written(day), counts.get(day, 0)) for day in days]


def _unsure(counted: Counted) -> list[tuple[str, int]]:
    unsure = [(asked, times) for asked, times in counted if asked.outcome != "sure"]
    return _by(unsure, _topic).most_common(_TOPICS)


def _table(rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    most = max(number for _, number in rows)
    width = max(len(name) for name, _ in rows)
    digits = len(str(most))
    for name, number in rows:
        yield f"  {name:{width}}  {number:{digits}}  {bar(number, most)}".rstrip()


def bar(number: int, most: int) -> str:
    """A bar as long as the number's share of the most, to an eighth of a letter."""
    eighths = round(8 * WIDTH * number / most) if most else 0
    whole, rest = divmod(max(eighths, 1 if number else 0), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")
