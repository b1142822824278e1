"""Makes any text safe and comparable: cleaned of what cannot be read, cut into words, stemmed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import Stemmer

LONGEST_TEXT = 4096
LONGEST_WORD = 40
"""Letters of a word that are looked at; longer runs are noise."""

_ENGLISH = Stemmer.Stemmer("english", 0)
_RUSSIAN = Stemmer.Stemmer("russian", 0)
_UNREADABLE = {"Cc": " ", "Cf": "", "Cs": "", "Co": "", "Cn": ""}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼʹ′", "'"))
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STRESS = re.compile(r"(?<=[аеиоуыэюяАЕИОУЫЭЮЯ])[\u0300\u0301]")
_MARKS = re.compile(r"([\u0300-\u036f\u20d0-\u20ff])[\u0300-\u036f\u20d0-\u20ff]+")


def clean(text: str) -> str:
    """The readable part of a text, in composed form, of at most `LONGEST_TEXT` characters."""
    text = text[:LONGEST_TEXT]
    if not text.isascii():
        kept = "".join(_UNREADABLE.get(unicodedata.category(each), each) for each in text)
        composed = unicodedata.normalize("NFKC", _MARKS.sub(r"\1", kept))
        text = _STRESS.sub("", composed)[:LONGEST_TEXT]
        text = text.translate(_APOSTROPHES)
    if not text.isprintable():
        text = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(text.split())


def plain(word: str) -> str:
    """A word as it is compared: lower case, ё as е, possessive and apostrophes dropped."""
    word = word.lower().replace("ё", "е")
    if "'" in word:
        word = word.removesuffix("'s").replace("'", "")
    return word[:LONGEST_WORD]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and compared form of every word of a cleaned text."""
    for match in _WORD.finditer(text):
        word = plain(match.group())
        if word:
            yield match.start(), match.end(), word


def words(text: str) -> list[str]:
    """The compared forms of every word of a text, in order."""
    return [word for _, _, word in spans(clean(text))]


def is_cyrillic(word: str) -> bool:
    """Whether the word begins with a Cyrillic letter."""
    return "а" <= word[:1] <= "я"


def language_of(word: str) -> str:
    """The language whose lists a word is looked up in: Russian when it begins with Cyrillic."""
    return "ru" if is_cyrillic(word) else "en"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem of a compared form: Russian when it begins with Cyrillic, else English."""
    stemmer = _RUSSIAN if is_cyrillic(word) else _ENGLISH
    return str(stemmer.stemWord(word))


def stems(some: Iterable[str]) -> dict[str, str]:
    """The stems of several compared forms: a third of what they cost one by one."""
    russian: list[str] = []
    english: list[str] = []
    for word in some:
        (russian if is_cyrillic(word) else english).append(word)
    found = dict(zip(russian, _RUSSIAN.stemWords(russian), strict=True))
    return found | dict(zip(english, _ENGLISH.stemWords(english), strict=True))
