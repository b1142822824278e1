"""Staff's YAML, read with line numbers: whatever is in a file, it is nodes or complaints."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.entries import Complaint, Entry, Mapping, Page, Scalar, Sequence, Text, begins, ends, parse
from bot.entries.fields import read_day, read_flag, read_moment, read_number, read_scalar, read_zone
from bot.entries.nodes import Node, nothing, scalars
from bot.entries.parsing import DEEPEST, LARGEST_FILE, MOST_VALUES, read_file

# Pieces of which odd YAML is made: indicators, tags, anchors, breaks of every kind.
INDICATORS = "a: |b: |- |? |[|]|{|}|,|: |&x |*x|!t |! |--- |...|>-\n|\"|'|# |%YAML 1.1|\\|<<: |~"
ODDITIES = '\n|\n  |\t|\0|\x07|\ud800|\ufeff|\u2028|\x85|\r|\r\n|да|𝒳|@|`|"\\0"|null|=|>'
PIECES = st.sampled_from([*INDICATORS.split("|"), *ODDITIES.split("|"), "|\n  "])
TEXTS = st.text() | st.lists(PIECES, max_size=30).map("".join)
VALUES = st.text("ab: -#'\"\n", max_size=8)
MEANT = st.recursive(
    st.none() | VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def read(text: str) -> tuple[Node | None, list[Complaint]]:
    page = Page("topics.yaml")
    return parse(text, page), page.complaints


def complaints(text: str) -> list[str]:
    return [str(complaint) for complaint in read(text)[1]]


def plainly(node: Node | None) -> object:
    """Nodes without their lines."""
    match node:
        case Sequence():
            return [plainly(each) for each in node.items]
        case Mapping():
            return {name: plainly(each) for name, each in node.items.items()}
    return None if node is None or nothing(node) else node.value


@given(TEXTS)
def test_any_text_gives_nodes_or_complaints_within_the_file(text: str) -> None:
    root, wrong = read(text)
    for complaint in wrong:
        assert 1 <= complaint.line <= len(BREAK.split(text))
        assert complaint.sentence.strip()
        assert not re.search("[\n\r\0]", str(complaint))
    for value in scalars(root) if root else ():
        assert 1 <= value.line <= len(BREAK.split(text))
        assert wrong or not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", value.value)


@given(raw=st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_nodes_or_complaints(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path, page = tmp_path_factory.getbasetemp() / "any.yaml", Page("any.yaml")
    path.write_bytes(raw)
    root, _ = read_file(path, page)
    assert root is None or isinstance(root, Scalar | Sequence | Mapping)
    breaks = len(re.findall(rb"\r\n|[\n\r]|\xc2\x85|\xe2\x80[\xa8\xa9]", raw))
    assert all(1 <= complaint.line <= breaks + 1 for complaint in page.complaints)


@given(MEANT)
def test_what_a_yaml_writer_writes_is_read_as_it_was_meant(meant: object) -> None:
    root, wrong = read(yaml.safe_dump(meant, default_flow_style=None))
    assert not wrong
    assert plainly(root) == meant


def test_values_stay_as_they_were_written() -> None:
    root, _ = read("phone: 0044203\nhours: 12:30\nopen: no\nroom: 1e3\nday: 2020-01-17\n")
    assert plainly(root) == {
        "phone": "0044203",
        "hours": "12:30",
        "open": "no",
        "room": "1e3",
        "day": "2020-01-17",
    }


def test_every_value_knows_its_line() -> None:
    root, _ = read("one: 1\n\n# a remark\ntwo:\n  - a\n  - |-\n    long\n    text\n  - b\n")
    assert root is not None
    assert [(value.value, value.line) for value in scalars(root)] == [
        ("1", 1),
        ("a", 5),
        ("long\ntext", 6),
        ("b", 9),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice, first in line 1"),
        ("a:\n  b: 1\n  b: 2\n", 3, "'b' stands twice, first in line 2"),
        ("a: 1\n\tb: 2\n", 2, "a tab"),
        ("a:\n  - b\n\t- c\n", 3, "a tab"),
        ("a:\u2028\tb: 1\n", 2, "a tab"),
        ("a: &x 1\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "anchors"),
        ("a: !!str 1\n", 1, "a tag"),
        ("a: !mine 1\n", 1, "a tag"),
        ("a: ! 1\n", 1, "a tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: [1, 2\n\n", 2, "cannot be read here"),
        ('a: 1\nb: "never closed\nc: 2\n\n', 2, "cannot be read here"),
        ("a: 1\nb: [\n\n", 2, "cannot be read here"),
        ("a: 1\n  b: 2\n", 2, "cannot be read here"),
        ("a: @b\n", 1, "cannot be read here"),
        ("a: 1\nb: \0\n", 2, "does not allow"),
        ("a: 1\rb: \x07\r", 2, "does not allow"),
        ("a: 1\nb: \ud83d\n", 2, "half a character"),
        ('a: 1\nb: "\\0"\n', 2, "cannot be seen"),
        ("[a, b]: 1\n", 1, "a name was expected"),
        ("a: 1\n{b: 2}: 3\n", 2, "a name was expected"),
        ("[" * 60, 1, "nested deeper"),
        ("- " * 60, 1, "nested deeper"),
        ("{a: " * 60, 1, "nested deeper"),
        ("? " * 60, 1, "nested deeper"),
    ],
)
def test_bad_yaml_is_told_with_its_line(text: str, line: int, said: str) -> None:
    found = complaints(text)
    assert any(each.startswith(f"topics.yaml:{line}: ") and said in each for each in found), found


def test_two_names_that_are_none_give_a_complaint_each_and_nothing_more() -> None:
    assert complaints("{[a]: 1, [b]: 2, c: 3}") == [
        "topics.yaml:1: a name was expected here, not a list or a mapping",
        "topics.yaml:1: a name was expected here, not a list or a mapping",
    ]
    assert plainly(read("{[a]: 1, c: 3}")[0]) == {"c": "3"}


def test_all_doubled_names_are_told_at_once() -> None:
    assert len(complaints("a: 1\na: 2\nb:\n  c: 1\n  c: 2\na: 3\n")) == 3


def test_a_deep_file_is_refused_and_one_within_the_bound_is_not() -> None:
    assert not complaints("[" * DEEPEST + "]" * DEEPEST)
    assert complaints("[" * 100_000) == [
        f"topics.yaml:1: the file is nested deeper than {DEEPEST} levels"
    ]


def test_a_file_of_too_many_values_is_refused_at_the_first_too_many() -> None:
    assert complaints("- a\n" * (MOST_VALUES + 5)) == [
        f"topics.yaml:{MOST_VALUES + 1}: the file has more than {MOST_VALUES} values; split it"
    ]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path, page = tmp_path / "huge.yaml", Page("huge.yaml")
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert read_file(path, page)[0] is None
    assert [str(each) for each in page.complaints] == [
        "huge.yaml:1: the file is larger than 4 MiB; split it"
    ]


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"a: 1\nb: \xff\n", 2), (b"\xff\xfea\0:\0", 1), (b"a: \xed\xa0\x80", 1), (b"\xc3", 1)],
)
def test_a_file_that_is_not_utf_8_is_told_with_the_line(
    tmp_path: Path, raw: bytes, line: int
) -> None:
    path, page = tmp_path / "latin.yaml", Page("latin.yaml")
    path.write_bytes(raw)
    assert read_file(path, page)[0] is None
    (complaint,) = page.complaints
    assert complaint.line == line
    assert "UTF-8" in complaint.sentence


def test_a_file_with_a_byte_order_mark_or_windows_line_ends_is_read(tmp_path: Path) -> None:
    path, page = tmp_path / "windows.yaml", Page("windows.yaml")
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n")
    assert plainly(read_file(path, page)[0]) == {"a": "1", "b": ["c"]}
    assert not page.complaints


def test_an_empty_file_and_one_of_remarks_have_no_root_and_nothing_is_wrong() -> None:
    assert read("") == (None, [])
    assert read("# to be written\n\n") == (None, [])


def test_what_copying_from_a_page_left_unseen_is_not_in_a_value() -> None:
    node = Scalar(1, "  +44\xa020\u202f7946\u200b 0018\ufeff \u00ad")
    assert read_scalar(node, Page("a.yaml"), "phone") == "+44 20 7946 0018"


def test_a_joiner_that_languages_need_stays_in_a_value() -> None:
    persian = "می\u200cخواهم"
    assert read_scalar(Scalar(1, persian), Page("a.yaml"), "answer") == persian


@given(st.text() | st.from_regex(r"\d{1,5}-\d{1,3}-\d{1,3}(T\d\d:\d\d)?", fullmatch=True))
def test_a_field_that_is_no_day_moment_zone_or_number_is_one_complaint(text: str) -> None:
    for how in (read_day, read_moment, read_zone, read_number, read_flag):
        page = Page("a.yaml")
        value = how(Scalar(7, text), page, "field")
        assert (value in (None, False)) or not page.complaints
        assert all(complaint.line == 7 for complaint in page.complaints)
        assert len(page.complaints) <= 1


@pytest.mark.parametrize(
    "text",
    ["2020-W03-5", "20200117", "17.01.2020", "2019-02-29", "2020-1-7", "today", "0000-01-01"],
)
def test_only_days_like_those_of_the_contract_are_taken(text: str) -> None:
    page = Page("a.yaml")
    assert read_day(Scalar(1, text), page, "since") is None
    assert read_moment(Scalar(1, text), page, "from") is None
    assert len(page.complaints) == 2


@pytest.mark.parametrize(
    "text",
    ["Europe", "Europe/Moskow", "", "../etc/localtime", "/etc/localtime", "zone.tab", "a\0b"],
)
def test_a_zone_that_does_not_exist_is_a_complaint(text: str) -> None:
    page = Page("a.yaml")
    assert read_zone(Scalar(3, text), page, "zone") is None
    assert [complaint.line for complaint in page.complaints] == [3]


def test_a_day_is_in_force_whole_and_a_moment_to_the_minute() -> None:
    zone = ZoneInfo("America/St_Johns")
    assert begins(date(2024, 5, 10), zone).isoformat() == "2024-05-10T00:00:00-02:30"
    assert ends(date(2024, 5, 10), zone).isoformat() == "2024-05-11T00:00:00-02:30"
    assert ends(datetime(2024, 5, 10, 9), zone).isoformat() == "2024-05-10T09:00:00-02:30"
    assert ends(date.max, zone).year == 9999


def test_a_text_in_another_language_than_any_written_is_the_first_with_its_line() -> None:
    text = Text({"ru": "Да", "en": "Yes"}, {"ru": 4, "en": 5})
    assert (text.said("en"), text.line("en")) == ("Yes", 5)
    assert (text.said("fr"), text.line("fr")) == ("Да", 4)
    assert not Text()
    assert Text().said("en") == "" and Text().line("en") is None


def entry_of(text: str, languages: tuple[str, ...] = ()) -> tuple[Entry, list[Complaint]]:
    page = Page("a.yaml")
    root = parse(text, page)
    assert isinstance(root, Mapping)
    return Entry("tea", root, page, 1, languages=languages), page.complaints


def test_a_field_that_nobody_asked_for_is_told_with_the_name_it_may_have_meant() -> None:
    entry, wrong = entry_of("titel: {en: Tea}\ncolour: green\n")
    entry.text("title")
    entry.leftovers()
    assert [str(each) for each in wrong] == [
        "a.yaml:1: tea: 'titel' is not a field of this kind; did you mean 'title'?",
        "a.yaml:2: tea: 'colour' is not a field of this kind; remove it",
    ]


def test_a_language_that_the_embassy_speaks_and_a_text_lacks_is_told() -> None:
    entry, wrong = entry_of("\ntitle: {en: Tea}\n", ("en", "ru"))
    entry.text("title")
    assert [str(each) for each in wrong] == ["a.yaml:2: title: the text in 'ru' is missing; add it"]


def test_a_text_in_a_language_to_come_is_no_mistake() -> None:
    entry, wrong = entry_of("title: {en: Tea, ru: Чай, uk: Чай}\n", ("en", "ru"))
    assert entry.text("title").said("uk") == "Чай"
    assert not wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: Tea", "write the text by language"),
        ("title: [Tea]", "write the text by language"),
        ("title: {en: [Tea]}", "one value was expected"),
        ("title: {english: Tea}", "is not a language"),
        ("title: {EN: Tea}", "is not a language"),
        ("title: {en: ''}", "the text is empty"),
        ("title: {en: }", "the text is empty"),
        ("title:", "a value is missing"),
        ("title: ~", "a value is missing"),
    ],
)
def test_a_text_of_the_wrong_shape_is_one_complaint(text: str, said: str) -> None:
    entry, wrong = entry_of(text)
    entry.text("title")
    assert len(wrong) == 1 and said in wrong[0].sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("asked: tea", "write the phrases by language"),
        ("asked: [tea]", "write the phrases by language"),
        ("asked: {en: tea}", "write a list of phrases"),
        ("asked: {en: [[tea]]}", "one value was expected"),
        ("asked: {en: ['']}", "a phrase is empty"),
        ("asked: {e1: [tea]}", "is not a language"),
    ],
)
def test_phrases_of_the_wrong_shape_are_one_complaint(text: str, said: str) -> None:
    entry, wrong = entry_of(text)
    assert entry.samples("asked") == ()
    assert len(wrong) == 1 and said in wrong[0].sentence


def test_phrases_know_their_lines_and_a_language_without_any_is_no_mistake() -> None:
    entry, wrong = entry_of("asked:\n  en:\n    - tea\n    - more tea\n  ru:\n")
    assert [(each.text, each.line) for each in entry.samples("asked")] == [
        ("tea", 3),
        ("more tea", 4),
    ]
    assert not wrong
