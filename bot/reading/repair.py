"""Reads what was typed: on which layout, in which letters, and which words were meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from bot.reading.foreign import is_foreign, is_unread
from bot.reading.lexicon import COMMON, frequency
from bot.reading.normalise import clean, is_cyrillic, spans, stem
from bot.reading.offers import Repair
from bot.reading.scripts import unmixed
from bot.reading.slips import is_doubtful
from bot.reading.vocabulary import Vocabulary as Vocabulary
from bot.reading.ways import turned, ways_of

_GUESSED = 0.8
"""Trust below which another word may have been meant, or one of another language."""
_HALF, _MOST_GUESSED = 0.5, 0.75
MOST_REPAIRED = 80
"""Pieces of a text that are repaired; what follows in a longer one is taken as it stands."""


@dataclass(frozen=True)
class Word:
    """One word as typed and as read; `trust` is 1 for a word that the desk knows as it stands."""

    typed: str
    text: str
    stem: str
    trust: float
    how: str = ""
    """`layout`, `letters`, `spelling`; empty when read as typed."""
    real: bool = True
    """Whether the desk or the language knows the word as read."""


@dataclass(frozen=True)
class Reading:
    """What was typed and what was read from it."""

    typed: str
    text: str
    words: tuple[Word, ...]
    foreign: bool = False
    """It is in neither English nor Russian, nor in a language of the phrases."""
    how: tuple[str, ...] = ()
    """What was done to read it: `layout`, `letters`, `spelling`."""

    @property
    def readable(self) -> float:
        """Share of the letters that belong to words which are known or real."""
        size = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.real) / size if size else 0.0

    @cached_property
    def telling(self) -> tuple[Word, ...]:
        """The words that say something of a matter."""
        return tuple(word for word in self.words if frequency(word.text) < COMMON)

    @cached_property
    def doubtful(self) -> bool:
        """Whether half of what tells something was taken for words of the desk rather boldly.

        The list of real words has gaps: `fetes` may be meant, and not `fees`.
        """
        telling = self.telling
        return bool(telling) and 2 * sum(map(_is_bold, telling)) >= len(telling)

    @property
    def unknown(self) -> bool:
        """Whether no word that tells something is one of the desk's, in a language of the desk."""
        return not self.foreign and bool(self.telling) and not any(w.trust for w in self.telling)

    @property
    def strange(self) -> bool:
        """Whether half of the letters stand in words that had to be guessed at, or mean nothing,
        and no telling word is known as it was typed.

        It may be badly typed, or be in a third language that the lists do not know. Of a text that
        reads as Russian in Latin letters three quarters must be so.
        """
        if any(word.trust == 1 and not word.how for word in self.telling):
            return False
        size = sum(len(word.text) for word in self.words)
        guessed = sum(len(word.text) for word in self.words if _is_guessed(word))
        most = _MOST_GUESSED if "letters" in self.how else _HALF
        return not self.foreign and len(self.words) > 1 and guessed >= most * size > 0

    @property
    def changed(self) -> bool:
        """Whether anything was read otherwise than typed."""
        return bool(self.how)


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """The words of any text at all, each read in the way that makes the most of the question."""
    typed = clean(text)
    chunks = typed.split()
    ways = ways_of(chunks[:MOST_REPAIRED], vocabulary)
    start = " ".join(chunks[:MOST_REPAIRED])
    if not _otherwise(chunks, ways) and is_foreign(start, vocabulary):
        return _foreign(typed, vocabulary)
    pieces: list[str] = []
    words: list[Word] = []
    for chunk, way in zip_longest(chunks, ways, fillvalue=""):
        piece, found = _kept_piece(chunk, way, vocabulary)
        pieces.append(piece)
        words += found
    if is_unread([word.text for word in words], vocabulary):
        return _foreign(typed, vocabulary)
    how = tuple(
        each for each in ("layout", "letters", "spelling") if each in {w.how for w in words}
    )
    return Reading(typed, " ".join(pieces), tuple(words), how=how)


def as_foreign(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """The same text as one in a third language: nothing of it repaired."""
    return _foreign(reading.typed, vocabulary)


def as_written(text: str, vocabulary: Vocabulary) -> Reading:
    """A text whose words are taken as they stand."""
    typed = clean(text)
    words = (Word(w, w, stem(w), _trust(w, vocabulary)) for _, _, w in spans(typed))
    return Reading(typed, typed, tuple(words))


def _is_bold(word: Word) -> bool:
    bold = word.how == "spelling" and word.trust > 0
    same = is_cyrillic(word.typed) == is_cyrillic(word.text)
    return bold and same and is_doubtful(word.typed, word.text)


def _is_guessed(word: Word) -> bool:
    return not word.real or (word.how in ("spelling", "letters") and word.trust < _GUESSED)


def _otherwise(chunks: list[str], ways: list[str]) -> bool:
    """Whether most of the text is on another layout or in other letters."""
    turned = sum(len(chunk) for chunk, way in zip(chunks, ways, strict=False) if way != "typed")
    return 2 * turned > sum(map(len, chunks[: len(ways)]))


def _foreign(typed: str, vocabulary: Vocabulary) -> Reading:
    return replace(as_written(typed, vocabulary), foreign=True)


def _kept_piece(chunk: str, way: str, vocabulary: Vocabulary) -> tuple[str, list[Word]]:
    return vocabulary.kept((way, chunk), lambda: _read_chunk(chunk, way, vocabulary))


def _read_chunk(chunk: str, way: str, vocabulary: Vocabulary) -> tuple[str, list[Word]]:
    """A chunk as it reads in one way, if in any, its words replaced in place, and these words."""
    if way == "layout":
        chunk, typed_as = turned(chunk, vocabulary), chunk
    else:
        typed_as = chunk
    piece, at, words = "", 0, []
    for start, end, word in spans(chunk):
        meant = _meant(word, way, vocabulary)
        shown = chunk[start:end] if meant.text == word else _cased(meant.text, chunk[start:end])
        piece += chunk[at:start] + shown
        at = end
        how = meant.how or ("layout" if way == "layout" else "")
        for part in meant.text.split():
            typed = typed_as if way == "layout" else word
            real = meant.trust > 0 or (vocabulary.standing(part) > 0 and not part.isdecimal())
            words.append(Word(typed, part, stem(part), meant.trust, how, real))
    return piece + chunk[at:], words


def _meant(word: str, way: str, vocabulary: Vocabulary) -> Repair:
    standing = vocabulary.standing(word)
    if way == "letters":
        meant = vocabulary.from_latin(word)
        if meant and vocabulary.standing(meant) >= standing * 0.9:
            return Repair(meant, _trust(meant, vocabulary), "letters")
    if not way:
        return Repair(word, _trust(word, vocabulary), "")
    if standing:
        return _unless_common(word, vocabulary)
    for alike in unmixed(word):
        if vocabulary.standing(alike):
            return Repair(alike, _trust(alike, vocabulary), "letters")
    return vocabulary.repaired(word, way == "letters") or _unless_common(word, vocabulary)


def _unless_common(word: str, vocabulary: Vocabulary) -> Repair:
    """The word itself, or the common one that it is a slip from."""
    common = vocabulary.slipped(word)
    return Repair(common or word, _trust(common or word, vocabulary), "spelling" * bool(common))


def _trust(word: str, vocabulary: Vocabulary) -> float:
    return 1.0 if vocabulary.standing(word) > 0.6 else 0.0


def _cased(word: str, like: str) -> str:
    return (
        word.upper()
        if like.isupper() and len(like) > 1
        else word.title()
        if like.istitle()
        else word
    )
