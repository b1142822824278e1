"""Spoils clean questions as fingers and keyboards do; the same text is always spoilt alike."""

from __future__ import annotations

import random

from bot.reading.scripts import to_cyrillic_keys, to_latin_keys

EVERY = 8
"""Characters for one slip."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_BESIDE = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, key in enumerate(row)
}
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_SPELLINGS = (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
    "a b v g d e e zh z i j k l m n o p r s t u f h c ch sh sch - y ' e ju ja",
    "a b v g d e e j z i i k l m n o p r s t u f x c 4 6 sh - i - e u ia",
)


def with_slips(text: str) -> str:
    """A letter left out, doubled, struck beside its key, or swapped with the next, now and then."""
    chance, letters = random.Random(text), list(text)
    for _ in range(max(1, round(len(text) / EVERY))):
        at = [place for place, letter in enumerate(letters) if letter.lower() in _BESIDE]
        if at:
            _slip(letters, chance.choice(at), chance)
    return "".join(letters)


def _slip(letters: list[str], at: int, chance: random.Random) -> None:
    letter, kind = letters[at].lower(), chance.choice(["left", "doubled", "beside", "swapped"])
    if kind == "left" and len(letters) > 2:
        del letters[at]
    elif kind == "doubled":
        letters.insert(at, chance.choice(_BESIDE[letter] + letter))
    elif kind == "beside":
        letters[at] = chance.choice(_BESIDE[letter])
    elif at + 1 < len(letters) and letters[at + 1].lower() in _BESIDE:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]


def on_the_other_layout(text: str) -> str:
    """The text as the same keys give it on the other keyboard."""
    low = text.lower()
    return to_latin_keys(low) if is_russian(low) else to_cyrillic_keys(low)


def in_latin_letters(text: str) -> str:
    """Russian in one of three usual spellings; other texts as they are."""
    spelling = random.Random(text).choice(_SPELLINGS).split()
    letters = dict(zip(_CYRILLIC, (each.strip("-") for each in spelling), strict=True))
    return "".join(letters.get(each, each) for each in text.lower())


def is_russian(text: str) -> bool:
    """Whether it has Cyrillic letters."""
    return any("а" <= each <= "я" for each in text.lower())
