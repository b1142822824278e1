"""An answer's HTML becomes a tree that says the same, of the listed tags alone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.preview.markup import TAGS, text_of, tree_of
from bot.rendering import pieces
from bot.rendering.markup import without_tags
from bot.talk import Answer, Line, Quote

DAY = date(2024, 5, 14)
TEXTS = st.text(max_size=60) | st.sampled_from(
    ["<b>", "</blockquote>", "&lt;", "&#60;script&#62;", "<!--", "<![CDATA[", "<script>", "&amp"]
)
QUOTES = st.builds(
    lambda text, times: Quote(text * times, "Embassy of Veldonia", DAY), TEXTS, st.integers(1, 12)
)
LINES = st.builds(lambda text, bold: Line(text, bold=bold), TEXTS | QUOTES, st.booleans())
ANSWERS = st.builds(
    lambda title, lines: Answer(title, tuple(lines), language="en"),
    TEXTS,
    st.lists(LINES, max_size=5),
)


def tags_in(tree: list[Any]) -> set[str]:
    """The tags of a tree, at any depth."""
    elements = [each for each in tree if not isinstance(each, str)]
    return {each["tag"] for each in elements} | {
        tag for each in elements for tag in tags_in(each["within"])
    }


@given(ANSWERS)
@example(Answer("<script>alert(1)</script>", (Line("</b><img src=x onerror=1>"),), language="en"))
def test_the_tree_of_an_answer_reads_as_the_answer(answer: Answer) -> None:
    for piece in pieces(answer):
        tree = tree_of(piece)
        assert text_of(tree) == without_tags(piece)
        assert tags_in(tree) <= {"b", "i", "blockquote"}


@given(st.text(max_size=200) | st.from_regex(re.compile(r"(<[a-z/!?&;= \"']{0,8}>?|\w){0,30}")))
def test_any_text_at_all_becomes_a_tree_of_listed_tags(text: str) -> None:
    assert tags_in(tree_of(text)) <= TAGS


def test_a_tag_that_is_not_listed_leaves_only_its_text() -> None:
    assert tree_of('<b>one <img src="x">two</b><i>three</i>') == [
        {"tag": "b", "within": ["one two"]},
        {"tag": "i", "within": ["three"]},
    ]


def test_a_quotation_that_telegram_folds_is_marked_so() -> None:
    [quote] = tree_of("<blockquote expandable>long</blockquote>")
    assert quote == {"tag": "blockquote", "within": ["long"], "fold": True}
