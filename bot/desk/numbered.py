"""A point of an article named by its number: "point 5", "the fifth point", «пятый пункт»."""

from __future__ import annotations

import re

from bot.archive import Statement
from bot.reading.normalise import words

_POINTS = ("point", "item", "paragraph", "section", "пункт", "тезис", "раздел", "параграф")
"""How words for a point begin."""
_ONE = ("point", "item", "paragraph", "section", "пункт", "пункте", "пункту", "тезис", "раздел")
"""Those that stand beside a number for one point and not for so many."""
_BETWEEN = ("number", "no", "nr", "номер")
_NUMBERS = (
    ("one", "first", "1st", "один", "перв"),
    ("two", "second", "2nd", "два", "втор"),
    ("three", "third", "3rd", "три", "трет"),
    ("four", "fourth", "4th", "четыре", "четверт"),
    ("five", "fifth", "5th", "пять", "пят"),
    ("six", "sixth", "6th", "шесть", "шест"),
    ("seven", "seventh", "7th", "семь", "седьм"),
    ("eight", "eighth", "8th", "восемь", "восьм"),
    ("nine", "ninth", "9th", "девять", "девят"),
    ("ten", "tenth", "10th", "десять", "десят"),
    ("eleven", "eleventh", "11th", "одиннадцать", "одиннадцат"),
    ("twelve", "twelfth", "12th", "двенадцать", "двенадцат"),
)
"""How the numbers are said: one, an ordinal, a short ordinal; and in Russian, where an ordinal is
known by how it begins."""
_ORDINAL = re.compile(r"(?:ый|ий|ой|ая|ья|ое|ье|ого|ьего|ом|ьем|ому|ьему|ую|ью|ым|ьим|ые|ьи)$")


def numbered(text: str, statement: Statement) -> str:
    """The label of the point that a question names by its number; empty when there is none."""
    number = point_number(text)
    point = statement.point(number) if number else None
    return f"statement:{statement.short}:{point.number}" if point else ""


def point_number(text: str) -> int | None:
    """The number that stands with a word for a point."""
    said = [word for word in words(text) if word not in _BETWEEN]
    for at, word in enumerate(said):
        if word.startswith(_POINTS):
            after, before = said[at + 1 : at + 2], said[max(at - 1, 0) : at]
            found = [_cardinal(each) or _ordinal(each) for each in after]
            # `twelve points` are many, `the twelfth point` is one.
            found += [_ordinal(each) or (word in _ONE and _digits(each)) or 0 for each in before]
            return next((number for number in found if number), None)
    return None


def _digits(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) <= 2 else 0


def _cardinal(word: str) -> int:
    said = (number for number, forms in enumerate(_NUMBERS, 1) if word in (forms[0], forms[3]))
    return _digits(word) or next(said, 0)


def _ordinal(word: str) -> int:
    for number, (_, english, short, _, begins) in enumerate(_NUMBERS, 1):
        rest = word.removeprefix(begins)
        if word in (english, short) or (rest != word and _ORDINAL.match(rest)):
            return number
    return 0
