"""Sample phrases that load and are doubtful: too few, or in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.entries import Complaint, Mapping
from bot.knowledge import Knowledge
from bot.reading.normalise import words
from bot.staff.check_entries import Written
from bot.talk import Lost
from bot.topics import Topic
from bot.understanding import Phrase, Phrasebook, judge
from bot.understanding.rivals import rivals

ENOUGH = 10
"""Phrases of a topic in a language: from about so many on, few more questions are found."""


def few_phrases(entries: list[Written], languages: tuple[str, ...]) -> Iterator[Complaint]:
    """A warning for each topic that has phrases, but not enough in a language of the embassy."""
    for entry in entries:
        asked = entry.node.items.get("asked")
        if not isinstance(asked, Mapping):
            continue
        for language in dict.fromkeys((*languages, *asked.items)):
            count = len(getattr(asked.items.get(language), "items", ()))
            line = asked.lines.get(language, entry.line_of("asked"))
            if not count:
                sentence = f"asked: there are no phrases in {language!r}; add {ENOUGH}"
                yield entry.warn(line, sentence)
            elif count < ENOUGH:
                sentence = f"asked: {language}: {count} of {ENOUGH} phrases; add {ENOUGH - count}"
                yield entry.warn(line, sentence)


def same_phrases(knowledge: Knowledge, folder: Path) -> Iterator[Complaint]:
    """A warning for each phrase that another topic has too, written otherwise perhaps."""
    samples = knowledge.samples()
    first: dict[str, Phrase] = {}
    for phrase in (*samples.phrases, *samples.refused):
        key = " ".join(words(phrase.text))
        other = first.setdefault(key, phrase)
        if other.label != phrase.label:
            yield in_the_way(phrase, other, "is a phrase of {whose} too; keep one", folder)
    yield from _own_mistakes(knowledge, folder)


def _own_mistakes(knowledge: Knowledge, folder: Path) -> Iterator[Complaint]:
    """A warning for each phrase that a topic has and says to be something else."""
    for topic in knowledge.topics.values():
        own = {" ".join(words(each.text)): each for each in topic.asked}
        for each in topic.not_for:
            other = own.get(" ".join(words(each.text)))
            if other is not None:
                file = named(folder, topic.source.file or "")
                sentence = (
                    f"{topic.key}: not_for: {each.text!r} stands under asked too"
                    f" (line {other.line}); keep one"
                )
                yield Complaint(file, each.line, sentence, warning=True)


def near_phrases(book: Phrasebook, folder: Path) -> Iterator[Complaint]:
    """A warning for each pair of phrases of two topics that are taken for each other."""
    for phrase, other in rivals(book):
        if words(phrase.text) != words(other.text):
            how = "and {text!r} of {whose} are taken for each other; make one tell more"
            yield in_the_way(phrase, other, how, folder)


def in_the_way(phrase: Phrase, other: Phrase, how: str, folder: Path) -> Complaint:
    """A warning at one phrase that names the other one and its line."""
    file = named(folder, phrase.file)
    whose = other.label or "what is refused"
    place = f"{whose} ({named(folder, other.file)}:{other.line})"
    label = phrase.label or "refused"
    sentence = f"{label}: asked: {phrase.text!r} {how.format(whose=place, text=other.text)}"
    return Complaint(file, phrase.line, sentence, warning=True)


def named(folder: Path, shown: str) -> str:
    """A file as staff see it in complaints, from its name as readers see it."""
    return str(Path(folder, *Path(shown).parts[1:]))


def unreached(topics: Iterable[Topic], book: Phrasebook) -> set[str]:
    """Those of the topics that have phrases and are reached by none of them."""
    return {
        topic.key
        for topic in topics
        if topic.asked and not any(_reaches(book, each.text, topic.key) for each in topic.asked)
    }


def _reaches(book: Phrasebook, phrase: str, key: str) -> bool:
    judgement = judge(book.weigh(book.read(phrase))).judgement
    return not isinstance(judgement, Lost) and key in judgement.labels


def not_reached(topic: Topic, folder: Path, with_model: bool) -> Complaint:
    """An error for a topic that nothing reaches, a warning for one that needs the model for it."""
    file, line = named(folder, topic.source.file or ""), topic.source.line or 1
    if with_model:
        sentence = "only the model finds it, words do not; add phrases with words of its own"
    else:
        sentence = "none of its own phrases reaches it; add phrases with words of its own"
    return Complaint(file, line, f"{topic.key}: asked: {sentence}", warning=with_model)
