"""A note: a text that staff wrote, and the answers of further topics after it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.entries import Entry, Text
from bot.talk import Answer, Line, Question, Source
from bot.topics.around import Around
from bot.topics.confirming import confirmed
from bot.topics.links import read_link
from bot.topics.sources import Taken


@dataclass(frozen=True)
class Note:
    """Staff's text."""

    said: Text
    source: Source
    link: str | None = None
    also: tuple[str, ...] = ()

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Note:
        """The fields `answer`, `link`, `also`."""
        if not entry.has("also"):
            entry.must("answer", '{en: "..", ru: ".."}')
        return cls(
            entry.text("answer"),
            taken.of(entry, "answer"),
            read_link(entry),
            tuple(key for key, _ in entry.words("also")),
        )

    async def answer(self, question: Question, around: Around) -> Answer:
        """The text in the reader's language, then the other topics' lines."""
        lines = confirmed(said_in(self.said, question.language, self.source), question)
        for key in self.also:
            topic = around.topic(key)
            if topic is not None and topic.in_force(question):
                told = await topic.facts.answer(question, around)
                lines += confirmed(told.lines, question)
        return Answer(lines=lines, link=self.link)


def said_in(text: Text, language: str, source: Source) -> tuple[Line, ...]:
    """Staff's text as a line, with the line of its own language as source."""
    if not text:
        return ()
    place = text.line(language) or source.line
    return (Line(text.said(language), Source(**{**vars(source), "line": place})),)
