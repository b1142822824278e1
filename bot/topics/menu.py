"""The menu: the groups as buttons, and behind each its topics."""

from __future__ import annotations

from dataclasses import dataclass

from bot.entries import Entry
from bot.talk import Answer, Choice, Line, Question
from bot.topics.around import Around
from bot.topics.sources import Taken
from bot.wording import say


@dataclass(frozen=True)
class Menu:
    """What can be asked, in two presses."""

    key: str

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Menu:
        """No fields of its own."""
        return cls(entry.key)

    async def answer(self, question: Question, around: Around) -> Answer:
        """The groups; or, when the question names one, that group's topics."""
        group = question.text.strip().partition(" ")[2].strip().lower()
        if question.text.startswith("/") and group in around.embassy.groups:
            return self._group(group, question, around)
        groups = around.embassy.groups.items()
        choices = tuple(
            Choice(title.said(question.language), f"/{self.key} {name}")
            for name, title in groups
            if any(topic.in_force(question) for topic in around.in_group(name))
        )
        text = say(question.language, "menu" if choices else "menu-empty")
        return Answer(lines=(Line(text),), choices=choices, page=True)

    def _group(self, group: str, question: Question, around: Around) -> Answer:
        topics = tuple(
            Choice(topic.title.said(question.language), f"/{topic.key}", topic.key)
            for topic in around.in_group(group)
            if topic.in_force(question)
        )
        back = Choice(say(question.language, "back"), f"/{self.key}")
        title = around.embassy.groups[group].said(question.language)
        text = say(question.language, "menu-group")
        return Answer(title, (Line(text),), choices=(*topics, back), page=True)
