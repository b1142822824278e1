"""The bot beside the embassy's own page: what agrees, what differs, what only one of them says."""

from __future__ import annotations

import asyncio
import html
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.staff.drift import drift
from bot.staff.drift_dates import date_alone, dates_in
from bot.staff.drift_findings import Drift
from bot.staff.drift_page import NoPage, read_rows

SHIPPED = Path(__file__).resolve().parent.parent / "knowledge"
PAGE = SHIPPED / "sources" / "home-page-2020-01-17.txt"

KNOWLEDGE = """\
kitchen:
  kind: contact
  phone: "+44 20 7946 0958"
  email: kitchen@example.org
fire:
  kind: counter
  since: 2019-12-31
  caption: {en: "days have passed since the last fire - nobody knows why"}
flood:
  kind: counter
  since: 2019-11-30
  caption: {en: "days have passed since the last flood - nobody knows why"}
clock_oven: {kind: clock, zone: Europe/Moscow, place: {en: Oven}}
clock_sink: {kind: clock, zone: Europe/London, place: {en: Sink}}
news: {kind: latest}
"""
STATEMENTS = """\
- id: bread
  date: 2020-01-03
  title: "The cook’s remarks on bread, January 2, 2020"
  text: "Bread is baked at 6 in the morning."
  language: en
  publisher: Kitchen
- id: soup
  date: 2020-01-05
  title: A letter on soup
  text: There will be soup.
  language: en
  publisher: Kitchen
"""
TEXT = """\
10 January 2020
Oven: 23:01
Sink: 20:01
Queries: +44 (0)20 7946 0958
kitchen@example.org

10 days have passed since the last fire - nobody knows why   \
  41 days have passed since the last flood - nobody knows why

NEWS
05.01.2020 - A letter on soup
There will be soup.

03.01.2020 - The cook's remarks on bread, January 2, 2020
Bread is baked at 6 in the morning.
all messages
"""
HTML = """\
<!DOCTYPE html><html><head><title>+44 20 7946 0000</title><style>p {color: #123}</style>
<script>var phone = "+44 20 7946 0001";</script></head><body>
<!-- old: +44 20 7946 0002, old@example.org -->
<div hidden>9 days have passed since the last fire - nobody knows why</div>
<ul><li><span class=d>03.01.2020</span><h3><a href="/bread?id=1">The cook&rsquo;s remarks on
bread, January 2, 2020</a></h3><p>Bread is baked at <b>6</b> in the morning.</p>
<li><time>5 January 2020</time><a href="/soup">A letter on <i>soup</i></a>
<p>There will be soup.<br></ul>
<table><tr><td>Sink:<td>20:01</tr><tr><td>Oven:</td><td>23:01</td></tr></table>
<div><b>41</b> <span>days have passed since the last flood</span> - nobody knows why</div>
<div><div>10</div><div>days have passed since the last fire - nobody knows why</div></div>
<p>Call&nbsp;<a href="tel:+442079460958">us</a> or <a href="mailto:kitchen@example.org">write</a>
<footer>Friday, 10 January 2020</footer></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "knowledge"
    (made / "statements").mkdir(parents=True)
    (made / "topics.yaml").write_text(KNOWLEDGE, "utf-8")
    (made / "statements" / "all.yaml").write_text(STATEMENTS, "utf-8")
    return made


def compared(folder: Path, page: str | bytes) -> Drift:
    path = folder.parent / "page"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return asyncio.run(drift(folder, path))


def told(found: Drift, outcome: str = "") -> list[str]:
    return [str(one) for one in found.findings if not outcome or one.outcome == outcome]


def test_the_shipped_page_and_the_shipped_knowledge_agree_on_everything() -> None:
    found = asyncio.run(drift(SHIPPED, PAGE))
    assert found.agrees, found.as_text()
    said = "\n".join(told(found))
    for fact in ("+44 (0) 203 668 7474", "info@rusemb.org.uk", "684", "676", "16.01.2020"):
        assert fact in said
    assert len([one for one in found.findings if one.what == "title"]) == 11


@pytest.mark.parametrize("seed", range(12))
def test_any_one_digit_changed_on_the_shipped_page_is_found(seed: int, tmp_path: Path) -> None:
    dice, text = random.Random(seed), PAGE.read_text("utf-8")
    place = dice.choice([at for at, letter in enumerate(text) if letter.isdigit()])
    digit = dice.choice([each for each in "0123456789" if each != text[place]])
    page = tmp_path / "page.txt"
    page.write_text(text[:place] + digit + text[place + 1 :], "utf-8")
    assert not asyncio.run(drift(SHIPPED, page)).agrees


@pytest.mark.parametrize("page", [TEXT, HTML, HTML.encode("utf-16"), TEXT.replace("\n", "\r\n")])
def test_order_and_markup_do_not_matter(folder: Path, page: str | bytes) -> None:
    if isinstance(page, bytes):
        page = HTML.replace("<head>", '<head><meta charset="windows-1251">').encode("cp1251")
    found = compared(folder, page)
    assert found.agrees, found.as_text()
    assert len(found.findings) == 9


def test_what_is_not_seen_on_the_page_never_agrees(folder: Path) -> None:
    for page in ("", "10 January 2020", "<html><body></body></html>", "\x00\x01"):
        found = compared(folder, page)
        assert not found.agrees and told(found, "agrees") == []


def test_hidden_parts_and_scripts_are_not_the_page(folder: Path) -> None:
    page = HTML.replace("10</div><div>days", "days").replace("tel:+442079460958", "#")
    said = "\n".join(told(compared(folder, page)))
    assert "missing  fire: the bot says 10" in said
    assert "missing  kitchen: phone: the bot says +44 20 7946 0958" in said
    assert "0000" not in said and "0001" not in said and "0002" not in said


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("0958", "0959", "kitchen: phone: the bot says +44 20 7946 0958 (knowledge/topics.yaml:3)"),
        ("kitchen@", "kitchens@", "kitchen: e-mail: the bot says kitchen@example.org"),
        ("41 days", "42 days", "flood: the bot says 41 (knowledge/topics.yaml:11), the page 42"),
        ("last flood", "lost flood", "flood: caption: the bot says"),
        ("23:01", "22:01", "clock_oven and clock_sink: the bot says 3:00 ahead"),
        ("05.01.2020", "06.01.2020", "title: the bot says 05.01.2020 A letter on soup (soup)"),
        ("A letter on soup", "A letter on soap", "title: the bot says 05.01.2020 A letter on soup"),
        ("at 6 in", "at 7 in", "text: the bot says is baked at 6 in the morning."),
    ],
)
def test_what_differs_is_told_with_both_values_and_both_places(
    folder: Path, old: str, new: str, finding: str
) -> None:
    found = compared(folder, TEXT.replace(old, new, 1))
    (different,) = [one for one in found.findings if one.outcome != "agrees"]
    assert different.outcome == "differs" and different.line
    assert f"differs  {finding}" in str(different)


UNSEEN = {
    "Tomsk: 03:01": "Tomsk: 03:01",
    "Room temperature 21 °C": "Room temperature 21",
    "12 Kitchen Lane, Oldtown OT1 2AB": "12 Kitchen Lane",
    "Kitchen Lane, Oldtown": "Kitchen Lane, Oldtown",
    "New rules for guests": "New rules for guests",
    "Closed": "Closed",
    "The cook has since taken this back.": "The cook has since",
}


@pytest.mark.parametrize("row", UNSEEN)
@pytest.mark.parametrize(
    "before", ["Oven: 23:01", "Queries:", "10 days", "NEWS", "05.01.2020", "all messages", ""]
)
def test_a_row_that_nothing_was_compared_with_is_told(folder: Path, row: str, before: str) -> None:
    page = TEXT.replace(before, f"{row}\n\n{before}", 1) if before else f"{TEXT}{row}\n"
    found = compared(folder, page)
    assert not found.agrees
    rest = [one for one in found.findings if one.outcome != "agrees"]
    assert any(UNSEEN[row] in str(one.theirs) and one.line for one in rest), found.as_text()


@pytest.mark.parametrize("row", UNSEEN)
def test_so_it_is_in_a_page_of_markup(folder: Path, row: str) -> None:
    for before in ("<ul>", "<table>", "<footer>", "<div><b>41"):
        found = compared(folder, HTML.replace(before, f"<div>{row}</div>{before}", 1))
        assert not found.agrees and UNSEEN[row] in found.as_text(), found.as_text()


def test_labels_menus_names_of_sections_and_rights_are_no_facts(folder: Path) -> None:
    page = HTML.replace("<body>", "<body><nav><a href=/>Home</a> <a href=/v>Visas</a></nav>")
    page = page.replace("<ul>", "<h2>LATEST EVENTS</h2><ul>")
    page = page.replace("</ul>", "</ul><p><a href=/all>all messages</a></p>")
    page = page.replace("<footer>", "<p>© 2020 The kitchen. All rights reserved.</p><footer>")
    found = compared(folder, page)
    assert found.agrees, found.as_text()


def test_what_only_one_side_says_is_missing_on_the_other(folder: Path) -> None:
    page = TEXT.replace("kitchen@example.org", "").replace("05.01.2020 - A letter on soup", "")
    page += "\n+44 131 496 0000\n07.01.2020 - Nothing of the kind\n"
    said = told(compared(folder, page), "missing")
    assert [line.split("(")[0] for line in said] == [
        "missing  phone: the page says +44 131 496 0000 ",
        "missing  kitchen: e-mail: the bot says kitchen@example.org ",
        "missing  title: the bot says 05.01.2020 A letter on soup ",
        "missing  title: the page says 07.01.2020 Nothing of the kind ",
        "missing  not compared: the page says There will be soup. ",
    ]


AFTER = """\
<p>Today: Friday, 10 January 2020<p>Oven 23:01<p>Sink 20:01<p>+44 20 7946 0958 kitchen@example.org
<p>10 days have passed since the last fire - nobody knows why
<p>41 days have passed since the last flood - nobody knows why
<div><h3>A letter on soup</h3><small>5 January 2020</small></div>
<div><h3>The cook's remarks on bread, January 2, 2020</h3><p>3 January 2020</div>
"""


def test_dates_may_stand_before_their_titles_or_after(folder: Path) -> None:
    page = AFTER.replace("<small>", "<p>")
    found = compared(folder, page)
    assert found.agrees, found.as_text()
    assert not compared(folder, page.replace("5 January", "6 January")).agrees
    rows = page.splitlines()
    rows[3] = "<div><p>5 January 2020</p><h3>A letter on soup</h3></div>"
    rows[4] = "<div><p>3 January 2020<h3>The cook's remarks on bread, January 2, 2020</h3></div>"
    found = compared(folder, "\n".join(rows))
    assert found.agrees, found.as_text()


def test_it_judges_as_of_the_day_that_the_page_carries(folder: Path) -> None:
    page = TEXT.replace("10 January 2020", "4 января 2020").replace("10 days", "4 days")
    page = page.replace("41 days", "35 days").replace("05.01.2020 - A letter on soup\n", "")
    found = compared(folder, page.replace("There will be soup.\n", ""))
    assert found.agrees, found.as_text()
    assert "judged as of 04.01.2020" in found.as_text()


def test_a_page_without_a_date_never_agrees(folder: Path) -> None:
    found = compared(folder, TEXT.replace("10 January 2020", ""))
    assert not found.agrees and "the page carries none" in found.as_text()


def test_json_tells_the_same(folder: Path) -> None:
    found = json.loads(compared(folder, TEXT).as_json())
    assert found["agrees"] is True and found["day"] == "2020-01-10"
    phone = found["findings"][0]
    assert phone["ours"] == "+44 20 7946 0958" and phone["line"] == 4


def test_a_page_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoPage, match="cannot be read"):
        read_rows(tmp_path / "nowhere.html")
    with pytest.raises(NoPage):
        read_rows(tmp_path)


@given(st.text(st.sampled_from("<>/abdivp=\"' &;!-\n10.20")), st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_breaks_the_reader(tmp_path: Path, text: str, noise: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>" + text.encode() + noise)
    lines = len(re.split(rb"\r\n|[\r\n]", path.read_bytes()))
    assert all(1 <= row.line <= lines for row in read_rows(path))


@given(st.lists(st.sampled_from(["<div>", "<p>", "<ul><li>", "<b>", "</i>"]), max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_is_seen_once_however_deep_it_lies(tmp_path: Path, tags: list[str]) -> None:
    path = tmp_path / "page.html"
    text = html.escape("Tom & Jerry <tea>")
    path.write_text(f"<body>{''.join(tags)}{text}</div>", "utf-8")
    assert [row.text for row in read_rows(path)] == ["Tom & Jerry <tea>"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("17.01.2020", ["2020-01-17"]),
        ("on 2020-01-17.", ["2020-01-17"]),
        ("17th January, 2020", ["2020-01-17"]),
        ("Jan. 17, 2020", ["2020-01-17"]),
        ("17 января 2020 г.", ["2020-01-17"]),
        ("31.02.2020", []),
        ("1.17.01.2020.5", []),
        ("2018−2020", []),
    ],
)
def test_dates_are_read_as_pages_print_them(text: str, days: list[str]) -> None:
    assert [found.day.isoformat() for found in dates_in(text)] == days


def test_a_date_stands_alone_with_the_name_of_its_day() -> None:
    assert date_alone("Friday, 17 January 2020") is not None
    assert date_alone("Сегодня 17 января 2020 г.") is not None
    assert date_alone("17.01.2020 - A letter") is None


@pytest.mark.parametrize(
    "item",
    [
        "<li>04.01.2020 - A speech on salt<p>Salt.</p>",
        "<li><span>04.01.2020</span><h3>A speech on salt</h3><p>Salt is not sugar.</p>",
        "<li><time>4 January 2020</time><a href='/salt'>A speech on salt</a>",
    ],
)
def test_a_newer_title_is_found_however_its_date_stands(folder: Path, item: str) -> None:
    found = compared(folder, HTML.replace("<ul>", f"<ul>{item}"))
    title, *text = [str(one) for one in found.findings if one.outcome != "agrees"]
    assert title == (
        "missing  title: the page says 04.01.2020 A speech on salt (line 5); the bot does not"
    )
    assert all("not compared: the page says Salt" in one for one in text)


def test_a_paragraph_below_a_text_that_the_bot_holds_is_found(folder: Path) -> None:
    more = "There will be soup.\nThe cook has since taken this back."
    found = compared(folder, TEXT.replace("There will be soup.", more))
    assert [one.theirs for one in found.findings if one.outcome != "agrees"] == [
        "The cook has since taken this back. …"
    ]


@pytest.mark.parametrize(
    ("oven", "sink", "agrees"),
    [
        ("11:01 pm", "8:01 p.m.", True),
        ("12:30 am", "9:30 pm", True),
        ("11:01 am", "8:01 pm", False),
        ("2:01 pm", "11:01 am", True),
    ],
)
def test_clocks_of_twelve_hours_are_read_with_their_half(
    folder: Path, oven: str, sink: str, agrees: bool
) -> None:
    page = TEXT.replace("23:01", oven).replace("20:01", sink)
    assert compared(folder, page).agrees is agrees


def test_the_word_for_year_behind_a_date_makes_no_title_of_it(folder: Path) -> None:
    assert compared(folder, TEXT.replace("10 January 2020", "10 января 2020 г.")).agrees
