"""Everything that is wrong or doubtful in a knowledge folder, by file and line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.archive import Archive
from bot.archive.meaning import embed_missing
from bot.desk import Desk
from bot.embedding import Embedder
from bot.entries import Complaint, Unreadable
from bot.knowledge import Knowledge, read_knowledge
from bot.ledger import Ledger
from bot.staff.check_entries import written_in
from bot.staff.check_facts import Now, doubtful_facts
from bot.staff.check_language import uneven_languages
from bot.staff.check_phrases import few_phrases, near_phrases, not_reached, same_phrases, unreached
from bot.staff.check_questions import Outcome, ask_samples, is_unsure, missed

Progress = Callable[[int, int], None]

ARCHIVED = ("statement", "article_point")
"""What a sample question may reach in the archive."""
MOST_EMBEDDED = 1_000
"""Passages, the newest first, that are compared by meaning."""


@dataclass(frozen=True)
class Report:
    """What a check found."""

    complaints: tuple[Complaint, ...]
    topics: int = 0
    phrases: int = 0
    questions: int = 0
    missed: int = 0
    meaning: bool = False
    """Whether the model took part."""

    @property
    def errors(self) -> tuple[Complaint, ...]:
        """The complaints for which a folder cannot be used as it is."""
        return tuple(one for one in self.complaints if not one.warning)

    @property
    def warnings(self) -> tuple[Complaint, ...]:
        """The complaints that somebody should look at."""
        return tuple(one for one in self.complaints if one.warning)

    def as_json(self) -> dict[str, object]:
        """The report for programs."""
        return {
            "complaints": [vars(one) for one in self.complaints],
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "topics": self.topics,
            "phrases": self.phrases,
            "questions": self.questions,
            "missed": self.missed,
            "meaning": self.meaning,
        }


@dataclass(frozen=True)
class Means:
    """What a check may use: the model, a folder for what can be made again, a clock, a bar."""

    embedder: Embedder | None = None
    cache: Path | None = None
    moment: datetime | None = None
    progress: Progress | None = None


async def check(folder: Path, means: Means) -> Report:
    """The report on a folder; nothing is written but vectors."""
    try:
        knowledge = await asyncio.to_thread(read_knowledge, folder)
    except Unreadable as unreadable:
        doubts = doubtful_facts(written_in(folder), _now(None, means))
        return Report(_sorted([*unreadable.complaints, *doubts]))
    entries = await asyncio.to_thread(written_in, folder)
    complaints = [
        *doubtful_facts(entries, _now(knowledge, means)),
        *few_phrases(entries, knowledge.embassy.languages),
        *uneven_languages(entries, knowledge.embassy),
        *same_phrases(knowledge, folder),
    ]
    outcomes = await _understood(knowledge, folder, means, complaints)
    return Report(
        _sorted(complaints),
        topics=len(knowledge.topics),
        phrases=sum(len(topic.asked) for topic in knowledge.topics.values()),
        questions=len(outcomes),
        missed=sum(one.wrong is not None for one in outcomes),
        meaning=means.embedder is not None,
    )


def _now(knowledge: Knowledge | None, means: Means) -> Now:
    moment = means.moment or datetime.now(UTC)
    return Now(moment.astimezone(knowledge.embassy.zone if knowledge else UTC))


def _sorted(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    return tuple(sorted(dict.fromkeys(complaints)))


async def _understood(
    knowledge: Knowledge, folder: Path, means: Means, complaints: list[Complaint]
) -> list[Outcome]:
    """Learn the phrases, then see what they and the sample questions reach."""
    whole = await asyncio.to_thread(knowledge.learned, means.embedder, means.cache, means.progress)
    words = on_words_alone(whole)
    await asyncio.to_thread(_reach, (words, whole), folder, complaints)
    await asyncio.to_thread(_keep_vectors, whole, means.embedder)
    async with temporary_desk(whole, means.embedder) as desk:
        outcomes = await ask_samples(desk, knowledge.questions, means.progress)
        if means.embedder is not None:
            desk.knowledge, desk.embedder = words, None
            alone = await ask_samples(desk, knowledge.questions)
            complaints += [
                missed(one, words_alone=True)
                for one, other in zip(alone, outcomes, strict=True)
                if one.wrong and not other.wrong
            ]
    complaints += [
        missed(one, words_alone=means.embedder is None and is_unsure(one))
        for one in outcomes
        if one.wrong
    ]
    return outcomes


def _keep_vectors(learned: Knowledge, embedder: Embedder | None) -> None:
    """Have the vectors of the sample questions on disk: they are asked again at the next check."""
    book = learned.phrasebook
    if embedder is not None and book is not None:
        embedder.phrases([book.read(one.ask).text for one in learned.questions])


def on_words_alone(learned: Knowledge) -> Knowledge:
    """The same knowledge as it is understood where there is no model."""
    book = learned.phrasebook
    return replace(learned, phrasebook=replace(book, embedder=None, taught=None) if book else None)


def _reach(learned: tuple[Knowledge, Knowledge], folder: Path, complaints: list[Complaint]) -> None:
    words, whole = learned
    assert words.phrasebook is not None and whole.phrasebook is not None
    complaints += near_phrases(whole.phrasebook, folder)
    weak = unreached(words.topics.values(), words.phrasebook)
    lost = unreached([whole.topics[key] for key in weak], whole.phrasebook)
    for key in weak:
        complaints.append(not_reached(whole.topics[key], folder, with_model=key not in lost))


@asynccontextmanager
async def temporary_desk(
    knowledge: Knowledge, embedder: Embedder | None = None
) -> AsyncIterator[Desk]:
    """A desk over a folder's own statements that keeps nothing.

    Statements are compared by meaning only where a sample question asks for one.
    """
    model = embedder.model if embedder else None
    async with Archive.open(None, None, model) as archive, Ledger(None) as ledger:
        today = datetime.now(knowledge.embassy.zone).date()
        await archive.bring_in(knowledge.statements, on=today)
        if embedder and any(one.topic in ARCHIVED for one in knowledge.questions):
            await embed_missing(archive, embedder, MOST_EMBEDDED)
        knowing = knowledge.knowing(await archive.vocabulary())
        yield Desk(knowing, archive, ledger, embedder)


def check_folder(folder: Path) -> list[Complaint]:
    """What the loader complains of in a folder; none when it can be used as it is."""
    try:
        read_knowledge(folder)
    except Unreadable as unreadable:
        return unreadable.complaints
    return []
