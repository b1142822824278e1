"""The latest statements, newest first, in pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.archive import Scope
from bot.entries import Entry
from bot.talk import Answer, Question
from bot.topics.around import Around
from bot.topics.listing import Part, listed, page_number
from bot.topics.sources import Taken
from bot.wording import say

MOST = 20
"""Statements a page: more would not fit a message with their titles."""


@dataclass(frozen=True)
class Latest:
    """Which section, and how many a page."""

    key: str
    count: int
    section: str | None

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Latest:
        """The fields `count`, `section`."""
        count = entry.number("count")
        if count is not None and not 1 <= count <= MOST:
            entry.complain("count", f"a page holds 1 to {MOST} statements, not {count}")
            count = None
        section = entry.value("section")
        if section not in (None, "events", "speeches"):
            entry.complain("section", f"there is no section {section!r}; write events or speeches")
        return cls(entry.key, count or 10, section)

    async def answer(self, question: Question, around: Around) -> Answer:
        """A page of statements, the first unless the question asks for another."""
        words = question.text.split() if question.text.startswith("/") else []
        return await self._page(page_number(words[1:]), self.count, question, around)

    async def newest(self, question: Question, around: Around) -> Answer:
        """The newest title alone, with a button that reads it."""
        answer = await self._page(1, 1, question, around)
        lines = tuple(line for line in answer.lines if line.source)
        if not lines:
            return Answer(lines=answer.lines)
        read = replace(answer.choices[0], label=say(question.language, "read-newest"))
        return Answer(lines=lines, choices=(read,))

    async def _page(self, page: int, size: int, question: Question, around: Around) -> Answer:
        first = (page - 1) * size
        scope = Scope(self.section, question.language, until=question.asked_at.date())
        statements = await around.archive.latest(scope, first, size)
        count = await around.archive.count(scope)
        return listed(Part(statements, first, count, f"/{self.key}", page, size), question)
