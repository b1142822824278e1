"""Counters: the desk's own count of days, and the publisher's caption as a quotation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rendering import plain
from bot.talk import Answer, Quote
from tests.conftest import Ask, Written

Answered = Callable[[Written], Awaitable[Ask]]


def first(answer: Answer) -> str:
    return str(answer.lines[0].text)


async def test_a_counter_says_its_own_count_and_what_the_page_showed(ask: Ask) -> None:
    answer = await ask("/counter_bridge")
    assert answer.title == "Days since the bridge"
    assert first(answer) == ("1535 days, counted from 01.03.2020; the page showed 5 on 06.03.2020.")


async def test_the_caption_is_a_quotation_dated_when_it_was_seen(ask: Ask) -> None:
    _, caption = (await ask("/counter_bridge")).lines
    assert caption.text == Quote(
        "days since the bridge was closed", "Embassy of Veldonia", date(2020, 3, 6), "en"
    )
    assert caption.source and caption.source.page == "page.txt:5"


async def test_a_russian_answer_quotes_the_english_caption_and_says_so(ask: Ask) -> None:
    count, caption, note = (await ask("/counter_bridge", "ru")).lines
    assert count.text == ("1535 дней, считая с 01.03.2020; на странице 06.03.2020 значилось 5.")
    assert isinstance(caption.text, Quote)
    assert caption.text.text == "days since the bridge was closed"
    assert caption.text.publisher == "Посольство Вельдонии"
    assert note.text == "Цитата на английском языке."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 2, 29), "The count begins on 01.03.2020."),
        (date(2020, 3, 1), "0 days, counted from 01.03.2020."),
        (date(2020, 3, 2), "1 day, counted from 01.03.2020."),
        (date(2020, 3, 5), "4 days, counted from 01.03.2020."),
        (date(2020, 3, 6), "5 days, counted from 01.03.2020; the page showed 5 on 06.03.2020."),
        (date(2020, 3, 12), "11 days, counted from 01.03.2020; the page showed 5 on 06.03.2020."),
    ],
)
async def test_the_count_before_on_and_after_its_first_day(ask: Ask, day: date, said: str) -> None:
    assert first(await ask("/counter_bridge", at=datetime(day.year, day.month, day.day))) == said


async def test_before_its_first_day_a_counter_says_so_in_russian(ask: Ask) -> None:
    answer = await ask("/counter_bridge", "ru", at=datetime(2020, 1, 1))
    assert first(answer) == "Отсчёт начинается 01.03.2020."


@pytest.mark.parametrize(
    ("day", "english", "russian"),
    [
        (date(2024, 5, 11), "21 days left until 01.06.2024.", "До 01.06.2024 остался 21 день."),
        (date(2024, 5, 30), "2 days left until 01.06.2024.", "До 01.06.2024 осталось 2 дня."),
        (date(2024, 5, 31), "1 day left until 01.06.2024.", "До 01.06.2024 остался 1 день."),
        (date(2024, 6, 1), "01.06.2024 is today.", "01.06.2024 — сегодня."),
        (date(2024, 6, 2), "01.06.2024 was 1 day ago.", "С 01.06.2024 прошёл 1 день."),
        (date(2024, 6, 6), "01.06.2024 was 5 days ago.", "С 01.06.2024 прошло 5 дней."),
    ],
)
async def test_a_count_of_days_that_are_left(
    ask: Ask, day: date, english: str, russian: str
) -> None:
    at = datetime(day.year, day.month, day.day, 12)
    assert first(await ask("/counter_fair", at=at)) == english
    assert first(await ask("/counter_fair", "ru", at=at)) == russian


async def test_the_day_is_that_of_the_embassy_wherever_the_reader_is(ask: Ask) -> None:
    # Midnight at the embassy, at half past two behind Greenwich in summer.
    for moment, days in (("02:29:59+00:00", 21), ("02:30:00+00:00", 20)):
        at = datetime.fromisoformat(f"2024-05-12T{moment}")
        assert first(await ask("/counter_fair", at=at)).startswith(f"{days} days left")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.integers(0, 30_000))
async def test_any_count_is_the_number_of_midnights_without_separators(ask: Ask, gone: int) -> None:
    at = datetime(2020, 3, 1, 12) + timedelta(days=gone)
    assert first(await ask("/counter_bridge", at=at)).startswith(f"{gone} day")


async def test_a_counter_without_a_caption_is_only_its_count(
    folder: Written, answered: Answered
) -> None:
    folder.write({"a.yaml": "c: {kind: counter, since: 2024-05-01}\n"})
    answer = await (await answered(folder))("/c")
    assert [line.text for line in answer.lines] == ["13 days, counted from 01.05.2024."]


async def test_a_caption_in_several_languages_is_quoted_in_the_readers(
    folder: Written, answered: Answered
) -> None:
    text = (
        "c:\n  kind: counter\n  title: {en: Rain, ru: Дождь}\n  since: 2024-05-01\n"
        "  as_of: 2024-05-02\n  caption: {en: days of rain, ru: дней дождя}\n"
    )
    folder.write({"a.yaml": text})
    answer = await (await answered(folder))("/c", "ru")
    quotes = [line.text for line in answer.lines if isinstance(line.text, Quote)]
    assert [(quote.text, quote.date) for quote in quotes] == [("дней дождя", date(2024, 5, 2))]
    assert len(answer.lines) == 2


async def test_a_caption_is_signed_with_the_name_of_an_embassy_that_names_no_publisher(
    folder: Written, answered: Answered
) -> None:
    counter = "c: {kind: counter, since: 2024-05-01, as_of: 2024-05-02, caption: {en: days}}\n"
    embassy = "name: {en: Tea House}\nzone: UTC\nlanguages: [en]\n"
    signed = await (await answered(folder.write({"a.yaml": counter, "embassy.yaml": embassy})))(
        "/c"
    )
    assert plain(signed).endswith("“days”\nTea House, 02.05.2024")
    (folder.path / "embassy.yaml").unlink()
    unsigned = await (await answered(folder))("/c")
    assert plain(unsigned).endswith("“days”\n02.05.2024")
