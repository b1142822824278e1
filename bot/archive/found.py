"""What a search found, as it is shown: the statement, the passage, its snippet and its score."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.archive.asked import Asked
from bot.archive.confidence import Evidence, Outcome, likelihood, outcome
from bot.archive.dates import Days
from bot.archive.joining import Place
from bot.archive.ranking import Weighed
from bot.archive.snippets import snippet_of
from bot.sqlite import Connection


@dataclass(frozen=True)
class Found:
    """A statement that answers, and the passage of it that does."""

    id: str
    """As in every JSON: the one given, or the short one."""
    short: str
    title: str
    date: date
    section: str | None
    language: str
    publisher: str
    point: int | None
    """The point of an article that the passage is in."""
    passage: str
    """Short id and number of the passage, from 1: `4k2pd9xw:3`."""
    start: int
    """Where the passage begins in the statement's text."""
    snippet: str
    marks: tuple[tuple[int, int], ...]
    """Spans of the snippet to be shown in bold."""
    score: float
    """How likely it answers, from 0 to 1: the same scale for every question and archive."""
    words: float
    """Share of the question's words, by their worth, that statement and title hold."""
    cosine: float = 0.0
    """How near in meaning, centred: 0 is unrelated; 0 without a vector."""
    across: bool = False
    """It is in another language than the question."""
    dated: bool = False
    """The question names days, a week at most, and it came out on one of them."""


@dataclass(frozen=True)
class Results:
    """What was found, best first, and how the question was read."""

    asked: Asked
    found: tuple[Found, ...]
    evidence: tuple[Evidence, ...] = ()
    """What spoke for each."""
    days: Days | None = None
    """The days that the question names."""
    dropped: bool = False
    """It asked for what was published on these days; nothing was, so all days were searched."""

    @property
    def outcome(self) -> Outcome:
        """`sure` that the first answers, `perhaps` one does, or `nothing` in the archive does:
        then what was found is not to be shown as an answer.
        """
        return outcome(next(iter(self.evidence), None))


async def shown(
    db: Connection, asked: Asked, weighed: Weighed, chosen: Sequence[Place]
) -> tuple[Found, ...]:
    """These places as they are shown, with scores that do not rise."""
    numbers = json.dumps([place.passage for place in chosen])
    rows = {row[0]: tuple(row) for row in await db.execute_fetchall(_SHOWN, (numbers,))}
    return await asyncio.to_thread(_listed, rows, asked, weighed, chosen)


_SHOWN = """
  select p.n, coalesce(s.id, s.short), s.short, s.title, s.date, s.section, s.language,
    s.publisher, p.point, p.start, substr(s.text, p.start + 1, p.size),
    (select count(*) from passage o where o.statement = p.statement and o.n <= p.n)
  from json_each(?) j join passage p on p.n = j.value join statement s on s.n = p.statement
"""


def _listed(
    rows: Mapping[int, tuple[Any, ...]], asked: Asked, weighed: Weighed, chosen: Sequence[Place]
) -> tuple[Found, ...]:
    listed: list[Found] = []
    score = 1.0
    for place in chosen:
        if place.passage in rows:
            score = min(score, likelihood(place.evidence))
            found = _found(rows[place.passage], asked, weighed)
            said = place.evidence
            near, across = said.near or 0.0, said.across
            listed.append(
                replace(found, score=score, words=said.covered, cosine=near, across=across)
            )
    return tuple(listed)


def _found(row: tuple[Any, ...], asked: Asked, weighed: Weighed) -> Found:
    _, name, short, title, day, section, language, publisher, point, start, text, ordinal = row
    snippet = snippet_of(text, title, asked.terms, weighed.worths)
    return Found(
        id=name,
        short=short,
        title=title,
        date=date.fromisoformat(day),
        section=section,
        language=language,
        publisher=publisher,
        point=point,
        passage=f"{short}:{ordinal}",
        start=start,
        snippet=snippet.text,
        marks=snippet.marks,
        score=0.0,
        words=0.0,
    )
