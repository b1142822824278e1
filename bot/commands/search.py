"""`/search words`: what was published on something."""

from __future__ import annotations

from collections.abc import Sequence

from bot.talk import Answer, Line, Question
from bot.topics.around import Around
from bot.wording import say


async def search(words: Sequence[str], question: Question, around: Around) -> Answer:
    """The statements that the words find, best first."""
    return Answer(lines=(Line(say(question.language, "search-what")),))
