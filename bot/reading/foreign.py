"""Tells a text in a third language, which only its meaning can answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.lexicon import frequency, telling_words
from bot.reading.normalise import is_cyrillic, spans
from bot.reading.vocabulary import Vocabulary

_OURS = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя0123456789")
_LETTER, TELLING, UNKNOWN, KNOWN = 2.0, 1.5, 0.7, -1.0
"""What a word of each kind says for a third language."""
_RARE = 3.0
_SHORT, _ALMOST = 3, 0.8


def is_foreign(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cleaned text is in neither English nor Russian nor a language of the phrases."""
    signs = [_kept_sign(word, vocabulary) for _, _, word in spans(text) if not word.isdecimal()]
    return are_foreign(signs)


def are_foreign(signs: Sequence[float]) -> bool:
    """Whether what single words say, taken together, speaks for a third language."""
    return max(signs, default=0.0) >= TELLING and sum(signs) > 0


def is_unread(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether, after all repair, several words in Latin letters still hold hardly a known one.

    Other languages in Cyrillic give themselves away by letters and frequent words.
    """
    known = sum(len(word) for word in words if vocabulary.standing(word))
    latin = not any(map(is_cyrillic, words))
    return latin and len(words) > 1 and 3 * known < sum(map(len, words))


def _kept_sign(word: str, vocabulary: Vocabulary) -> float:
    return vocabulary.kept(("sign", word), lambda: _sign(word, vocabulary))


def _sign(word: str, vocabulary: Vocabulary) -> float:
    familiar = frequency(word)
    if not _OURS.issuperset(word):
        return KNOWN if word in vocabulary.counts else 0.0 if _mixed(word) else _LETTER
    if word in telling_words():
        return 0.0 if word in vocabulary.counts or _ours(word, vocabulary) else TELLING
    if word in vocabulary.counts or familiar >= _RARE:
        return KNOWN
    return 0.0 if familiar or vocabulary.repaired(word) else UNKNOWN


def _ours(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is one of the phrases' with a slip, or in Latin letters."""
    meant = vocabulary.from_latin(word)
    if meant is not None and (meant in vocabulary.counts or len(word) > _SHORT):
        return True
    repair = vocabulary.repaired(word)
    return repair is not None and len(word) > _SHORT and repair.trust >= _ALMOST


def _mixed(word: str) -> bool:
    """Latin and Cyrillic letters in one word: a slip of the keyboard, not a language."""
    return any("a" <= each <= "z" for each in word) and any("а" <= each <= "я" for each in word)
