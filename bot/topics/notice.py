"""A notice: a text that stands above other answers while it is in force."""

from __future__ import annotations

from dataclasses import dataclass

from bot.entries import Entry, Text
from bot.talk import Answer, Question, Source
from bot.topics.around import Around
from bot.topics.confirming import confirmed
from bot.topics.note import said_in
from bot.topics.sources import Taken


@dataclass(frozen=True)
class Notice:
    """Staff's announcement and the topics that it concerns; all when none is named."""

    said: Text
    source: Source
    topics: tuple[str, ...]

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Notice:
        """The fields `answer`, `topics`."""
        entry.must("answer", '{en: "..", ru: ".."}')
        topics = tuple(key for key, _ in entry.words("topics"))
        return cls(entry.text("answer"), taken.of(entry, "answer"), topics)

    async def answer(self, question: Question, around: Around) -> Answer:
        """The announcement itself."""
        lines = said_in(self.said, question.language, self.source)
        return Answer(lines=confirmed(lines, question))

    def concerns(self, key: str | None) -> bool:
        """Whether it stands above that topic's answer."""
        return not self.topics or key in self.topics
