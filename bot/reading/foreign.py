"""Tells a text in a third language, which only its meaning can answer."""

from __future__ import annotations

from bot.reading.lexicon import frequency, telling_words
from bot.reading.normalise import spans
from bot.reading.vocabulary import Vocabulary

_OURS = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя0123456789")


def is_foreign(text: str, vocabulary: Vocabulary) -> bool:
    """Whether most words of a cleaned text are neither English nor Russian nor the phrases'."""
    score = size = 0
    for _, _, word in spans(text):
        if word.isdecimal():
            continue
        size += 1
        if word in vocabulary.counts:
            continue
        if not _OURS.issuperset(word):
            score += 3 if not _mixed(word) else 0
        elif word in telling_words() and frequency(word) < 4:
            score += 2
    return size > 0 and score > size


def _mixed(word: str) -> bool:
    """Latin and Cyrillic letters in one word: a slip of the keyboard, not a language."""
    return any("a" <= each <= "z" for each in word) and any("а" <= each <= "я" for each in word)
