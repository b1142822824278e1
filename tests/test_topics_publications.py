"""What was published: lists in pages, each statement read to its end, always as a quotation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk import Answer, Quote
from bot.topics.statement import PAGE, pages_of
from tests.conftest import Ask, Written

Answered = Callable[[Written], Awaitable[Ask]]


def titles(answer: Answer) -> list[str]:
    return [line.text.text for line in answer.lines if isinstance(line.text, Quote)]


def voice(answer: Answer) -> list[str]:
    return [line.text for line in answer.lines if isinstance(line.text, str)]


def labels(answer: Answer) -> list[str]:
    return [choice.label for choice in answer.choices]


def press(answer: Answer, label: str) -> str:
    return next(choice.asks for choice in answer.choices if choice.label == label)


def many(count: int) -> str:
    """As many statements, the newest first, one a day and over several months."""
    days = [date.fromordinal(date(2024, 5, 1).toordinal() - 9 * n) for n in range(count)]
    return "".join(
        f"- {{id: s{n}, date: {day}, title: Message {n}, text: Text {n}., publisher: X}}\n"
        for n, day in enumerate(days)
    )


LISTS = "latest: {kind: latest}\narchive: {kind: archive}\n"


async def test_the_latest_are_listed_newest_first_in_pages(ask: Ask) -> None:
    first = await ask("/latest")
    assert titles(first) == [
        "A ferry line to Westhaven opens",
        "Lighthouse keepers meet in Port Maren",
        "Honey fair announced",
    ]
    assert voice(first) == ["1 to 3 of 4, newest first. A number opens the item."]
    assert labels(first) == ["1", "2", "3", "Next"]
    second = await ask(press(first, "Next"))
    assert titles(second) == ["Регата отложена"]
    assert labels(second) == ["4", "Previous"]
    assert second.page and not first.page


async def test_each_item_has_date_and_publisher_and_its_number_reads_it(ask: Ask) -> None:
    answer = await ask("/latest")
    quotes = [line.text for line in answer.lines if isinstance(line.text, Quote)]
    assert [quote.date for quote in quotes] == [
        date(2024, 5, 10),
        date(2024, 5, 8),
        date(2024, 4, 30),
    ]
    assert {quote.publisher for quote in quotes} == {"Embassy of Veldonia"}
    opened = await ask(press(answer, "2"))
    assert titles(opened) == [
        "Lighthouse keepers meet in Port Maren",
        "Keepers of nine lighthouses met.",
    ]


async def test_a_statement_in_two_languages_is_listed_once_in_the_readers(ask: Ask) -> None:
    answer = await ask("/latest", "ru")
    assert titles(answer)[:2] == [
        "Открывается паром до Вестхейвена",
        "Lighthouse keepers meet in Port Maren",
    ]
    opened = await ask(press(answer, "1"), "ru")
    other = await ask(press(opened, "На другом языке"), "ru")
    assert titles(other)[0] == "A ferry line to Westhaven opens"
    assert "Цитата на английском языке." in voice(other)


@pytest.mark.parametrize("page", ["99", "0", "-1", "two", "1e9", "9" * 40])
async def test_a_page_that_is_not_there_is_no_dead_end(ask: Ask, page: str) -> None:
    answer = await ask(f"/latest {page}")
    assert titles(answer) or (
        voice(answer) == ["There are no further items."] and labels(answer) == ["Previous"]
    )


async def test_with_no_statements_yet_the_bot_says_so(folder: Written, answered: Answered) -> None:
    ask = await answered(folder.write({"a.yaml": LISTS}))
    assert voice(await ask("/latest")) == ["Nothing has been published yet."]
    assert voice(await ask("/archive"))[0] == "Nothing has been published yet."


async def test_only_what_was_published_by_then_is_shown(ask: Ask) -> None:
    answer = await ask("/latest", at=datetime(2024, 5, 8, 12))
    assert titles(answer)[0] == "Lighthouse keepers meet in Port Maren"
    assert voice(await ask("/read ferry-line", at=datetime(2024, 5, 9))) == [
        "There is no message with that number. It may have been withdrawn."
    ]


async def test_reading_shows_title_date_text_and_that_it_is_only_the_opening(ask: Ask) -> None:
    answer = await ask("/read ferry-line")
    assert titles(answer) == ["A ferry line to Westhaven opens", "The first ferry left at noon."]
    assert voice(answer) == ["The page holds only the opening; the full text is not held here."]
    assert answer.topic == "statement" and answer.preview
    assert all(line.source and line.source.statement == "ferry-line" for line in answer.lines[:2])


async def test_a_russian_answer_says_that_the_quotation_is_in_english(ask: Ask) -> None:
    assert "Цитата на английском языке." in voice(await ask("/read honey", "ru"))
    assert "The quotation is in Russian." in voice(await ask("/read regatta"))
    assert "Цитата на русском языке." not in voice(await ask("/read regatta", "ru"))


async def test_an_article_opens_with_its_introduction_and_a_way_to_each_point(ask: Ask) -> None:
    answer = await ask("/speech")
    assert titles(answer) == ["On the harbour", "Four matters have occupied the harbour."]
    assert voice(answer) == ["It has 4 points; the numbers open them."]
    assert labels(answer) == ["1", "2", "3", "4"]
    assert answer.topic == "speech"


async def test_an_article_is_read_to_its_end_with_next_and_back_with_previous(ask: Ask) -> None:
    answer = await ask(press(await ask("/speech"), "1"))
    texts = [titles(answer)[-1]]
    while "Next part" in labels(answer):
        answer = await ask(press(answer, "Next part"))
        texts.append(titles(answer)[-1])
    assert texts == [
        "1. Dredging went on through the winter.\n\nThe channel is a metre deeper.",
        "2. The cranes were painted.",
        "3. The pilots have a new boat.",
        "4. The customs house has a roof again.",
    ]
    assert voice(answer) == ["Point 4 of 4"]
    back = await ask(press(answer, "Previous part"))
    assert titles(back)[-1] == texts[2]
    assert titles(await ask(press(back, "To the beginning"))) == titles(await ask("/speech"))


async def test_a_whole_speech_and_one_of_its_points_have_labels_of_their_own(ask: Ask) -> None:
    assert (await ask("/read harbour-speech")).topic == "article"
    assert (await ask("/read harbour-speech 3")).topic == "article_point"
    assert (await ask("/read harbour-speech 9")).topic == "article"


@pytest.mark.parametrize("words", ["", "nothing", "honey 99", "honey x", "harbour-speech 0"])
async def test_reading_what_is_not_there_is_no_dead_end(ask: Ask, words: str) -> None:
    answer = await ask(f"/read {words}")
    assert titles(answer) or labels(answer) == ["All messages"]


async def test_a_statement_without_a_title_is_listed_by_its_text_and_read_once(
    folder: Written, answered: Answered
) -> None:
    folder.write({"a.yaml": LISTS})
    text = "- {id: a, date: 2024-01-01, title: '', text: Only a text., publisher: X}\n"
    ask = await answered(folder.write({"statements/s.yaml": text}))
    assert titles(await ask("/latest")) == ["Only a text."]
    assert titles(await ask("/read a")) == ["Only a text."]


async def test_a_correction_is_named_with_its_day(folder: Written, answered: Answered) -> None:
    text = (
        "- {id: a, date: 2024-01-01, title: New, text: t, publisher: X, corrections: "
        "[{replaced_on: 2024-02-03, title: Old, text: t}]}\n"
    )
    ask = await answered(folder.write({"a.yaml": LISTS, "statements/s.yaml": text}))
    assert "Corrected on 03.02.2024." in voice(await ask("/read a"))


async def test_a_long_statement_is_read_to_its_end_page_by_page(
    folder: Written, answered: Answered
) -> None:
    paragraphs = [f"Paragraph {n} " + "word " * 150 + "end." for n in range(12)]
    body = "\n\n    ".join(paragraphs)
    text = f"- id: a\n  date: 2024-01-01\n  title: Long\n  publisher: X\n  text: |-\n    {body}\n"
    ask = await answered(folder.write({"a.yaml": LISTS, "statements/s.yaml": text}))
    answer = await ask("/read a")
    read = [titles(answer)[-1]]
    while "Next part" in labels(answer):
        answer = await ask(press(answer, "Next part"))
        read.append(titles(answer)[-1])
    assert "\n\n".join(read).split() == " ".join(paragraphs).split()
    assert voice(answer)[0] == f"Page {len(read)} of {len(read)}"
    assert all(len(page) <= PAGE for page in read)


def test_a_paragraph_longer_than_a_page_is_cut_between_words() -> None:
    text = "One. " + "word " * 700
    assert all(piece.endswith(("word", ".")) for piece in pages_of(text.strip()))


@given(st.lists(st.text("ab. ", min_size=1, max_size=PAGE * 2), min_size=1, max_size=4))
def test_pages_hold_every_word_of_a_text_and_fit_a_message(paragraphs: list[str]) -> None:
    pages = pages_of("\n\n".join(paragraphs))
    assert all(len(page) <= PAGE for page in pages)
    assert "".join("".join(pages).split()) == "".join("".join(paragraphs).split())


async def test_the_archive_tells_how_much_there_is_and_how_to_search(ask: Ask) -> None:
    answer = await ask("/archive")
    assert voice(answer)[:2] == [
        "5 messages are held.",
        "To find one, type what it is about, or /search and the words.",
    ]
    assert titles(answer)[-1] == "On the harbour"
    assert [choice.asks for choice in answer.choices[5:]] == [
        "/archive 2024-05",
        "/archive 2024-04",
        "/archive 2024-03",
        "/archive 2024-01",
    ]
    assert labels(answer)[5] == "May 2024 (2)"


async def test_a_month_of_the_archive_is_opened_by_its_button(ask: Ask) -> None:
    answer = await ask("/archive 2024-05", "ru")
    assert answer.title == "Май 2024"
    assert len(titles(answer)) == 2
    assert press(answer, "Все сообщения") == "/archive"


async def test_every_message_is_reached_through_pages_and_through_months(
    folder: Written, answered: Answered
) -> None:
    count = 45
    ask = await answered(folder.write({"a.yaml": LISTS, "statements/s.yaml": many(count)}))
    answer = await ask("/archive")
    paged = titles(answer)
    while "Next" in labels(answer):
        answer = await ask(press(answer, "Next"))
        paged += titles(answer)
    assert paged == [f"Message {n}" for n in range(count)]
    by_time = []
    for year in [choice for choice in (await ask("/archive")).choices if "(" in choice.label]:
        opened = await ask(year.asks)
        months = [choice for choice in opened.choices if "(" in choice.label]
        for month in months:
            by_time += titles(await ask(month.asks))
        by_time += titles(opened) if not months else []
    assert sorted(by_time) == sorted(paged)


@pytest.mark.parametrize(
    "words", ["2024-13", "2024-00", "0000", "9999", "1990", "2024-02", "x", "2024-05 99", "-5"]
)
async def test_a_time_of_which_nothing_is_held_is_no_dead_end(ask: Ask, words: str) -> None:
    answer = await ask(f"/archive {words}")
    assert answer.choices and voice(answer)


async def test_in_a_folder_that_lists_no_archive_no_button_leads_to_one(
    folder: Written, answered: Answered
) -> None:
    ask = await answered(folder.write({"a.yaml": "old: {kind: archive}\n"}))
    assert [choice.asks for choice in (await ask("/read x")).choices] == ["/old"]
    (folder.path / "a.yaml").write_text("tea: {answer: {en: Here.}}\n", "utf-8")
    assert (await (await answered(folder))("/read x")).choices == ()


async def test_the_embassy_signs_its_quotations_in_the_language_of_the_answer(ask: Ask) -> None:
    quotes = [line.text for line in (await ask("/read honey", "ru")).lines]
    publishers = {quote.publisher for quote in quotes if isinstance(quote, Quote)}
    assert publishers == {"Посольство Вельдонии"}
