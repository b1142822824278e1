"""The sample questions of a folder, asked: each must reach its topic and be answered as it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from bot.desk import Desk
from bot.entries import Complaint
from bot.knowledge.samples import SampleQuestion
from bot.rendering import plain
from bot.talk import Answer, Heard

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """A sample question, the answer it got, and what is wrong with that, if anything."""

    question: SampleQuestion
    answer: Answer
    wrong: str | None


async def ask_samples(
    desk: Desk, questions: tuple[SampleQuestion, ...], progress: Progress | None = None
) -> list[Outcome]:
    """Every sample question put to the desk, in order."""
    outcomes = []
    for number, question in enumerate(questions, 1):
        answer = await asked(desk, question.ask, question)
        outcomes.append(Outcome(question, answer, wrong_with(answer, question)))
        if progress:
            progress(number, len(questions))
    return outcomes


async def asked(desk: Desk, text: str, question: SampleQuestion) -> Answer:
    """The answer to a text on the day and in the language of a sample question."""
    heard = Heard(text, hint=question.language, at=_moment(question))
    return await desk.answer(await desk.hear(heard))


def _moment(question: SampleQuestion) -> datetime | None:
    """The moment as written; of a day its noon."""
    on = question.on
    return on if isinstance(on, datetime) or on is None else datetime.combine(on, time(12))


def wrong_with(answer: Answer, question: SampleQuestion) -> str | None:
    """What is wrong with the answer to a sample question, in a sentence; None when nothing is."""
    reached = None if answer.outcome == "lost" else answer.topic
    if question.topic == "none" and reached is not None:
        return f"{question.ask!r} must stay unanswered, and reaches {reached}"
    if question.topic != "none" and not _is(reached, question.topic):
        instead = f"reaches {reached}" if reached else "gets no answer"
        return f"{question.ask!r} must reach {question.topic}, and {instead}"
    text = " ".join(plain(answer).split())
    for wanted in question.says:
        if " ".join(wanted.split()) not in text:
            return f"the answer to {question.ask!r} must say {wanted!r}, and says {_shown(text)!r}"
    return None


def _is(reached: str | None, wanted: str) -> bool:
    return reached == wanted or (wanted == "statement" and reached == "article")


def _shown(text: str) -> str:
    return text if len(text) <= 120 else text[:119].rstrip() + "…"


def missed(outcome: Outcome, words_alone: bool) -> Complaint:
    """The complaint of an outcome that is wrong; a warning when only words alone miss it."""
    sentence = str(outcome.wrong)
    if words_alone:
        sentence = f"without the model of meaning, {sentence}"
    question = outcome.question
    return Complaint(question.file, question.line, sentence, warning=words_alone)


def is_unsure(outcome: Outcome) -> bool:
    """Whether no answer was given, or a choice: what words alone may miss without being wrong."""
    return outcome.answer.outcome != "sure"
