"""Other ways of writing the same word: the other keyboard layout, Latin letters, look-alikes."""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&"
_CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"№;:?'
_TO_CYRILLIC = str.maketrans(_LATIN_KEYS, _CYRILLIC_KEYS)
_TO_LATIN = str.maketrans(_CYRILLIC_KEYS, _LATIN_KEYS)

_LOOKS_CYRILLIC = str.maketrans("aceopxyukmtbhiABCEHKMOPTXYnr", "асеорхуикмтвніАВСЕНКМОРТХУпг")
_LOOKS_LATIN = str.maketrans("асеорхукмтвнігпиАВСЕНКМОРТХУ0", "aceopxykmtbhirnuABCEHKMOPTXYo")

_LETTERS = {
    **dict(zip("абвгдежзийклмнопрстуфх", "abvgdejziiklmnoprstufh", strict=True)),
    **{"ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e"},
    **{"ю": "u", "я": "a", "ё": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g"},
}
_TO_KEY = str.maketrans(_LETTERS)
_SPELLINGS = {
    **dict.fromkeys(("shch", "sch", "sh", "w"), "sh"),
    **dict.fromkeys(("ch", "4"), "ch"),
    **dict.fromkeys(("kh", "h", "x"), "h"),
    **dict.fromkeys(("ts", "tc", "c"), "c"),
    **dict.fromkeys(("zh", "j"), "j"),
    **dict.fromkeys(("yu", "ju", "iu", "u"), "u"),
    **dict.fromkeys(("ya", "ja", "ia", "a"), "a"),
    **dict.fromkeys(("yo", "jo", "io"), "e"),
    **dict.fromkeys(("ye", "je", "ie"), "e"),
    **dict.fromkeys(("yy", "iy", "ij", "yj", "yi", "ii", "y"), "i"),
    **{"ks": "ks", "ck": "k", "6": "sh", "'": ""},
}
_SPELLING = re.compile("|".join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True)))
_HIATUS = re.compile(r"ii+")


def to_cyrillic_keys(text: str) -> str:
    """The text as the same keys give it on a Russian keyboard."""
    return text.translate(_TO_CYRILLIC)


def to_latin_keys(text: str) -> str:
    """The text as the same keys give it on an English keyboard."""
    return text.translate(_TO_LATIN)


def unmixed(word: str) -> tuple[str, ...]:
    """A word of both scripts, written in Cyrillic alone and in Latin alone; else nothing."""
    cyrillic = sum("а" <= each <= "ё" for each in word)
    latin = sum("a" <= each <= "z" for each in word)
    if not cyrillic or not latin:
        return ()
    return word.translate(_LOOKS_CYRILLIC), word.translate(_LOOKS_LATIN)


def in_latin(text: str) -> str:
    """A text in lower case with a Latin letter or two for each Cyrillic one."""
    return text.translate(_TO_KEY)


@lru_cache(maxsize=100_000)
def cyrillic_key(word: str) -> str:
    """What a Cyrillic word and every usual spelling of it in Latin letters have in common."""
    return _folded(in_latin(word))


@lru_cache(maxsize=10_000)
def latin_key(word: str) -> str:
    """The same for a word in Latin letters: `zagranpasport` has the key of `загранпаспорт`."""
    return _folded(_SPELLING.sub(lambda found: _SPELLINGS[found.group()], word))


def _folded(key: str) -> str:
    """Sounds that spellings confuse are made one."""
    for written in ("ia", "ie", "iu"):
        key = key.replace(written, written[1])
    key = key.replace("sch", "sh")
    return _HIATUS.sub("i", key)
