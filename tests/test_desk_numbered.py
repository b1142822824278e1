"""A point of an article named by its number."""

from __future__ import annotations

import pytest

from bot.desk.numbered import point_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("point 5", 5),
        ("item no. 12 of the article", 12),
        ("point number five, please", 5),
        ("the third point of the article", 3),
        ("what is in the 2nd item", 2),
        ("пункт 7", 7),
        ("пункт № 4", 4),
        ("пятый пункт статьи", 5),
        ("о чём третий пункт", 3),
        ("в седьмом пункте", 7),
        ("первого тезиса", 1),
        ("пункт пять", 5),
        ("одиннадцатый пункт", 11),
        ("5 пункт", 5),
        ("article with twelve points", None),
        ("лонгрид с 12 пунктами", None),
        ("12 points", None),
        ("два пункта", None),
        ("point", None),
        ("what is the point of this", None),
        ("point 2017", None),
        ("five passports", None),
        ("пятница, пункт пропуска", None),
        ("второстепенный пункт", None),
    ],
)
def test_a_number_beside_a_word_for_a_point(text: str, number: int | None) -> None:
    assert point_number(text) == number
