"""A clock: the time of day at a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.entries import Entry, Text
from bot.talk import Answer, Line, Question, Source
from bot.topics.around import Around
from bot.topics.sources import Taken
from bot.wording import clock_face, hours_apart, say, written

_NONE = timedelta()


@dataclass(frozen=True)
class Clock:
    """The clock of one zone, under the name of a place in it."""

    zone: ZoneInfo
    place: Text
    source: Source

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Clock:
        """The fields `zone`, `place`."""
        entry.must("zone", "Europe/London")
        entry.must("place", '{en: "London", ru: "Лондон"}')
        zone = entry.zone("zone") or ZoneInfo("UTC")
        return cls(zone, entry.text("place"), taken.of(entry, "zone"))

    async def answer(self, question: Question, around: Around) -> Answer:
        """The place and its time, and the date there when it is another day than the embassy's."""
        now = question.asked_at.astimezone(self.zone)
        told = {"place": self.place.said(question.language), "time": clock_face(now)}
        if now.date() == question.asked_at.date():
            return Answer(lines=(Line(say(question.language, "clock", **told), self.source),))
        text = say(question.language, "clock-another-day", day=written(now.date()), **told)
        return Answer(lines=(Line(text, self.source),))


def difference(one: Clock, other: Clock, question: Question) -> Line:
    """Which of two clocks is ahead, and by how much."""
    language, now = question.language, question.asked_at
    apart = (now.astimezone(one.zone).utcoffset() or _NONE) - (
        now.astimezone(other.zone).utcoffset() or _NONE
    )
    if not apart:
        return Line(say(language, "clocks-agree"), one.source)
    ahead = one if apart > _NONE else other
    place = ahead.place.said(language)
    return Line(
        say(language, "clock-ahead", place=place, apart=hours_apart(language, apart)), ahead.source
    )
