"""Learns a folder: the two indexes, and a judge for each kind of evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from bot.reading.repair import Reading, Vocabulary, as_written
from bot.understanding.alike import AlikePhrases
from bot.understanding.everyday import everyday
from bot.understanding.judges import Judge, Lesson
from bot.understanding.phrases import Phrase, Samples
from bot.understanding.usual import usual
from bot.understanding.weighing import Weighed, WordSide, meant_alone
from bot.understanding.word_lessons import WordLessons
from bot.understanding.words import WordIndex

if TYPE_CHECKING:
    from bot.understanding.meaning import Matrix, MeaningIndex, MeaningScores
    from bot.understanding.meaning_lessons import MeaningLessons

_ABROAD = 0.025
"""Share of phrases that may be Lost by meaning alone: other languages lie farther than they."""
_MEASURED = 600
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
        """Phrases and refused samples as staff wrote them: their words are what is known."""
        mistakes = samples.mistakes()

        def readings(phrases: Iterable[Phrase]) -> tuple[Reading, ...]:
            return tuple(as_written(phrase.text, vocabulary) for phrase in phrases)

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


@dataclass(frozen=True)
class Unseen:
    """The evidence of words on a folder's own samples, each as if it had not been learned."""

    known: dict[int, Weighed]
    """By the number of the phrase; of enough of them."""
    refused: dict[int, Weighed]
    everyday: dict[int, Weighed]


def learn_words(lines: Lines) -> tuple[WordSide, Judge, Unseen]:
    """The index of words, and the judge of questions that it alone answers."""
    labelled = [
        (label, reading.words) for label, reading in zip(lines.labels, lines.known, strict=True)
    ]
    lessons = WordLessons(labelled)
    side = WordSide(
        lessons.index,
        AlikePhrases.of(reading.words for reading in lines.known),
        AlikePhrases.of(reading.words for reading in lines.refused),
        bool(lines.refused),
    )
    unseen = Unseen(
        {
            number: side.unseen(number, lessons.left_out(*labelled[number]), labelled[number])
            for number in _measured(lines.labels)
        },
        {
            number: side.weighed(lines.refused[number].words, number)
            for number in _thinned(len(lines.refused))
        },
        {number: side.weighed(far.words) for number, far in enumerate(lines.everyday)},
    )
    return side, _judge_of_words(lessons.index, lines, unseen), unseen


def _judge_of_words(index: WordIndex, lines: Lines, unseen: Unseen) -> Judge:
    lesson = Lesson(
        [
            (weighed.measures(), _first(index, weighed.fits) == lines.labels[number])
            for number, weighed in unseen.known.items()
        ],
        [weighed.measures() for weighed in unseen.refused.values()],
        [weighed.measures() for weighed in unseen.everyday.values()],
    )
    return lesson.judge(usual(False, bool(lines.refused)), meaning=False)


@dataclass(frozen=True)
class Meant:
    """What meaning alone learned of a folder."""

    lessons: MeaningLessons
    everyday: MeaningScores
    """The scores of the everyday questions."""


def learn_meaning(side: WordSide, lines: Lines, unseen: Unseen, meant: Meant) -> Taught:
    """The judges of questions that meaning helps to answer, with its index."""
    lessons, far = meant.lessons, meant.everyday
    joined, abroad = Lesson([], [], []), Lesson([], [], [])
    refuses = side.has_refused
    for number, weighed in unseen.known.items():
        said = lessons.phrases.row(number)
        for lesson, (fits, measures) in (
            (joined, weighed.joined(said)),
            (abroad, meant_alone(said, refuses)),
        ):
            good = _first(side.index, fits) == lines.labels[number]
            lesson.known.append((measures, good))
    for number, weighed in unseen.refused.items():
        said = lessons.refused.row(number)
        joined.refused.append(weighed.joined(said)[1])
        abroad.refused.append(meant_alone(said, refuses)[1])
    for number, weighed in unseen.everyday.items():
        said = far.row(number)
        joined.everyday.append(weighed.joined(said)[1])
        abroad.everyday.append(meant_alone(said, refuses)[1])
    usually = usual(True, refuses)
    judge = abroad.judge(usually, True, at_most=_ABROAD)
    return Taught(lessons.index, joined.judge(usually, True), judge)


def meant_by(lines: Lines, vectors: Matrix, file: Path | None = None) -> Meant:
    """The index of meaning of these lines, whose texts have these vectors; needs no words.

    What was learned of most of them before is taken from the file.
    """
    from bot.understanding.meaning_lessons import Vectors, learn

    places = {label: place for place, label in enumerate(dict.fromkeys(lines.labels))}
    ends = list(accumulate(map(len, (lines.known, lines.refused))))
    mistakes = ends[1] - len(lines.mistaken_for)
    lessons = learn(
        Vectors(
            tuple(places),
            vectors[: ends[0]],
            [places[label] for label in lines.labels],
            vectors[ends[0] : mistakes],
            vectors[mistakes : ends[1]],
            [places[label] for label in lines.mistaken_for],
            _measured(lines.labels),
        ),
        file,
    )
    return Meant(lessons, lessons.index.score(vectors[ends[1] :]))


def _first(index: WordIndex, fits: Sequence[float]) -> str:
    return index.labels[max(range(len(fits)), key=fits.__getitem__)]


def _thinned(count: int) -> range:
    return range(0, count, max(1, -(-count // _MEASURED)))


def _measured(labels: Sequence[str]) -> list[int]:
    """Numbers of phrases to measure unseen: of topics that have another phrase to be known by."""
    counts = Counter(labels)
    several = [number for number, label in enumerate(labels) if counts[label] > 1]
    return [several[at] for at in _thinned(len(several))]
