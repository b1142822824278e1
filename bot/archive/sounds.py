"""Sounds: what a name has in common with its spellings in the other script."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.reading.normalise import is_cyrillic, stem
from bot.reading.scripts import cyrillic_key, latin_key

SHORTEST_NAME = 4
"""Letters from which on a word is looked for in the other script too."""
SHORTEST_FRAME = 3
"""Consonants from which on two words are compared that differ in their vowels."""
VERSION = "2"
"""Of the sounds that an archive keeps; another one and they are made anew."""
_WRITTEN = {
    **{"sch": "sh", "sh": "sh", "tch": "ch", "ch": "ch", "ph": "f", "kh": "h", "zh": "j"},
    **{"ck": "k", "cc": "k", "q": "k", "qu": "kv", "x": "ks", "w": "v", "ts": "c"},
    **{"oo": "u", "ee": "i", "ya": "a", "yu": "u", "y": "i", "ce": "se", "ci": "si", "cy": "si"},
    "c": "k",
}
_WRITING = re.compile("|".join(sorted(_WRITTEN, key=len, reverse=True)))
_MUTE = re.compile(r"(?<=[bdfgjklmnprtv])h|(?<=[aeiou])h(?=[bcdfgjklmnprstv])")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiou]+")
_ALIKE = str.maketrans({"z": "s", "h": "g"} | dict.fromkeys("aeiou", "a"))


@lru_cache(maxsize=10_000)
def sounds_of(word: str, stems: bool = True) -> frozenset[str]:
    """What a word has in common with its spelling in the other script; short words have none.

    Both of the word and of its stem: `Келина`, `Келин` and `Kelin` meet in `kelin`. Of a word in
    Latin letters as one would spell a Russian one, and as other names are written: an h that is
    not heard in `Delhi`, a c that is a k in `Macron`.
    """
    if len(word) < SHORTEST_NAME or not word.isalpha():
        return frozenset()
    forms = {word, stem(word)} if stems else {word}
    if is_cyrillic(word):
        return frozenset(_folded(cyrillic_key(form)) for form in forms)
    return frozenset(_folded(key(form)) for form in forms for key in (latin_key, _name_key))


def frames_of(word: str) -> frozenset[str]:
    """What a word and its spellings have in common that differ in their vowels: its consonants,
    marked so that no sound is mistaken for them. Too short ones are left out.
    """
    frames = (_VOWELS.sub("", sound.translate(_ALIKE)) for sound in sounds_of(word))
    return frozenset(f"-{each}" for each in frames if len(each) >= SHORTEST_FRAME)


def sound_alike(word: str, other: str) -> bool:
    """Whether two words of the same consonants are also much alike in their vowels."""
    return any(
        OSA.distance(mine, theirs) <= min(2, max(len(mine), len(theirs)) // 3 + 1)
        for mine in sounds_of(word)
        for theirs in sounds_of(other)
    )


def _name_key(word: str) -> str:
    return _WRITING.sub(lambda found: _WRITTEN[found.group()], word)


def _folded(key: str) -> str:
    return _TWICE.sub(r"\1", _MUTE.sub("", key.replace("dj", "j")))
