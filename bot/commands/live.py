"""`/live`, for staff: since when the knowledge is live, what is waiting, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.commands.start import doors
from bot.entries import Complaint
from bot.talk import Answer, Line, Question
from bot.topics.around import Around
from bot.topics.live import Live
from bot.wording import clock_face, say, written

MOST = 10
"""Complaints that one message tells; `check` tells them all."""


async def live(words: Sequence[str], question: Question, around: Around) -> Answer:
    """How the knowledge stands, told to staff alone."""
    standing = around.live
    if not question.staff or standing is None:
        line = Line(say(question.language, "command-later"))
        return Answer(lines=(line,), choices=doors(question, around))
    return Answer(say(question.language, "live-title"), tuple(_told(standing, question, around)))


def _told(standing: Live, question: Question, around: Around) -> list[Line]:
    language, zone = question.language, question.asked_at.tzinfo
    since = standing.since.astimezone(zone)
    told = {"day": written(since.date()), "time": clock_face(since)}
    phrase = "live-since-kept" if standing.kept else "live-since"
    topics, phrases = around.size()
    lines = [
        Line(say(language, phrase, **told)),
        Line(say(language, "live-size", topics=topics, phrases=phrases)),
    ]
    if standing.learning:
        lines.append(Line(say(language, "live-learning")))
    if standing.waiting_since is None:
        return [*lines, Line(say(language, "live-nothing-waits"))]
    waiting = standing.waiting_since.astimezone(zone)
    told = {"day": written(waiting.date()), "time": clock_face(waiting)}
    count = len(standing.complaints)
    lines.append(Line(say(language, "live-waiting", count=count, **told)))
    lines += [Line(str(complaint)) for complaint in _file_by_file(standing.complaints)[:MOST]]
    if count > MOST:
        lines.append(Line(say(language, "live-more", count=count - MOST)))
    return lines


def _file_by_file(complaints: Sequence[Complaint]) -> list[Complaint]:
    """The first complaint of each file, then the second ones: one file's many hide no other's."""
    before: Counter[str] = Counter()
    ranked = []
    for complaint in complaints:
        ranked.append((before[complaint.file], complaint))
        before[complaint.file] += 1
    return [complaint for _, complaint in sorted(ranked, key=lambda pair: pair[0])]
