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
from bot.understanding.weighing import WordSide, meant_alone
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


@dataclass(frozen=True)
class Taught:
    """The index of meaning, and who judges by it."""

    index: MeaningIndex
    joined: Judge
    """Of words and meaning together."""
    abroad: Judge
    """Of meaning alone, for languages of which no word is known."""


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


def learn_meaning(side: WordSide, lines: Lines, vectors: Matrix) -> Taught:
    """The index of meaning, and the judges of questions that it helps to answer."""
    from bot.understanding.meaning import MeaningIndex, Vectors

    labels, known, refused = lines.labels, lines.known, lines.refused
    places = {label: place for place, label in enumerate(side.index.labels)}
    first_mistake = len(vectors) - len(lines.mistaken_for)
    index = MeaningIndex(
        Vectors(
            vectors[: len(known)],
            [places[label] for label in labels],
            vectors[len(known) : first_mistake],
            vectors[first_mistake:],
            [places[label] for label in lines.mistaken_for],
        )
    )
    unseen, strangers = index.left_out()
    joined, abroad = Lesson([], []), Lesson([], [])
    for number in _measured(labels):
        weighed = side.unseen(number, labels[number], known[number].words)
        for lesson, (fits, measures) in (
            (joined, weighed.joined(unseen.row(number))),
            (abroad, meant_alone(unseen.row(number), bool(refused))),
        ):
            lesson.known.append((measures, _first(side.index, fits) == labels[number]))
    for number in _thinned(len(refused)):
        weighed = side.weighed(refused[number].words, number)
        joined.refused.append(weighed.joined(strangers.row(number))[1])
        abroad.refused.append(meant_alone(strangers.row(number), True)[1])
    usually = usual(True, bool(refused))
    return Taught(index, joined.judge(usually, True), abroad.judge(usually, True))


def _first(index: WordIndex, fits: Sequence[float]) -> str:
    return index.labels[max(range(len(fits)), key=fits.__getitem__)]


def _thinned(count: int) -> range:
    return range(0, count, max(1, -(-count // _MEASURED)))


def _measured(labels: Sequence[str]) -> list[int]:
    """Numbers of phrases to measure unseen: of topics that have another phrase to be known by."""
    counts = Counter(labels)
    several = [number for number, label in enumerate(labels) if counts[label] > 1]
    return [several[at] for at in _thinned(len(several))]
