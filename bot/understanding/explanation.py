"""Why a question was understood as it was: reading, words, nearest phrases, limits and scores."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from bot.reading.repair import Reading
from bot.talk import Judgement, Lost, Sure
from bot.understanding.evidence import Evidence
from bot.understanding.explanation_published import PublishedShown
from bot.understanding.judgement import judge
from bot.understanding.phrasebook import Phrasebook
from bot.understanding.phrases import Phrase
from bot.understanding.verdict import Verdict

_SHOWN = 5


@dataclass(frozen=True)
class WordShown:
    """A word as typed and as read, and what it says for the best topics."""

    typed: str
    read: str
    how: str
    trust: float
    topics: tuple[tuple[str, float], ...]
    """The topics that it speaks for most, with its part of their fit by words."""


@dataclass(frozen=True)
class PhraseShown:
    """A phrase that is near, by `words` or by `meaning`, and where staff find it."""

    by: str
    label: str
    text: str
    file: str
    line: int
    closeness: float


@dataclass(frozen=True)
class TopicShown:
    """One of the nearest topics: its score, and its fit in all and by words alone."""

    label: str
    score: float
    fit: float
    by_words: float


@dataclass(frozen=True)
class Explanation:
    """All that staff need to see why; `as_json` is what `explain --json` prints."""

    reading: Reading
    words: tuple[WordShown, ...]
    nearest: tuple[PhraseShown, ...]
    thresholds: dict[str, float]
    scores: tuple[TopicShown, ...]
    judgement: Judgement
    meaning: bool
    published: PublishedShown | None = None
    """The archive's part in it; None where only topics were asked."""

    @property
    def outcome(self) -> str:
        """The judgement in a word."""
        match self.judgement:
            case Sure():
                return "sure"
            case Lost():
                return "lost"
        return "unsure"

    def as_json(self) -> dict[str, object]:
        """The explanation as plain values; `archive` only where the archive was asked."""
        archive = {"archive": self.published.as_json()} if self.published else {}
        return {
            "reading": {
                "typed": self.reading.typed,
                "text": self.reading.text,
                "how": list(self.reading.how),
                "foreign": self.reading.foreign,
            },
            "words": [asdict(word) for word in self.words],
            "nearest": [asdict(phrase) for phrase in self.nearest],
            "thresholds": self.thresholds,
            "scores": [asdict(topic) for topic in self.scores],
            "outcome": self.outcome,
            "meaning": self.meaning,
        } | archive


def explain(
    book: Phrasebook,
    evidence: Evidence,
    verdict: Verdict,
    published: PublishedShown | None = None,
) -> Explanation:
    """The explanation of a verdict on evidence that this phrasebook weighed."""
    measures, judge = evidence.measures, evidence.judge
    return Explanation(
        evidence.reading,
        _words(book, evidence),
        _nearest(book, evidence),
        {
            "lost_below": _short(judge.lost),
            "for_this_desk": _short(judge.scope_of(measures)),
            "sure_from": _short(judge.sure),
            "score": _short(verdict.score),
            "words_known": _short(measures.coverage),
            "words_of_the_topic": _short(measures.explained),
            "lead": _short(measures.lead),
        },
        _scores(evidence),
        verdict.judgement,
        evidence.meaning,
        published,
    )


def _words(book: Phrasebook, evidence: Evidence) -> tuple[WordShown, ...]:
    shares = book.words.index.parts(evidence.reading.words)
    return tuple(
        WordShown(
            word.typed,
            word.text,
            word.how,
            _short(word.trust),
            tuple((label, _short(share)) for label, share in told[:3]),
        )
        for word, told in zip(evidence.reading.words, shares, strict=True)
    )


def _nearest(book: Phrasebook, evidence: Evidence) -> tuple[PhraseShown, ...]:
    shown = [
        _phrase("words", book.samples.phrases[number], closeness)
        for number, closeness in book.words.alike.nearest(evidence.reading.words, 1)
    ]
    if book.embedder is None or book.taught is None:
        return tuple(shown)
    index = book.taught.index
    vector = book.embedder.questions([evidence.reading.text])
    number, closeness = index.nearest_phrase(vector)
    shown.append(_phrase("meaning", book.samples.phrases[number], closeness))
    mistakes = (replace(each, label=f"not_for {each.label}") for each in book.samples.mistakes())
    refused = (*book.samples.refused, *mistakes)
    if refused:
        number, closeness = index.nearest_refused(vector)
        shown.append(_phrase("meaning", refused[number], closeness))
    return tuple(shown)


def _phrase(by: str, phrase: Phrase, closeness: float) -> PhraseShown:
    return PhraseShown(
        by, phrase.label or "refused", phrase.text, phrase.file, phrase.line, _short(closeness)
    )


def _scores(evidence: Evidence) -> tuple[TopicShown, ...]:
    """The nearest topics as they stand by themselves, whatever the archive found."""
    fits = dict(zip(evidence.labels, evidence.fits, strict=True))
    by_words = dict(zip(evidence.labels, evidence.weighed.fits, strict=True))
    return tuple(
        TopicShown(
            label, _short(score), _short(fits.get(label, 0.0)), _short(by_words.get(label, 0.0))
        )
        for label, score in judge(evidence).top[:_SHOWN]
    )


def _short(value: float) -> float:
    return round(float(value), 3)
