"""A question as it was read: its terms, and whether it is in a language of the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.archive.spelling import is_real
from bot.archive.stopwords import STOP_WORDS
from bot.reading.foreign import KNOWN, TELLING, UNKNOWN, are_foreign
from bot.reading.lexicon import telling_words
from bot.reading.normalise import stem
from bot.reading.translations import translations

OURS = 0.7
"""Share of letters in known words under which a question is in no language of the archive."""


@dataclass(frozen=True)
class Term:
    """One word of a question: where it stands, what it was taken for, and stems with weights."""

    start: int
    end: int
    word: str
    forms: Mapping[str, float]
    known: bool
    """The archive has it, or a form of it, as it stands."""
    read_as: str | None = None
    """The word that it was repaired to."""
    real: bool = True
    """It is a word of the language or of the archive, as far as can be known."""


@dataclass(frozen=True)
class Asked:
    """A question as it was read: its text repaired, its terms, what was done to read it."""

    typed: str
    text: str
    terms: tuple[Term, ...]
    changed: bool

    @property
    def foreign(self) -> bool:
        """It is in a third language, as its frequent words tell; or most of its letters stand in
        words that neither the archive nor its languages have, as of Russian in Latin letters.
        """
        letters = sum(len(term.word) for term in self.terms)
        ours = sum(len(term.word) for term in self.terms if _is_ours(term))
        signs = [_sign(term) for term in self.terms if not term.word.isdecimal()]
        return are_foreign(signs) or ours < OURS * letters

    @property
    def content(self) -> tuple[Term, ...]:
        """The terms that carry the question: no words like `the`, unless there are no others."""
        return tuple(t for t in self.terms if t.word not in STOP_WORDS) or self.terms


def _is_ours(term: Term) -> bool:
    return bool(term.known or term.read_as or is_real(term.word) or translations(stem(term.word)))


def _sign(term: Term) -> float:
    """What a word says for a third language: much when it is a frequent one of such a language."""
    if term.word in telling_words():
        return TELLING
    return KNOWN if _is_ours(term) else UNKNOWN
