"""A bundle: several topics' answers in one, each shortened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from bot.entries import Entry
from bot.talk import Answer, Choice, Line, Question
from bot.topics.around import Around, TopicLike
from bot.topics.clock import Clock, difference
from bot.topics.confirming import confirmed
from bot.topics.counter import Counter
from bot.topics.latest import Latest
from bot.topics.sources import Taken
from bot.wording import say, written


@dataclass(frozen=True)
class Bundle:
    """The keys of the topics that are told together."""

    of: tuple[str, ...]
    date: bool
    file: str
    line: int

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Bundle:
        """The fields `of`, `date`."""
        entry.must("of", "[clock_moscow, clock_london]")
        file, line = entry.place("of")
        return cls(tuple(key for key, _ in entry.words("of")), entry.flag("date"), file, line)

    async def answer(self, question: Question, around: Around) -> Answer:
        """The date, then each topic's lines in turn; after the clocks, how far they are apart."""
        lines: tuple[Line, ...] = ()
        if self.date:
            day = written(question.asked_at.date())
            lines = (Line(say(question.language, "today-is", day=day), bold=True),)
        told: list[TopicLike] = []
        choices: tuple[Choice, ...] = ()
        for topic in _leaves(self, question, around, ()):
            lines += _between_clocks(told, topic, question)
            shortened = await _shortened(topic, question, around)
            lines += shortened.lines
            choices += shortened.choices
            told.append(topic)
        return Answer(lines=once(lines + _after_clocks(told, question)), choices=choices)


def _leaves(
    bundle: Bundle, question: Question, around: Around, path: tuple[str, ...]
) -> list[TopicLike]:
    found: list[TopicLike] = []
    for key in bundle.of:
        topic = around.topic(key)
        if topic is None or key in path or not topic.in_force(question):
            continue
        if isinstance(topic.facts, Bundle):
            found += _leaves(topic.facts, question, around, (*path, key))
        elif topic not in found:
            found.append(topic)
    return found


def _between_clocks(
    told: list[TopicLike], to_come: TopicLike, question: Question
) -> tuple[Line, ...]:
    if isinstance(to_come.facts, Clock):
        return ()
    return _after_clocks(told, question) if told and isinstance(told[-1].facts, Clock) else ()


def _after_clocks(told: list[TopicLike], question: Question) -> tuple[Line, ...]:
    clocks: list[Clock] = []
    for topic in reversed(told):
        if not isinstance(topic.facts, Clock):
            break
        clocks.insert(0, topic.facts)
    return tuple(difference(one, other, question) for one, other in pairwise(clocks))


async def _shortened(topic: TopicLike, question: Question, around: Around) -> Answer:
    if isinstance(topic.facts, Latest):
        answer = await topic.facts.newest(question, around)
    else:
        answer = replace(await topic.facts.answer(question, around), choices=())
    answer = replace(answer, lines=confirmed(answer.lines, question))
    if isinstance(topic.facts, Clock | Counter):
        return answer
    heading = Line(topic.title.said(question.language), bold=True)
    return replace(answer, lines=(heading, *answer.lines))


def once(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A remark without a source, as on a quotation's language, is made once, at its last place."""
    last = {line.text: place for place, line in enumerate(lines)}
    return tuple(
        line
        for place, line in enumerate(lines)
        if line.source is not None or line.bold or not line.text or last[line.text] == place
    )
