"""Saved pages as statements: the embassy's own, thousands like it, and what is no page at all."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Statement
from bot.knowledge import read_knowledge
from bot.staff.intake_files import outcomes_of
from bot.staff.page_rows import rows_of
from bot.staff.pages import lines_of_page
from bot.staff.taking import Refused, Wish
from tests.saved_pages import saved_page

SHIPPED = Path(__file__).resolve().parent.parent / "knowledge"
PAGE = SHIPPED / "sources" / "home-page-2020-01-17.txt"
WISH = Wish("Kitchen", "", ("en", "ru"))


def taken(folder: Path, page: str | bytes, name: str = "page.txt") -> list[Statement | Refused]:
    """What comes out of a page that was saved in this folder."""
    file = folder / name
    file.write_bytes(page.encode() if isinstance(page, str) else page)
    return list(outcomes_of(file, WISH, lambda size: None))


def told(outcomes: list[Statement | Refused]) -> list[object]:
    """Day, title and text of each statement; of what was refused line and reason."""
    return [
        (each.line, each.why)
        if isinstance(each, Refused)
        else (f"{each.date:%d.%m.%Y}", each.title, each.text)
        for each in outcomes
    ]


def test_the_shipped_page_holds_exactly_what_staff_keep_of_it() -> None:
    wish = Wish("", "", ("en",))
    found = list(outcomes_of(PAGE, wish, lambda size: None))
    kept = {each.title: each for each in read_knowledge(SHIPPED).statements}
    assert len(found) == len(kept) == 11
    for statement in found:
        assert isinstance(statement, Statement), statement
        same = kept[statement.title]
        assert (statement.text, statement.date) == (same.text, same.date)
        assert (statement.section, statement.source) == (same.section, same.source)
    article = next(each for each in found if isinstance(each, Statement) and each.points)
    assert article.date == date(2018, 1, 26)
    assert [point.number for point in article.points] == list(range(1, 13))
    assert article.lead.startswith("In 2017, Russian diplomacy")


def test_every_line_of_the_shipped_sections_is_in_exactly_one_statement() -> None:
    found = outcomes_of(PAGE, WISH, lambda size: None)
    together = "".join(
        f"{each.title} {each.text} " for each in found if isinstance(each, Statement)
    )
    rows = [" ".join(line.split()) for line in PAGE.read_text("utf-8").split("\n")]
    first = rows.index("SPEECHES, INTERVIEWS, ARTICLES")
    left_out = {"SPEECHES, INTERVIEWS, ARTICLES", "LATEST EVENTS", "all messages", "26.01.2018", ""}
    for row in rows[first:]:
        if row not in left_out:
            assert together.count(re.sub(r"^[\d.]{10} - ", "", row)) == 1, row


@settings(max_examples=150)
@given(st.integers(0, 10**6))
def test_from_a_page_like_it_comes_what_stands_there_and_nothing_else(seed: int) -> None:
    page = saved_page(seed)
    found = [
        (each["section"], each["date"], each["title"], each["text"])
        for each in lines_of_page(rows_of(page.raw), page.name)
        if isinstance(each, dict)
    ]
    assert found == [
        (each.section, each.day, each.title, "\n\n".join(each.paragraphs)) for each in page.stories
    ]


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), at=st.integers(0, 5000), noise=st.binary(max_size=12))
def test_a_spoilt_page_is_read_or_refused_and_never_ends_in_an_error(
    tmp_path_factory: pytest.TempPathFactory, seed: int, at: int, noise: bytes
) -> None:
    page = saved_page(seed)
    spoilt = page.raw[:at] + noise + page.raw[at:]
    for each in taken(tmp_path_factory.mktemp("page"), spoilt, page.name):
        assert isinstance(each, Refused) or each.title


@settings(max_examples=60)
@given(st.text(max_size=400) | st.binary(max_size=400))
def test_what_is_no_page_is_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, noise: str | bytes
) -> None:
    raw = noise if isinstance(noise, bytes) else noise.encode("utf-8", "replace")
    (refused,) = taken(tmp_path_factory.mktemp("page"), raw)
    assert isinstance(refused, Refused)
    assert refused.why.startswith("this is not a saved page")
    assert "\n" not in str(refused)


def test_a_diary_has_dates_but_no_sections(tmp_path: Path) -> None:
    (refused,) = taken(tmp_path, "15.01.2020 - soup\n\nIt was hot.\n\n16.01.2020 - bread\n")
    assert isinstance(refused, Refused)


EVENTS = "LATEST EVENTS\n\n16.01.2020 - On bread\n\nThere is bread.\n\n"
BREAD = ("16.01.2020", "On bread", "There is bread.")


@pytest.mark.parametrize(
    "page",
    [
        EVENTS,
        EVENTS.replace("\n", "\r\n"),
        EVENTS.replace("\n", "\r"),
        EVENTS.replace(" - ", " – ").replace("LATEST EVENTS", "news"),
        EVENTS.replace("\n\n", "\n"),
        EVENTS.replace(" ", "\xa0"),
        EVENTS.replace("On bread", "\u202eOn\u2066 bread\u2069").replace("16.01", "\u200b16.01"),
        EVENTS + "all messages\n\nCONTACTS\n\n+44 20 7946 0958\n",
        EVENTS + "17.01.2020\nMoscow: 23:01\nQueries:\n+44 20 7946 0958\n",
        EVENTS + "12 days have passed since the fire - nobody knows why\n",
        "News\nSpeeches\nContacts\n17 January 2020\nMoscow: 23:01\n\n" + EVENTS,
        EVENTS.replace("LATEST EVENTS", "FROM OUR KITCHEN"),
        f"<pre>{EVENTS}</pre>",
        "<h2>Latest&nbsp;events</h2><b>16.01.2020</b><a href=/>On bread</a><p>There is bread.",
        "<h3>Events</h3><ul><li>16.01.2020 &mdash; On bread<br>There is <!-- no --> bread.</ul>",
        "<aside><h4>News</h4><p>16.01.2020 - On bread<p>There is bread.</aside><p>12.01.2020 - no",
        "<h2>News</h2><p>16.01.2020: On bread<p>There is bread.<h2>Photos</h2><p>1.1.2020 - Cake",
        "<h2>News</h2><p>Thursday, 16 January 2020<h3>On bread</h3><p>There is bread.",
    ],
)
def test_the_same_item_in_other_clothes(tmp_path: Path, page: str) -> None:
    assert told(taken(tmp_path, page)) == [BREAD]


def test_windows_encodings_are_known_by_their_letters(tmp_path: Path) -> None:
    russian = "НОВОСТИ\n\n16.01.2020 - О хлебе\n\nХлеб есть.\n"
    western = "NEWS\n\n16.01.2020 – Café “Bread”\n\nÉclairs – naïve?\n"
    assert told(taken(tmp_path, russian.encode("cp1251"))) == [
        ("16.01.2020", "О хлебе", "Хлеб есть.")
    ]
    assert told(taken(tmp_path, western.encode("cp1252"))) == [
        ("16.01.2020", "Café “Bread”", "Éclairs – naïve?")
    ]
    assert told(taken(tmp_path, russian.encode() + b"\xff")) == [
        ("16.01.2020", "О хлебе", "Хлеб есть.\n\n\ufffd")
    ]


def test_numbers_that_a_list_shows_open_points(tmp_path: Path) -> None:
    page = "<h2>Articles</h2><p>16.01.2020<p>Plan<p>Why.<ol><li>Bake<p>Daily.<li>Eat</ol>"
    (article,) = taken(tmp_path, page)
    assert isinstance(article, Statement)
    assert article.lead == "Why."
    assert [(each.number, each.text) for each in article.points] == [
        (1, "Bake\n\nDaily."),
        (2, "Eat"),
    ]


def test_a_day_that_does_not_exist_is_refused_with_its_line_and_the_rest_is_taken(
    tmp_path: Path,
) -> None:
    page = "NEWS\n\n32.01.2020 - Nothing\n\nNo text.\n\n16.01.2020 - On bread\n\nThere is bread.\n"
    assert told(taken(tmp_path, page)) == [(3, "there is no such day as 32.01.2020"), BREAD]


def test_what_stands_below_no_date_is_refused_with_its_line(tmp_path: Path) -> None:
    page = "NEWS\n\nOur cook writes.\n\n16.01.2020 - On bread\n\nThere is bread.\n"
    assert told(taken(tmp_path, page)) == [(3, "no date stands above 'Our cook writes.'"), BREAD]


def test_a_section_without_a_date_is_refused_and_the_other_is_taken(tmp_path: Path) -> None:
    speech = (
        "Ladies and gentlemen, it is a pleasure to stand here and to speak of bread and of soup."
    )
    page = f"SPEECHES\n\nOn soup\n\n{speech}\n\n1. Hot.\n\n{EVENTS}"
    outcomes = taken(tmp_path, page)
    assert told(outcomes) == [(3, "no date stands above 'On soup', and 2 more"), BREAD]


def test_the_line_of_an_item_is_that_of_the_saved_file(tmp_path: Path) -> None:
    page = (
        "<html>\n<script>\n'16.01.2020 - On bread'\n</script>\n<h2>\nNews</h2>\n<p>\n16.01.2020 -\n"
    )
    (statement,) = taken(tmp_path, page + "On <b>bread</b>\n</p><p>There is bread.", "saved.html")
    assert isinstance(statement, Statement)
    assert statement.source == "saved.html:8"


def test_markup_is_not_text_and_text_is_not_markup(tmp_path: Path) -> None:
    page = (
        "<h2>News</h2><p>16.01.2020 - A &lt;b&gt; &amp; c</p><p onclick='a>b'>"
        "<img src=x onerror=alert(1)>x<script>alert('16.01.2020 - no')</script> &copy;</p>"
    )
    assert told(taken(tmp_path, page)) == [("16.01.2020", "A <b> & c", "x ©")]


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<script>", "<a href='", "<", "<table><tr><td>", "<p><b class={}>", "&#", "<![CDATA["],
)
def test_a_page_that_never_ends_what_it_begins_takes_no_longer(tmp_path: Path, piece: str) -> None:
    page = EVENTS + "<p>" + "".join(piece.replace("{}", str(n)) for n in range(100_000))
    assert len(taken(tmp_path, page, "page.html")) == 1


def test_what_scripts_compare_is_not_taken_for_markup(tmp_path: Path) -> None:
    script = "<script>" + "for(i=0;i<e;i++){}" * 5_000 + "</script>"
    page = f"{script}<!--> --><h2>News</h2><p>16.01.2020 - On bread<p>There is bread.{script}"
    assert told(taken(tmp_path, page)) == [BREAD]


def test_html_nested_beyond_reason_is_refused_at_once(tmp_path: Path) -> None:
    page = "<div>" * 100_000 + html.escape(EVENTS)
    assert told(taken(tmp_path, page)) == [(1, "its HTML is nested deeper than 500 elements")]
