"""A point of an article named by its number: "point 5", "the fifth point", «пятый пункт»."""

from __future__ import annotations

import re

from bot.archive import Statement
from bot.reading.normalise import words

_POINTS = ("point", "item", "пункт", "тезис")
"""How words for a point begin."""
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
            beside = (*said[at + 1 : at + 2], *said[max(at - 1, 0) : at])
            return next((number for each in beside if (number := _number(each))), None)
    return None


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 2:
        return int(word)
    for number, (*whole, begins) in enumerate(_NUMBERS, 1):
        rest = word.removeprefix(begins)
        if word in whole or (rest != word and _ORDINAL.match(rest)):
            return number
    return None
