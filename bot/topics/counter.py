"""A counter: the desk's own count of days since or until a day, and the publisher's caption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.entries import Entry, Text
from bot.talk import Answer, Line, Question, Quote, Source
from bot.topics.around import Around
from bot.topics.quotes import language_note
from bot.topics.sources import Taken
from bot.wording import say, written


@dataclass(frozen=True)
class Seen:
    """What the publisher's page showed, and on which day."""

    on: date
    days: int


@dataclass(frozen=True)
class Counter:
    """Days counted from `since`, or left until `until_day`; exactly one is set."""

    since: date | None
    until_day: date | None
    caption: Text
    seen: Seen | None
    source: Source
    caption_source: Source

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Counter:
        """The fields `since` or `until_day`, `caption`, `seen`."""
        since, until_day = entry.day("since"), entry.day("until_day")
        if entry.has("since") == entry.has("until_day"):
            entry.complain("until_day", "write either since or until_day, a day like 2024-05-01")
        seen = _seen(entry)
        if seen and since and (seen.on - since).days != seen.days:
            entry.complain("seen", _unequal(seen, (seen.on - since).days, "since"))
        if seen and until_day and (until_day - seen.on).days != seen.days:
            entry.complain("seen", _unequal(seen, (until_day - seen.on).days, "until_day"))
        source = taken.of(entry, "since" if since else "until_day")
        caption = entry.text("caption", everywhere=False)
        return cls(since, until_day, caption, seen, source, taken.of(entry, "caption"))

    async def answer(self, question: Question, around: Around) -> Answer:
        """The count for the day of the question, then the caption as a quotation."""
        count = Line(self._count(question), self.source)
        return Answer(lines=(count, *self._quoted(question, around)))

    def _count(self, question: Question) -> str:
        today, language = question.asked_at.date(), question.language
        if self.since:
            days, day = (today - self.since).days, written(self.since)
            if days < 0:
                return say(language, "counter-not-yet", day=day)
            if self.seen and today >= self.seen.on:
                shown, on = self.seen.days, written(self.seen.on)
                return say(language, "counter-since-seen", days=days, day=day, shown=shown, on=on)
            return say(language, "counter-since", days=days, day=day)
        day_to_come = self.until_day or today
        left = (day_to_come - today).days
        phrase = "counter-until" if left >= 0 else "counter-past"
        return say(language, phrase, days=abs(left), day=written(day_to_come))

    def _quoted(self, question: Question, around: Around) -> tuple[Line, ...]:
        if not self.caption:
            return ()
        language = question.language
        printed = (
            language
            if language in self.caption.by_language
            else next(iter(self.caption.by_language))
        )
        publisher = around.embassy.publisher.said(language)
        day = self.seen.on if self.seen else self.caption_source.as_of or question.asked_at.date()
        quote = Quote(self.caption.said(language), publisher, day, printed)
        return (Line(quote, self.caption_source), *language_note(printed, language))


def _unequal(seen: Seen, counted: int, field: str) -> str:
    return f"on {written(seen.on)} it was {counted} days, not {seen.days}; check {field} and seen"


def _seen(entry: Entry) -> Seen | None:
    seen = entry.inside("seen")
    if seen is None:
        return None
    on, days = seen.day("on"), seen.number("days")
    seen.leftovers()
    if on is None or days is None:
        entry.complain("seen", "write what the page showed, as {on: 2020-01-17, days: 684}")
        return None
    return Seen(on, days)
