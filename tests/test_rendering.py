"""How an answer looks: in plain text, and in pieces of HTML that Telegram takes."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import pieces, plain
from bot.rendering.markup import LIMIT, cut_text, escaped, is_seen, units, without_tags
from bot.talk import Answer, Choice, Line, Quote

DAY, EVE = date(2020, 1, 17), date(2020, 1, 16)


def quote(text: str, day: date = DAY, **more: object) -> Line:
    return Line(Quote(text, "Embassy of Freedonia", day, "en", **more))  # type: ignore[arg-type]


class Strict(HTMLParser):
    """Refuses what Telegram refuses: an unknown tag, a tag left open, or one closed out of turn."""

    def __init__(self, piece: str) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.feed(piece)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "blockquote"}
        assert attributes in ([], [("expandable", None)])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_entityref(self, name: str) -> None:
        assert name in {"lt", "gt", "amp", "quot"}

    def handle_charref(self, name: str) -> None:
        raise AssertionError(f"&#{name};")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_title_is_bold_and_the_lines_follow_it() -> None:
    answer = Answer("Consular queries", (Line("+44 20 3668 7474"), Line("info@rusemb.org.uk")))
    assert pieces(answer) == ["<b>Consular queries</b>\n+44 20 3668 7474\ninfo@rusemb.org.uk"]
    assert plain(answer) == "Consular queries\n+44 20 3668 7474\ninfo@rusemb.org.uk"


def test_the_publishers_words_stand_in_a_quotation_with_publisher_and_date_under_it() -> None:
    answer = Answer(lines=(Line("684 days."), quote("days have passed")), language="en")
    assert pieces(answer) == [
        "684 days.\n<blockquote>“days have passed”</blockquote>\n"
        "<i>Embassy of Freedonia, 17.01.2020</i>"
    ]
    assert plain(answer) == "684 days.\n“days have passed”\nEmbassy of Freedonia, 17.01.2020"


def test_a_long_quotation_is_folded() -> None:
    assert "<blockquote expandable>" in pieces(Answer(lines=(quote("word " * 60),)))[0]
    assert "<blockquote expandable>" in pieces(Answer(lines=(quote("1\n2\n3\n4\n5"),)))[0]
    assert "<blockquote>" in pieces(Answer(lines=(quote("1\n2\n3\n4"),)))[0]


def test_quotations_of_one_publisher_and_day_show_their_reference_once() -> None:
    answer = Answer(lines=(quote("one"), quote("two"), quote("three", EVE)))
    assert plain(answer).split("\n") == [
        "“one”",
        "“two”",
        "Embassy of Freedonia, 17.01.2020",
        "",
        "“three”",
        "Embassy of Freedonia, 16.01.2020",
    ]


def test_items_of_a_numbered_list_carry_number_and_date_and_the_publisher_stands_last() -> None:
    choices = (Choice("11", "/read a"), Choice("12", "/read b"), Choice("Next", "/latest 3"))
    answer = Answer("Latest", (quote("one"), quote("two", EVE)), choices=choices, numbered=True)
    assert plain(answer).split("\n") == [
        "Latest",
        "11. 17.01.2020",
        "“one”",
        "12. 16.01.2020",
        "“two”",
        "Embassy of Freedonia",
    ]


def test_words_that_matched_a_search_are_bold_within_the_quotation() -> None:
    answer = Answer(lines=(quote("a visa & a form", marks=((2, 6), (4, 99), (0, 1))),))
    marked = "<blockquote>“<b>a</b> <b>visa &amp; a form</b>”</blockquote>"
    assert pieces(answer)[0].startswith(marked)


def test_notices_stand_first_and_how_the_text_was_read_stands_last() -> None:
    answer = Answer(
        "Passport",
        (Line("Ask here."),),
        above=(Line("The section is closed today."),),
        notes=("I answer in English and Russian.",),
        read_as="passport",
        language="en",
        link="https://example.org",
    )
    assert plain(answer).split("\n\n") == [
        "The section is closed today.",
        "I answer in English and Russian.",
        "Passport\nAsk here.\nhttps://example.org",
        "I read this as “passport”.",
    ]
    assert "example.org" not in "".join(pieces(answer))


def test_a_russian_answer_says_how_it_was_read_in_russian() -> None:
    assert plain(Answer(read_as="паспорт", language="ru")) == "Прочитал это как «паспорт»."


def test_headings_and_empty_lines_set_parts_apart() -> None:
    answer = Answer("Today", (Line("a"), Line("Clocks", bold=True), Line("b"), Line(""), Line("c")))
    assert plain(answer) == "Today\na\n\nClocks\nb\n\nc"


def test_nothing_typed_or_written_becomes_a_tag() -> None:
    assert escaped("<b>&amp;\0\ud800") == "&lt;b&gt;&amp;amp; \ufffd"


def test_an_answer_without_words_has_no_pieces() -> None:
    assert pieces(Answer()) == []
    assert pieces(Answer(lines=(Line(" \u200b\n"),))) == []


def test_a_text_is_cut_at_a_paragraph_then_a_sentence_then_a_word() -> None:
    assert cut_text("aaaa bbbb.\n\ncccc dddd", 16) == ["aaaa bbbb.\n\n", "cccc dddd"]
    assert cut_text("aaaa bbbb. cccc dddd", 16) == ["aaaa bbbb. ", "cccc dddd"]
    assert cut_text("aaaa bbbb cccc dddd", 16) == ["aaaa bbbb cccc ", "dddd"]
    assert cut_text("a" * 40, 16) == ["a" * 16, "a" * 16, "a" * 8]


def test_a_letter_of_two_units_is_never_cut_in_half() -> None:
    assert cut_text("a" + "\U0001f1f7" * 4, 4) == ["a\U0001f1f7", "\U0001f1f7" * 2, "\U0001f1f7"]


def test_a_piece_of_many_tags_stays_within_the_bytes_that_the_server_reads() -> None:
    marks = tuple((place, place + 1) for place in range(0, 9000, 2))
    for piece in pieces(Answer(lines=(quote("&" * 9000, marks=marks),))):
        assert len(piece.encode()) <= 32_768
        Strict(piece)


texts = st.text(st.sampled_from("ab. \n&<>\"';яё\U0001f600\u0301\u200b\0\ud800"), max_size=60)
dates = st.sampled_from((DAY, EVE))
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3).map(tuple)
quotes = st.builds(Quote, texts, texts, dates, st.sampled_from(("", "en", "ru")), spans)
lines = st.lists(st.builds(Line, texts | quotes, bold=st.booleans()), max_size=5).map(tuple)
answers = st.builds(
    Answer,
    title=texts,
    lines=lines,
    above=lines,
    notes=st.lists(texts, max_size=2).map(tuple),
    read_as=st.none() | texts,
    numbered=st.booleans(),
    choices=st.lists(st.builds(Choice, st.sampled_from("123n"), texts), max_size=3).map(tuple),
    language=st.sampled_from(("en", "ru", "")),
)


@given(answers, st.integers(2, 200))
def test_pieces_are_valid_within_the_limit_and_lose_nothing(answer: Answer, limit: int) -> None:
    said = pieces(answer, limit)
    for piece in said:
        Strict(piece)
        assert is_seen(without_tags(piece))
        assert units(without_tags(piece)) <= limit
    seen = "".join(letter for letter in plain(answer) if is_seen(letter))
    kept = "".join(without_tags(piece) for piece in said)
    assert "".join(letter for letter in kept if is_seen(letter)) == seen


@given(texts, st.integers(2, 30))
def test_a_plain_text_survives_cutting(text: str, limit: int) -> None:
    said = cut_text(text, limit)
    assert all(units(without_tags(piece)) <= limit for piece in said)
    kept = "".join(without_tags(piece) for piece in said)
    cleaned = without_tags(escaped(text))
    assert [x for x in kept if is_seen(x)] == [x for x in cleaned if is_seen(x)]


def test_an_ordinary_answer_is_one_piece() -> None:
    assert len(pieces(Answer("T", (Line("x" * (LIMIT - 2)),)))) == 1
    assert len(pieces(Answer("T", (Line("x" * (LIMIT - 1)),)))) == 2
