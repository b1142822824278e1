"""Sounds: what a name has in common with its spellings in the other script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.reading.normalise import is_cyrillic, stem, stems
from bot.reading.scripts import in_latin

VERSION = "3"
"""Of the sounds that an archive keeps; another one and they are made anew."""
SHORTEST_NAME = 4
"""Letters from which on a word is looked for in the other script too."""
_CASES = frozenset("уюыией")
"""What the cases of Russian names in -а, -я and -ия end with, the first one left out."""
SHORTEST_FRAME = 3
"""Consonants from which on two words are compared that differ in their vowels."""
# Sounds of two letters stand as capitals between the steps. The steps go through many words at
# once, one a line: a tenth of what they cost word by word.
_ALWAYS = (("shch", "S"), ("sch", "S"), ("sh", "S"), ("tch", "C"), ("ch", "C"), ("kh", "h"),
           ("zh", "J"), ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("w", "v"))  # fmt: skip
_AS_RUSSIAN = (("ts", "T"), ("c", "T"), ("x", "h"), ("ju", "u"), ("ja", "a"), ("jo", "e"),
               ("je", "e"), ("yo", "e"), ("ij", "i"), ("yj", "i"), ("y", "i"))  # fmt: skip
_AS_OTHERS = (("ts", "T"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("x", "ks"),
              ("oo", "u"), ("ee", "i"), ("ya", "a"), ("yu", "u"), ("y", "i"))  # fmt: skip
_FROM_CYRILLIC = (("sh", "S"), ("ch", "C"), ("c", "T"), ("j", "J"))
_FOLDED = (("dJ", "j"), ("dj", "j"), ("J", "j"), ("ia", "a"), ("ie", "e"), ("iu", "u"),
           *((2 * letter, letter) for letter in "abdefghiklmnoprstuvzSCT"))  # fmt: skip
_MUTE = re.compile(r"h(?:(?<=[bdfgjklmnprtvST]h)|(?<=[aeiou]h)(?=[bdfgjklmnprstvzSCT]))")
_ALIKE = str.maketrans({"z": "s", "h": "g"} | dict.fromkeys("aeiou", "a"))


@lru_cache(maxsize=10_000)
def sounds_of(word: str, stemmed: bool = True) -> frozenset[str]:
    """What a word has in common with its spelling in the other script; short words have none.

    Both of the word and of its stem: `Келина`, `Келин` and `Kelin` meet in `kelin`; and of a
    Russian word as it is named if it is a she: `Сирию` and `Syria` meet in `sira`. Of a word in
    Latin letters as one would spell a Russian one, and as other names are written: an h that is
    not heard in `Delhi`, a c that is a k in `Macron`.
    """
    if not _may_be_name(word):
        return frozenset()
    root = stem(word)
    keys = keys_of([word, root, *_nominative(word, root)] if stemmed else [word])
    return frozenset(key for some in keys for key in some)


def frames_of(word: str) -> frozenset[str]:
    """What a word and its spellings have in common that differ in their vowels: its consonants,
    marked so that no sound is mistaken for them. Too short ones are left out.
    """
    return frozenset(_frames(sorted(sounds_of(word))))


def sound_alike(word: str, other: str) -> bool:
    """Whether two words of the same consonants are also much alike in their vowels."""
    return any(
        OSA.distance(mine, theirs) <= min(2, max(len(mine), len(theirs)) // 3 + 1)
        for mine in sounds_of(word)
        for theirs in sounds_of(other)
    )


def heard(words: Iterable[str]) -> list[tuple[str, str]]:
    """Every sound and frame of these words, each with its word."""
    some = [word for word in words if _may_be_name(word)]
    if not some:
        return []
    roots = stems(some)
    whole, stemmed = keys_of(some), keys_of([roots[word] for word in some])
    named = [(word, form) for word in some for form in _nominative(word, roots[word])]
    feminine = keys_of([form for _, form in named])
    sounds = [(sound, word) for word, keys, more in zip(some, whole, stemmed, strict=True)
              for sound in {*keys, *more}]  # fmt: skip
    frames = _all_frames([keys[-1] for keys in whole])
    sounds += [(key, word) for (word, _), keys in zip(named, feminine, strict=True) for key in keys]
    return [*sounds, *((each, word) for each, word in zip(frames, some, strict=True) if each)]


def keys_of(forms: Sequence[str]) -> list[tuple[str, ...]]:
    """What each of these may sound like, in one way or two."""
    latin = [form for form in forms if not is_cyrillic(form)]
    cyrillic = [form for form in forms if is_cyrillic(form)]
    plain = _through("\n".join(latin), _ALWAYS)
    russian, others = (_said(_through(plain, steps)) for steps in (_AS_RUSSIAN, _AS_OTHERS))
    of_latin = iter(zip(russian, others, strict=True))
    of_cyrillic = iter(_said(_through(in_latin("\n".join(cyrillic)), _FROM_CYRILLIC)))
    return [
        (next(of_cyrillic),) if is_cyrillic(form) else tuple(dict.fromkeys(next(of_latin)))
        for form in forms
    ]


def _nominative(word: str, root: str) -> tuple[str, ...]:
    """A Russian name's first form in -а, when the word may be another of its cases."""
    return (f"{root}а",) if root != word and word[-1] in _CASES else ()


def _may_be_name(word: str) -> bool:
    return len(word) >= SHORTEST_NAME and word.isalpha()


def _through(text: str, steps: Iterable[tuple[str, str]]) -> str:
    for written, instead in steps:
        text = text.replace(written, instead)
    return text


def _said(text: str) -> list[str]:
    return _MUTE.sub("", _through(text, _FOLDED)).split("\n")


def _frames(sounds: Sequence[str]) -> Iterator[str]:
    return (frame for frame in _all_frames(sounds) if frame)


def _all_frames(sounds: Sequence[str]) -> list[str]:
    """The frame of each sound; empty where it is too short to tell anything."""
    text = "\n" + "\n".join(sounds).translate(_ALIKE)
    bare = text.replace("\na", "\n-").replace("a", "").replace("\n-", "\na").split("\n")[1:]
    return [f"-{each}" if len(each) >= SHORTEST_FRAME else "" for each in bare]
