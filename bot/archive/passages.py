"""Passages: the places of a statement that a search can find, cut between its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.archive.statements import Statement

USUAL = 400
"""Letters of a passage: a new one begins when a sentence would take it past this."""
LONGEST = 600
"""A single sentence longer than this is cut between words."""
SHORTEST = 120
"""A rest shorter than this stays with the passage before it."""
_SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^\sa-zа-яё])|\n\n?|;\s+")


@dataclass(frozen=True)
class Passage:
    """A stretch of a statement's text, within one point."""

    start: int
    end: int
    point: int | None


def passages_of(statement: Statement) -> list[Passage]:
    """The passages of a statement in order; a statement of a title alone has one empty passage."""
    cut = [
        Passage(start, end, number)
        for number, begins, ends in _parts(statement)
        for start, end in _cut(statement.text, begins, ends)
    ]
    return cut or [Passage(0, 0, None)]


def sentences(text: str, begins: int = 0, ends: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the sentences of a stretch of text begin and end, none longer than LONGEST."""
    ends = len(text) if ends is None else ends
    at = begins
    for gap in _SENTENCE_ENDS.finditer(text, begins, ends):
        yield from _bounded(text, at, gap.start() + len(gap.group().rstrip()))
        at = gap.end()
    yield from _bounded(text, at, ends)


def _parts(statement: Statement) -> Iterator[tuple[int | None, int, int]]:
    if statement.lead:
        yield None, 0, len(statement.lead)
    for point in statement.points:
        yield point.number, point.start, point.start + len(point.text)


def _cut(text: str, begins: int, ends: int) -> list[tuple[int, int]]:
    cut: list[tuple[int, int]] = []
    for start, end in sentences(text, begins, ends):
        if cut and end - cut[-1][0] <= USUAL:
            cut[-1] = (cut[-1][0], end)
        else:
            cut.append((start, end))
    if len(cut) > 1 and cut[-1][1] - cut[-1][0] < SHORTEST and ends - cut[-2][0] <= LONGEST:
        cut[-2:] = [(cut[-2][0], cut[-1][1])]
    return cut


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        stop = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = start + LONGEST if stop < 0 else stop
        yield start, stop
        start = stop + (text[stop : stop + 1] == " ")
    if end > start:
        yield start, end
