"""What citizens asked in vain: wordings of one matter together, the most asked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.embedding import Embedder
from bot.knowledge import Knowledge
from bot.ledger.blotting import BLOT
from bot.reading.normalise import words
from bot.talk import Unanswered
from bot.understanding import Phrasebook
from bot.understanding.likeness import grouped

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Matter:
    """Questions that are alike, each as it was kept."""

    questions: tuple[Unanswered, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.questions)

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """Its different wordings, the most frequent first; of equal ones the shortest.

        Those from which something was blotted out come last: they are read with difficulty.
        """
        counts = Counter(question.text for question in self.questions)
        return tuple(
            sorted(counts, key=lambda each: (BLOT in each, -counts[each], len(each), each))
        )

    @property
    def nearest(self) -> str | None:
        """The topic that came nearest most often."""
        named = Counter(each.nearest for each in self.questions if each.nearest)
        return named.most_common(1)[0][0] if named else None

    @property
    def near(self) -> float:
        """How near that topic came at best, 0 to 1."""
        return max((q.score for q in self.questions if q.nearest == self.nearest), default=0.0)

    def mostly_near(self, least: float) -> bool:
        """Whether most of its questions came so near to that topic, and were not turned down."""
        return 2 * sum(q.score >= least for q in self._nearest()) > self.count

    def _nearest(self) -> Iterator[Unanswered]:
        return (q for q in self.questions if q.nearest == self.nearest and q.outcome != "wrong")

    @property
    def languages(self) -> Counter[str]:
        """How often in which language."""
        return Counter(question.language for question in self.questions)

    @property
    def outcomes(self) -> Counter[str]:
        """How often lost, unsure, or wrong."""
        return Counter(question.outcome for question in self.questions)

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last."""
        days = [question.day for question in self.questions]
        return min(days), max(days)


@dataclass(frozen=True)
class Reader:
    """What helps to see that two questions are alike: phrases learned, and the model."""

    book: Phrasebook
    embedder: Embedder | None = None
    progress: Progress | None = None

    @classmethod
    def of(
        cls, knowledge: Knowledge, embedder: Embedder | None, progress: Progress | None = None
    ) -> Reader:
        """What a folder offers for that."""
        book = knowledge.learned(None).phrasebook
        assert book is not None
        return cls(book, embedder, progress)

    def groups(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of texts that are alike, as they were meant and not as they were typed."""
        meant = [self.book.read(text).text for text in texts]
        phrases = [phrase.text for phrase in self.book.samples.phrases]
        return grouped(meant, self.embedder, phrases, self.progress)


def matters(questions: Sequence[Unanswered], reader: Reader) -> list[Matter]:
    """The questions by matter; the same words are one text however often they come."""
    by_text: dict[str, list[Unanswered]] = {}
    for question in questions:
        by_text.setdefault(" ".join(words(question.text)), []).append(question)
    texts = [found[-1].text for found in by_text.values()]
    asked = list(by_text.values())
    found = [
        Matter(tuple(question for number in group for question in asked[number]))
        for group in reader.groups(texts)
    ]
    return sorted(found, key=lambda matter: (-matter.count, matter.wordings[0]))
