"""Learns a folder: the two indexes, and a judge for each kind of evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.reading.repair import Reading, Vocabulary, read
from bot.understanding.alike import AlikePhrases
from bot.understanding.everyday import everyday
from bot.understanding.judges import Judge, Lesson
from bot.understanding.phrases import Phrase, Samples
from bot.understanding.usual import usual
from bot.understanding.weighing import WordSide, meant_alone
from bot.understanding.words import WordIndex

if TYPE_CHECKING:
    from bot.understanding.meaning import Matrix, MeaningIndex, MeaningScores

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
    everyday: tuple[Reading, ...]
    """Questions of hardly any desk; none where the refused samples are enough."""

    @classmethod
    def of(cls, samples: Samples, vocabulary: Vocabulary) -> Lines:
        """Phrases and refused samples, read: staff make slips too, and may write as citizens do."""
        mistakes = samples.mistakes()

        def readings(phrases: Iterable[Phrase]) -> tuple[Reading, ...]:
            return tuple(read(phrase.text, vocabulary) for phrase in phrases)

        return cls(
            tuple(phrase.label for phrase in samples.phrases),
            readings(samples.phrases),
            readings((*samples.refused, *mistakes)),
            tuple(phrase.label for phrase in mistakes),
            readings(everyday(samples)),
        )

    def texts(self) -> list[str]:
        """What the model is to be taught: phrases, refused, everyday, in this order."""
        return [reading.text for reading in (*self.known, *self.refused, *self.everyday)]


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
    usually = usual(False, bool(refused))
    far = [side.weighed(reading.words).measures() for reading in lines.everyday]
    return side, Lesson(measured, strange, far).judge(usually, meaning=False)


def learn_meaning(side: WordSide, lines: Lines, vectors: Matrix) -> Taught:
    """The index of meaning, and the judges of questions that it helps to answer."""
    labels, known, refused = lines.labels, lines.known, lines.refused
    index, far = _taught(side, lines, vectors)
    unseen, strangers = index.left_out()
    joined, abroad = Lesson([], [], []), Lesson([], [], [])
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
    for number, reading in enumerate(lines.everyday):
        weighed = side.weighed(reading.words)
        joined.everyday.append(weighed.joined(far.row(number))[1])
        abroad.everyday.append(meant_alone(far.row(number), bool(refused))[1])
    usually = usual(True, bool(refused))
    return Taught(index, joined.judge(usually, True), abroad.judge(usually, True))


def _taught(side: WordSide, lines: Lines, vectors: Matrix) -> tuple[MeaningIndex, MeaningScores]:
    """The index of meaning, and its scores of the everyday questions."""
    from bot.understanding.meaning import MeaningIndex, Vectors

    places = {label: place for place, label in enumerate(side.index.labels)}
    ends = list(accumulate(map(len, (lines.known, lines.refused))))
    mistakes = ends[1] - len(lines.mistaken_for)
    index = MeaningIndex(
        Vectors(
            vectors[: ends[0]],
            [places[label] for label in lines.labels],
            vectors[ends[0] : mistakes],
            vectors[mistakes : ends[1]],
            [places[label] for label in lines.mistaken_for],
        )
    )
    return index, index.score(vectors[ends[1] :])


def _first(index: WordIndex, fits: Sequence[float]) -> str:
    return index.labels[max(range(len(fits)), key=fits.__getitem__)]


def _thinned(count: int) -> range:
    return range(0, count, max(1, -(-count // _MEASURED)))


def _measured(labels: Sequence[str]) -> list[int]:
    """Numbers of phrases to measure unseen: of topics that have another phrase to be known by."""
    counts = Counter(labels)
    several = [number for number, label in enumerate(labels) if counts[label] > 1]
    return [several[at] for at in _thinned(len(several))]
