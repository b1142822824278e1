"""The answer to the matters that a question is about: topics, statements, parts of them."""

from __future__ import annotations

from bot.desk.around import Around
from bot.desk.parts import parts_asked, written_first
from bot.desk.together import together
from bot.talk import Answer, Choice, Question
from bot.topics.service import who_to_ask
from bot.topics.statement import read_statement


def opened(label: str) -> tuple[str, int | None]:
    """Short id, and point or none, of a label like `statement:4k2pd9xw:3`."""
    _, name, place = [*label.split(":"), "", ""][:3]
    return name, int(place) if place.isdigit() else None


def label_of(label: str) -> str:
    """A label as JSON and counts have it: a topic's key, `statement`, or `article_point`."""
    if not label.startswith("statement:"):
        return label
    return "article_point" if opened(label)[1] else "statement"


async def answer_matters(
    labels: tuple[str, ...], second: tuple[str, ...], question: Question, around: Around
) -> Answer:
    """The answers of all labels, what cannot wait first; of a matter of a service, that part."""
    second = tuple(key for key in second if _holds(key, question, around))
    part = await parts_asked((*labels, *second), question, around)
    if part is not None:
        return part
    labels, second = written_first(labels, second, around), (*labels, *second)
    urgent_first = sorted(labels, key=lambda label: not _is_urgent(label, around))
    answers = {label: await answer_one(label, question, around) for label in urgent_first}
    further = [*_further_lists(answers, around), *(key for key in second if key not in labels)]
    told = {label: answer for label, answer in answers.items() if label not in further}
    answer, contacts = await _joined(told, question, around)
    buttons = dict.fromkeys((*further, *contacts))
    also = tuple(_button(key, question, around) for key in buttons)
    return answer.having(choices=(*answer.choices, *also))


def _further_lists(answers: dict[str, Answer], around: Around) -> list[str]:
    """Topics that answer with one more list: two fill the screen twice, under the same numbers."""
    lists = [label for label, answer in answers.items() if answer.numbered]
    return [label for label in lists[1:] if around.topic(label)]


async def _joined(
    answers: dict[str, Answer], question: Question, around: Around
) -> tuple[Answer, tuple[str, ...]]:
    """All answers in one, and the topic of the contacts when it is left out of them."""
    first, *others = answers.values()
    if not others:
        return first, ()
    urgent = sum(_is_urgent(label, around) for label in answers)
    people = await who_to_ask(question, around)
    title, lines, unnamed = together([first, *others], urgent, people)
    listed = next((answer for answer in answers.values() if answer.numbered), first)
    answer = first.having(
        title=title, lines=lines, choices=listed.choices, numbered=listed.numbered
    )
    contacts = around.embassy.contacts
    return answer, (contacts,) if unnamed and contacts else ()


def _holds(key: str, question: Question, around: Around) -> bool:
    topic = around.topic(key)
    return topic is not None and topic.in_force(question)


def _is_urgent(label: str, around: Around) -> bool:
    topic = around.topic(label)
    return topic is not None and topic.urgent


async def answer_one(label: str, question: Question, around: Around) -> Answer:
    """The answer of a topic, or a statement opened at the point that was found."""
    topic = around.topic(label)
    if topic is not None:
        return await topic.answer(question.asking(f"/{topic.key}"), around)
    name, place = opened(label)
    return (await read_statement(name, place, question, around)).having(page=False)


def _button(key: str, question: Question, around: Around) -> Choice:
    topic = around.topic(key)
    assert topic is not None
    return Choice(topic.title.said(question.language), f"/{key}", key)
