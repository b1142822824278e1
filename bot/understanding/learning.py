"""Learns a folder: the two indexes, and a judge for each kind of evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.repair import Reading, Vocabulary, read
from bot.understanding.alike import AlikePhrases
from bot.understanding.judges import Judge, Lesson
from bot.understanding.phrases import Samples
from bot.understanding.usual import usual
from bot.understanding.weighing import WordSide
from bot.understanding.words import WordIndex

if TYPE_CHECKING:
    from bot.understanding.meaning import Matrix, MeaningIndex

_MEASURED = 1_000
"""Phrases that are judged unseen to learn the limits; more change nothing but the time."""


@dataclass(frozen=True)
class Lines:
    """A folder's samples as they are read."""

    labels: tuple[str, ...]
    """Of the phrases, in order."""
    known: tuple[Reading, ...]
    refused: tuple[Reading, ...]
    """What no topic answers: the refused samples, then the mistakes."""
    mistaken_for: tuple[str, ...]
    """The topics that the last of the refused are mistaken for."""

    @classmethod
    def of(cls, samples: Samples, vocabulary: Vocabulary) -> Lines:
        """Phrases and refused samples, read: staff make slips too, and may write as citizens do."""
        mistakes = samples.mistakes()
        return cls(
            tuple(phrase.label for phrase in samples.phrases),
            tuple(read(phrase.text, vocabulary) for phrase in samples.phrases),
            tuple(read(phrase.text, vocabulary) for phrase in (*samples.refused, *mistakes)),
            tuple(phrase.label for phrase in mistakes),
        )


def learn_words(lines: Lines) -> tuple[WordSide, Judge]:
    """The index of words, and the judge of questions that it alone answers."""
    labels, known, refused = lines.labels, lines.known, lines.refused
    index = WordIndex((label, reading.words) for label, reading in zip(labels, known, strict=True))
    side = WordSide(
        index,
        AlikePhrases(reading.words for reading in known),
        AlikePhrases(reading.words for reading in refused),
        bool(refused),
    )
    measured = []
    for number in _measured(labels):
        weighed = side.unseen(number, labels[number], known[number].words)
        measured.append((weighed.measures(), _first(index, weighed.fits) == labels[number]))
    strange = [
        side.weighed(refused[number].words, number).measures() for number in _thinned(len(refused))
    ]
    return side, Lesson(measured, strange).judge(usual(False, bool(refused)), meaning=False)


def learn_meaning(side: WordSide, lines: Lines, vectors: Matrix) -> tuple[MeaningIndex, Judge]:
    """The index of meaning, and the judge of questions that both kinds of evidence answer."""
    from bot.understanding.meaning import MeaningIndex, Taught

    labels, known, refused = lines.labels, lines.known, lines.refused
    places = {label: place for place, label in enumerate(side.index.labels)}
    first_mistake = len(vectors) - len(lines.mistaken_for)
    index = MeaningIndex(
        Taught(
            vectors[: len(known)],
            [places[label] for label in labels],
            vectors[len(known) : first_mistake],
            vectors[first_mistake:],
            [places[label] for label in lines.mistaken_for],
        )
    )
    unseen, strangers = index.left_out()
    measured = []
    for number in _measured(labels):
        weighed = side.unseen(number, labels[number], known[number].words)
        fits, measures = weighed.joined(unseen.row(number))
        measured.append((measures, _first(side.index, fits) == labels[number]))
    strange = [
        side.weighed(refused[number].words, number).joined(strangers.row(number))[1]
        for number in _thinned(len(refused))
    ]
    lesson = Lesson(measured, strange)
    return index, lesson.judge(usual(True, bool(refused)), meaning=True)


def _first(index: WordIndex, fits: Sequence[float]) -> str:
    return index.labels[max(range(len(fits)), key=fits.__getitem__)]


def _thinned(count: int) -> range:
    return range(0, count, max(1, -(-count // _MEASURED)))


def _measured(labels: Sequence[str]) -> list[int]:
    """Numbers of phrases to measure unseen: of topics that have another phrase to be known by."""
    counts = Counter(labels)
    several = [number for number, label in enumerate(labels) if counts[label] > 1]
    return [several[at] for at in _thinned(len(several))]
