"""Editions: a place that was found, shown in the edition that the reader understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.archive.columns import Columns
from bot.archive.joining import Place
from bot.archive.scope import Scope

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


def for_reader(columns: Columns, found: Sequence[Place], scope: Scope) -> list[Place]:
    """The same places, those of works that have an edition in the reader's language in that one:
    at the same point of an article, else as far on in the text.
    """
    if scope.language not in columns.languages or not columns.has_editions:
        return list(found)
    language = columns.languages.index(scope.language)
    within = columns.within(scope)
    return [_turned(columns, place, language, within) for place in found]


def _turned(columns: Columns, place: Place, language: int, within: Numbers | None) -> Place:
    import numpy as np

    statement = int(columns.statement[place.passage])
    if columns.language[statement] == language:
        return place
    same = (columns.work == columns.work[statement]) & (columns.language == language)
    same &= columns.day > 0
    if within is not None:
        same &= within
    if not same.any():
        return place
    here = np.flatnonzero(columns.statement == statement)
    there = np.flatnonzero(columns.statement == int(np.argmax(same)))
    alike = there[columns.point[there] == columns.point[place.passage]]
    if columns.point[place.passage] and len(alike):
        return replace(place, passage=int(alike[0]))
    share = int(np.searchsorted(here, place.passage)) * len(there) // max(1, len(here))
    return replace(place, passage=int(there[share])) if len(there) else place
