"""Knowledge: a folder of staff's files, read into a snapshot that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bot.archive import Statement
from bot.embedding import Embedder
from bot.entries import Complaint, Mapping, Page, Sample, Unreadable
from bot.knowledge.embassy import Embassy, read_embassy
from bot.knowledge.folder import Folder
from bot.knowledge.references import check_references
from bot.knowledge.samples import (
    SampleQuestion,
    Whereabouts,
    read_questions,
    read_refused,
    read_statements,
)
from bot.knowledge.topics import Found, read_topics
from bot.pace import breathing
from bot.talk import Question
from bot.topics import Topic
from bot.topics.notice import Notice
from bot.topics.service import PARTS, Service
from bot.understanding import Phrase, Phrasebook, Samples


@dataclass(frozen=True)
class Knowledge:
    """What the embassy knows, as of one reading of its folder."""

    embassy: Embassy
    topics: dict[str, Topic]
    refused: tuple[Phrase, ...] = ()
    questions: tuple[SampleQuestion, ...] = ()
    statements: tuple[Statement, ...] = ()
    whereabouts: tuple[Whereabouts, ...] = ()
    """Where each of the statements stands."""
    phrasebook: Phrasebook | None = field(default=None, compare=False)
    """What was learned from the phrases; None until somebody asks in free text."""

    @cached_property
    def commands(self) -> dict[str, Topic]:
        """Topics by command: their keys, and the further commands that staff named."""
        further = {name: topic for topic in self.topics.values() for name in topic.commands}
        return further | self.topics

    def in_group(self, group: str) -> tuple[Topic, ...]:
        """The topics of a group of the menu, in the order of the files."""
        return tuple(topic for topic in self.topics.values() if topic.group == group)

    def notices(self, question: Question) -> Iterator[tuple[Topic, Notice]]:
        """The notices in force at the moment of the question."""
        for topic, notice in self._notices:
            if topic.in_force(question):
                yield topic, notice

    @cached_property
    def _notices(self) -> tuple[tuple[Topic, Notice], ...]:
        topics = self.topics.values()
        return tuple((each, each.facts) for each in topics if isinstance(each.facts, Notice))

    def where(self, statement: Statement) -> Whereabouts | None:
        """Where staff's files have a statement; None for one that was only imported."""
        return self._places.get(statement.id or statement.identity)

    @cached_property
    def _places(self) -> dict[str, Whereabouts]:
        pairs = zip(self.statements, self.whereabouts, strict=True)
        return {statement.id or statement.identity: place for statement, place in pairs}

    def samples(self) -> Samples:
        """What there is to learn from: phrases, refused samples, and what is small talk."""
        topics = self.topics.values()
        return Samples(
            tuple(_phrase(topic, one) for topic in breathing(topics) for one in topic.asked),
            self.refused,
            tuple(_phrase(topic, sample) for topic in topics for sample in topic.not_for),
            frozenset(topic.key for topic in topics if topic.smalltalk),
            frozenset(t.key for t in topics if isinstance(t.facts, Service)) - set(PARTS),
            frozenset(PARTS) & set(self.topics),
        )

    def learned(
        self,
        embedder: Embedder | None,
        cache: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Knowledge:
        """The same knowledge with its phrases learned; takes seconds when vectors are missing."""
        book = Phrasebook.learn(self.samples(), embedder, cache, progress)
        return replace(self, phrasebook=book)

    def knowing(self, words: MappingOf[str, int]) -> Knowledge:
        """The same knowledge, reading questions with the archive's words as well."""
        if self.phrasebook is None or not words:
            return self
        return replace(self, phrasebook=self.phrasebook.with_archive(words))


def _phrase(topic: Topic, sample: Sample) -> Phrase:
    return Phrase(topic.key, sample.language, sample.text, topic.source.file or "", sample.line)


def read_knowledge(path: Path) -> Knowledge:
    """The snapshot of a folder; raises Unreadable with every complaint of it."""
    folder = Folder(path)
    if not path.is_dir():
        raise Unreadable(
            [Complaint(str(path), 1, "there is no such folder; name the knowledge folder")]
        )
    embassy = read_embassy(folder)
    found = read_topics(folder, embassy)
    page = Page(embassy.file, complaints=folder.complaints)
    check_references(found, embassy, page, whole=not folder.unread)
    topics = {one.topic.key: one.topic for one in found}
    refused, file = read_refused(folder)
    if not embassy.written:
        embassy = replace(embassy, languages=_used(found), file=str(path))
    first = embassy.language()
    written = read_statements(folder, embassy.publisher.said(first), first)
    knowledge = Knowledge(
        embassy,
        topics,
        tuple(Phrase("", one.language, one.text, file, one.line) for one in refused),
        read_questions(folder, set(topics)),
        tuple(statement for statement, _ in written),
        tuple(place for _, place in written),
    )
    if folder.complaints:
        raise Unreadable(folder.complaints)
    return knowledge


def _used(found: list[Found]) -> tuple[str, ...]:
    used: dict[str, None] = {}
    for one in found:
        for name in ("title", "answer", "place", "address"):
            node = one.entry.node.items.get(name)
            used |= dict.fromkeys(node.items if isinstance(node, Mapping) else ())
        used |= dict.fromkeys(sample.language for sample in one.topic.asked)
    return tuple(used) or ("en",)
