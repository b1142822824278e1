"""`/read ID POINT`: a statement, opened at a point or page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.talk import Answer, Question
from bot.topics.around import Around
from bot.topics.statement import read_statement


async def read(words: Sequence[str], question: Question, around: Around) -> Answer:
    """The statement with that id; the second word names a point, or a page of a long text."""
    name = words[0] if words else ""
    place = words[1] if len(words) > 1 else ""
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 7 else None
    return await read_statement(name, number, question, around)
