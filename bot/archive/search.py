"""Search: what the archive has on a question, best first, with the place that says it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.archive.asked import Asked, Term
from bot.archive.asking import asked_of
from bot.archive.dates import Days, days_in, speaks_of_publishing
from bot.archive.editions import for_reader
from bot.archive.found import Found as Found
from bot.archive.found import Results as Results
from bot.archive.found import shown
from bot.archive.joining import Place, Question, places
from bot.archive.postings import Posting
from bot.archive.ranking import Weighed, weigh
from bot.archive.scope import Scope
from bot.archive.shelf import Shelf
from bot.archive.store import Archive
from bot.reading.normalise import is_cyrillic
from bot.sqlite import Connection

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


async def search(
    archive: Archive, text: str, vector: Numbers | None = None, scope: Scope | None = None
) -> Results:
    """What the archive has on a text, whatever it holds; `vector` is the question's meaning.

    A date raises what came out then. With words of publishing it filters, unless that leaves
    nothing; never beside days that the scope itself gives.
    """
    scope = scope or Scope()
    async with archive.reading() as db:
        shelf = await archive.shelf(db, meaning=vector is not None)
        asked = await asked_of(db, shelf.spelling, text)
        days = days_in(asked.text, scope.today or scope.until or date.max)
        asking = _Asking(shelf, asked, vector, days)
        if days is not None and days.filters and scope.since is None:
            results = await _search(db, asking, _within(scope, days))
            if results.outcome != "nothing":
                return results
            asking = replace(asking, days=replace(days, filters=False))
            return replace(await _search(db, asking, scope), dropped=True)
        return await _search(db, asking, scope)


@dataclass(frozen=True)
class _Asking:
    """A question with what it is asked of."""

    shelf: Shelf
    asked: Asked
    vector: Numbers | None
    days: Days | None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms to look for: under a filter those that are not about when it came out."""
        if self.days is None or not self.days.filters:
            return self.asked.content
        return tuple(term for term in self.asked.content if not self._about_when(term))

    def dated(self, weighed: Weighed) -> float:
        """The share of the question's worth that lies in naming its days."""
        if self.days is None:
            return 0.0
        if self.days.filters:
            return 0.0 if self.terms else 1.0
        worths = zip(self.terms, weighed.worths, strict=True)
        named = sum(worth for term, worth in worths if self.days.holds(term.start))
        return named / max(sum(weighed.worths), 1e-9)

    def _about_when(self, term: Term) -> bool:
        within = self.days is not None and self.days.holds(term.start)
        return within or speaks_of_publishing(term.word)


async def _search(db: Connection, asking: _Asking, scope: Scope) -> Results:
    shelf, terms = asking.shelf, asking.terms
    postings = await shelf.postings.of(db, {form for term in terms for form in term.forms})
    weighed, chosen = await asyncio.to_thread(_chosen, asking, postings, scope)
    found = await shown(db, replace(asking.asked, terms=terms), weighed, chosen)
    found = tuple(replace(each, dated=_on(asking.days, each.date)) for each in found)
    return Results(asking.asked, found, tuple(each.evidence for each in chosen), asking.days)


def _on(days: Days | None, day: date) -> bool:
    return days is not None and days.within_a_week and days.first <= day <= days.last


def _chosen(
    asking: _Asking, postings: Mapping[str, Posting], scope: Scope
) -> tuple[Weighed, list[Place]]:
    weighed = weigh(asking.shelf.columns, asking.terms, postings)
    question = Question(
        asking.shelf,
        weighed,
        asking.vector if asking.terms else None,
        asking.asked.foreign,
        _mostly_cyrillic(asking.asked.text),
        asking.days,
        asking.dated(weighed),
    )
    found = places(question, scope)[: scope.most]
    return weighed, for_reader(asking.shelf.columns, found, scope)


def _within(scope: Scope, days: Days) -> Scope:
    until = days.last if scope.until is None else min(days.last, scope.until)
    return replace(scope, since=days.first, until=until)


def _mostly_cyrillic(text: str) -> bool:
    letters = [each for each in text.lower() if each.isalpha()]
    return 2 * sum(map(is_cyrillic, letters)) > len(letters)
