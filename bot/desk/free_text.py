"""A question in free text: read, weighed against topics and archive, judged, and answered."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.start import doors
from bot.desk.around import Around
from bot.desk.judging import judged
from bot.desk.matters import answer_matters, label_of, opened
from bot.desk.parts import choice_of_part
from bot.talk import Answer, Choice, Judgement, Line, Lost, Question, Sure, Unsure
from bot.topics.service import urgent_first, who_to_ask
from bot.understanding import Evidence, Phrasebook, Verdict
from bot.wording import has_phrase, say

_LABEL = 60
"""Letters of a button's label that a telephone shows without cutting it."""
_LONGEST_SHOWN = 200
"""Letters of a reading that are shown."""


async def answer_free_text(question: Question, around: Around, book: Phrasebook) -> Answer:
    """The answer to free text: one that is sure, a choice, or that there is none."""
    if not question.text.strip():
        return await _lost(question, around)
    weighed = await judged(question, around, book)
    evidence, verdict = weighed.evidence, weighed.verdict
    if not evidence.reading.words:
        return await _lost(question, around)
    verdict = replace(verdict, judgement=in_force(verdict.judgement, question, around))
    match verdict.judgement:
        case Sure(labels):
            answer = await answer_matters(labels, verdict.second, question, around)
        case Unsure(labels):
            answer = await _which(labels, question, around)
        case Lost():
            answer = await _lost(question, around)
    answer = _told(answer, evidence, verdict)
    if evidence.reading.foreign:
        answer = answer.having(notes=(_languages(question, around), *answer.notes))
    return answer


def in_force(judgement: Judgement, question: Question, around: Around) -> Judgement:
    """The judgement without topics that do not hold at the moment of the question."""
    if isinstance(judgement, Lost):
        return judgement
    holding = tuple(
        label
        for label in judgement.labels
        if (topic := around.topic(label)) is None or topic.in_force(question)
    )
    return replace(judgement, labels=holding) if holding else Lost()


def _told(answer: Answer, evidence: Evidence, verdict: Verdict) -> Answer:
    """The answer with how the text was read, where that helps, and how sure it is."""
    reading = evidence.reading
    helps = reading.changed and not isinstance(verdict.judgement, Lost)
    return replace(
        answer,
        judgement=verdict.judgement,
        read_as=_shown(reading.text) if helps else None,
        score=verdict.score,
        top=tuple((label_of(label), score) for label, score in verdict.top),
        meaning=evidence.meaning,
    )


def _shown(text: str) -> str:
    """A reading as long as it helps to see it."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()} …"


def _languages(question: Question, around: Around) -> str:
    language = question.language
    named = [
        say(language, f"i-answer-in-{each}")
        if has_phrase(language, f"i-answer-in-{each}")
        else each
        for each in around.embassy.languages
    ]
    told = named[0]
    if len(named) > 1:
        told = say(language, "and-also", first=", ".join(named[:-1]), second=named[-1])
    return say(language, "i-answer-in", languages=told)


async def _which(labels: tuple[str, ...], question: Question, around: Around) -> Answer:
    part = choice_of_part(labels, question, around)
    both = () if part is None else tuple(part.asks[1:].split())
    others = [label for label in labels if label not in both] if part else labels
    choices = [part] if part else []
    choices += [await _choice(label, question, around) for label in (*both[:1], *others)]
    none = Choice(say(question.language, "none-of-these"), "/wrong")
    phrase = "unsure" if len(labels) > 1 else "perhaps-this"
    text = Line(say(question.language, phrase))
    urgent = any(topic.urgent for label in labels if (topic := around.topic(label)))
    first = await urgent_first(question, around) if urgent else ()
    return Answer(lines=(*first, text), choices=(*choices, none), topic=choices[0].topic)


async def _choice(label: str, question: Question, around: Around) -> Choice:
    topic = around.topic(label)
    if topic is not None:
        return Choice(topic.title.said(question.language), f"/{topic.key}", topic.key)
    name, place = opened(label)
    statement = await around.archive.read(name, question.asked_at.date())
    title = (statement.title or statement.text) if statement else name
    title = title if len(title) <= _LABEL else title[: _LABEL - 1].rstrip() + "…"
    asks = f"/read {name}" + (f" {place}" if place else "")
    whole = statement is not None and statement.section == "speeches" and not place
    kind = "article" if whole else label_of(label)
    return Choice(say(question.language, "quoted", text=title), asks, kind)


async def _lost(question: Question, around: Around) -> Answer:
    """That there is no answer, what can be asked, and a human contact."""
    language = question.language
    groups = [
        title.said(language)
        for name, title in around.embassy.groups.items()
        if around.in_group(name)
    ]
    lines = [Line(say(language, "lost"))]
    if groups:
        lines.append(Line(say(language, "lost-help", groups="; ".join(groups))))
    people = await who_to_ask(question, around)
    return Answer(lines=(*lines, *people), choices=doors(question, around))
