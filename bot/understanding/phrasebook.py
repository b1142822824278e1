"""All sample phrases of a folder, learned: reads a question and weighs it against every topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.embedding import Embedder
from bot.reading.repair import Reading, Vocabulary, as_foreign, read
from bot.understanding import sought
from bot.understanding.clauses import MOST as MOST_CLAUSES
from bot.understanding.clauses import SHORT, clauses
from bot.understanding.evidence import Evidence, in_context, lead_of
from bot.understanding.judges import Judge
from bot.understanding.learned import Shelf, learn
from bot.understanding.learning import Taught
from bot.understanding.phrases import Samples
from bot.understanding.weighing import WordSide, meant_alone
from bot.understanding.words import WordScores

Progress = Callable[[int, int], None]

_DECISIVE = 0.96
_DECISIVE_COVERAGE, _DECISIVE_LEAD = 0.9, 0.2
"""Words need no model beside them that are as sure as this, or that are sure, explain so much of
the question and put one topic so far ahead."""
_LIKE_REFUSED = 0.5
"""Closeness by words to a refused sample from which the model is asked whatever the words say."""
_AMONG, _CLEAR = 6, 0.15
"""The rest of a question points to a topic that is among so many and so far ahead there."""
_KNOWN = 0.5
"""Coverage from which a part of a sure question may be a second matter."""


@dataclass(frozen=True)
class Phrasebook:
    """What was learned from the phrases. It never changes; a changed folder makes another."""

    samples: Samples
    vocabulary: Vocabulary
    words: WordSide
    judge: Judge
    """Judges where words stand alone."""
    embedder: Embedder | None = None
    taught: Taught | None = None
    """What the model was taught; None where there is no model."""

    @classmethod
    def learn(
        cls,
        samples: Samples,
        embedder: Embedder | None = None,
        cache: Path | None = None,
        progress: Progress | None = None,
    ) -> Phrasebook:
        """Learn topics from their phrases, and what is none of them from the refused samples."""
        vocabulary = Vocabulary.of_phrases(phrase.text for phrase in samples.phrases)
        if not samples.phrases:
            embedder = None
        learned = learn(samples, vocabulary, embedder, Shelf(cache, progress))
        return cls(
            samples,
            vocabulary,
            learned.words,
            learned.judge,
            embedder if learned.taught else None,
            learned.taught,
        )

    def with_archive(self, counts: Mapping[str, int]) -> Phrasebook:
        """The same phrasebook, that also knows an archive's words when it reads."""
        return replace(self, vocabulary=self.vocabulary.with_archive(counts))

    def read(self, text: str) -> Reading:
        """What was typed, read as words that the phrases know where that is possible."""
        return read(text, self.vocabulary)

    def weigh(self, reading: Reading, about: str | None = None) -> Evidence:
        """How well each topic fits a question, and each of its parts that may be another matter.

        `about` is the topic of the message that the question replies to. Takes a hundredth of a
        second with the model.
        """
        whole = self._weighed(reading, about)
        if reading.strange and self.taught is not None and not whole.in_scope:
            foreign = self._weighed(as_foreign(reading, self.vocabulary), about)
            whole = foreign if foreign.in_scope else whole
        if whole.reading.foreign:
            return whole
        whole = replace(whole, rest=self._rest(whole))
        if whole.is_sure and not whole.is_smalltalk and len(reading.words) > SHORT:
            return whole
        return replace(whole, clauses=self._parts(whole))

    def _parts(self, whole: Evidence) -> tuple[Evidence, ...]:
        """The parts that tell something, after the first one that says what the whole says."""
        index = self.words.index
        readings = [self.read(part) for part in clauses(whole.reading.text)]
        parts = [(reading, index.score(reading.words)) for reading in readings]
        telling = [self._by_words(*part) for part in parts if self._tells(part[1], whole)]
        telling.sort(key=lambda part: -part.score)
        found = [self._with_model(part) for part in telling[:MOST_CLAUSES]]
        agreed = [part for part in parts if found and self._best(part[1]) == whole.best]
        return (*(self._by_words(*part) for part in agreed[:1]), *found)

    def _tells(self, part: WordScores, whole: Evidence) -> bool:
        """Whether a part may say something else than the whole, and be worth the model's time."""
        if whole.is_sure and not whole.is_smalltalk:
            short = len(whole.reading.words) <= SHORT
            return short and part.coverage >= _KNOWN and self._best(part) != whole.best
        return lead_of(part.fits)[1] > 0

    def _best(self, scores: WordScores) -> str | None:
        labels = self.words.index.labels
        return labels[lead_of(scores.fits)[0]] if labels else None

    def _weighed(self, reading: Reading, about: str | None) -> Evidence:
        evidence = self._with_model(self._by_words(reading))
        if about not in evidence.labels:
            return evidence
        return in_context(evidence, about, self._kin(about))

    def _rest(self, whole: Evidence) -> str | None:
        """The topic that the other words point to, when they do so clearly."""
        first, _, _ = lead_of(whole.fits)
        left = self.words.index.without(first, whole.reading.words)
        if not left or len(left) == len(whole.reading.words):
            return None
        if self.words.index.coverage(left) < _KNOWN:
            return None
        best, fit, lead = lead_of(self.words.index.score(left).fits)
        near = sum(other > whole.fits[best] for other in whole.fits) < _AMONG
        clear = lead >= _CLEAR * fit and near
        return self.words.index.labels[best] if clear and best != first else None

    def _kin(self, label: str) -> list[float]:
        """How alike every topic is to one, from 0 to 1."""
        place = self.words.index.labels.index(label)
        return self.taught.index.kin(place) if self.taught else self.words.index.kin(place)

    def _by_words(self, reading: Reading, scores: WordScores | None = None) -> Evidence:
        weighed = self.words.weighed(reading.words, scores=scores)
        return Evidence(
            reading,
            self.words.index.labels,
            tuple(weighed.fits),
            weighed,
            weighed.measures(),
            self.judge,
            sought.by_words(reading.words),
            self.samples,
        )

    def _with_model(self, by_words: Evidence) -> Evidence:
        """The evidence with that of meaning, unless words are decisive or there is no model."""
        if self.embedder is None or self.taught is None or _decisive(by_words):
            return by_words
        reading = by_words.reading
        vectors = self.embedder.questions([reading.text])
        meant = self.taught.index.score(vectors).row(0)
        if reading.foreign:
            fits, measures = meant_alone(meant, self.words.has_refused)
            judge = self.taught.abroad
        else:
            fits, measures = by_words.weighed.joined(meant)
            judge = self.taught.joined
        sounds = sought.by_meaning(vectors[0])
        return replace(by_words, fits=tuple(fits), measures=measures, judge=judge, sought=sounds)


def _decisive(evidence: Evidence) -> bool:
    if not evidence.is_sure or evidence.reading.foreign:
        return False
    measures = evidence.measures
    if max(measures.refused, default=0.0) >= _LIKE_REFUSED:
        return False
    ahead = measures.coverage >= _DECISIVE_COVERAGE and measures.lead >= _DECISIVE_LEAD
    return ahead or evidence.score >= _DECISIVE
