"""What every answer gets in the end: its language, the notices in force, and what it changes."""

from __future__ import annotations

from bot.desk.around import Around
from bot.talk import Answer, Asked, Change, Line, Question, Unanswered


async def finished(answer: Answer, question: Question, around: Around, free: bool) -> Answer:
    """The answer as channels take it; `free` when it answers free text and not a command."""
    language = answer.language or question.language
    changes = answer.changes + _changes(answer, question, free)
    return answer.having(
        language=language,
        above=await _above(answer, question, around),
        changes=changes,
    )


async def _above(answer: Answer, question: Question, around: Around) -> tuple[Line, ...]:
    topic = around.topic(answer.topic) if answer.topic else None
    if topic is not None and (topic.smalltalk or topic.kind == "notice"):
        return ()
    lines: tuple[Line, ...] = ()
    for _, notice in around.knowledge.notices(question):
        if notice.concerns(answer.topic):
            lines += (await notice.answer(question, around)).lines
    return lines


def _changes(answer: Answer, question: Question, free: bool) -> tuple[Change, ...]:
    if not question.asker:
        return ()
    day, label = question.asked_at.date(), answer.topic or "none"
    asked = Asked(day, label, question.language, answer.outcome)
    if not free or answer.outcome == "sure":
        return (asked,)
    nearest, score = answer.top[0] if answer.top else (None, 0.0)
    vain = Unanswered(question.text, question.language, day, nearest, score, answer.outcome)
    return (asked, vain)
