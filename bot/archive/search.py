"""Search: what the archive has on a question, best first, with the place that says it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import aiosqlite

from bot.archive.asking import Asked, asked_of
from bot.archive.joining import Evidence, Place, places
from bot.archive.ranking import Weighed, weigh
from bot.archive.scope import Scope
from bot.archive.snippets import snippet_of
from bot.archive.store import Archive
from bot.reading.normalise import is_cyrillic

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

RESULTS = 10


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
    """From 0 to 1, the same scale for every question and archive."""
    words: float
    """Share of the question's words, by their worth, that statement and title hold."""
    cosine: float = 0.0
    """How near in meaning, centred: 0 is unrelated; 0 without a vector."""


@dataclass(frozen=True)
class Results:
    """What was found, best first, and how the question was read."""

    asked: Asked
    found: tuple[Found, ...]


async def search(
    archive: Archive, text: str, vector: Numbers | None = None, scope: Scope | None = None
) -> Results:
    """What the archive has on a text, whatever it holds; `vector` is the question's meaning."""
    scope = scope or Scope()
    async with archive.reading() as db:
        shelf = await archive.shelf(db, meaning=vector is not None)
        asked = await asked_of(db, shelf.spelling, text)
        forms = {form for term in asked.content for form in term.forms}
        postings = await shelf.postings.of(db, forms)
        weighed = await asyncio.to_thread(weigh, shelf.columns, asked.content, postings)
        evidence = Evidence(shelf, weighed, vector, _mostly_cyrillic(asked.text))
        chosen = await asyncio.to_thread(places, evidence, scope)
        found = await _found(db, asked, weighed, chosen[:RESULTS])
    return Results(asked, tuple(found))


async def _found(
    db: aiosqlite.Connection, asked: Asked, weighed: Weighed, chosen: Sequence[Place]
) -> list[Found]:
    query = """
      select p.n, coalesce(s.id, s.short), s.short, s.title, s.date, s.section, s.language,
        s.publisher, p.point, p.start, substr(s.text, p.start + 1, p.size),
        (select count(*) from passage o where o.statement = p.statement and o.n <= p.n)
      from json_each(?) j join passage p on p.n = j.value join statement s on s.n = p.statement
    """
    numbers = json.dumps([place.passage for place in chosen])
    async with db.execute(query, (numbers,)) as rows:
        found = {row[0]: _shown(row, asked, weighed) async for row in rows}
    return [
        replace(found[at.passage], score=at.sum, words=at.covered, cosine=at.cosine)
        for at in chosen
        if at.passage in found
    ]


def _shown(row: aiosqlite.Row, asked: Asked, weighed: Weighed) -> Found:
    _, name, short, title, day, section, language, publisher, point, start, text, ordinal = row
    snippet = snippet_of(text, title, asked.content, weighed.worths)
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


def _mostly_cyrillic(text: str) -> bool:
    letters = [each for each in text.lower() if each.isalpha()]
    return 2 * sum(map(is_cyrillic, letters)) > len(letters)
