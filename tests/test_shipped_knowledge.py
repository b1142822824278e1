"""The embassy's page of 17 January 2020: everything on it is answered, exactly, as quotations."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.archive import Archive
from bot.archive.statements import tidy, tidy_line
from bot.desk import Desk
from bot.knowledge import Knowledge, read_knowledge
from bot.ledger import Ledger
from bot.rendering import plain
from bot.talk import Answer, Quote
from tests.conftest import Ask, asking

FOLDER = Path(__file__).resolve().parent.parent / "knowledge"
PAGE = FOLDER / "sources" / "home-page-2020-01-17.txt"
ROWS = PAGE.read_text("utf-8").split("\n")
AT = datetime(2020, 1, 17, 20, 1, tzinfo=UTC)
PUBLISHER = "Embassy of the Russian Federation to the United Kingdom"

SERVICES = re.findall(
    r"\w+",
    """
    passport_renewal passport_first passport_lost passport_child citizenship birth_registration
    marriage divorce notary apostille visa evisa dual_nationality voting consular_register military
    pension criminal_record return_certificate arrest death emergency opening_hours address fees
    appointment payment processing_time documents status complaint edinburgh
    """,
)


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    """What is shipped, its phrases learned on words alone."""
    return read_knowledge(FOLDER).learned(None)


@pytest.fixture
async def archive(shipped: Knowledge) -> AsyncIterator[Archive]:
    """An archive of the page's statements."""
    async with Archive.open(None) as archive:
        await archive.bring_in(shipped.statements, on=date(2020, 1, 17))
        yield archive


@pytest.fixture
def ask(shipped: Knowledge, archive: Archive, ledger: Ledger) -> Ask:
    """Asks the shipped desk, at the moment when the page was saved."""
    asked = asking(Desk(shipped, archive, ledger))

    async def at_the_moment(
        text: str, language: str | None = "en", at: datetime = AT, **heard: object
    ) -> Answer:
        return await asked(text, language, at, **heard)

    return at_the_moment


def said(answer: Answer) -> list[str]:
    return [str(getattr(line.text, "text", line.text)) for line in answer.lines]


def quotes(answer: Answer) -> list[Quote]:
    return [line.text for line in answer.lines if isinstance(line.text, Quote)]


def voice(answer: Answer) -> list[str]:
    return [line.text for line in answer.lines if isinstance(line.text, str)]


def press(answer: Answer, label: str) -> str:
    return next(choice.asks for choice in answer.choices if choice.label == label)


def test_the_page_is_carried_unchanged() -> None:
    digest = hashlib.sha256(PAGE.read_bytes()).hexdigest()
    assert digest == "b271b38c9eed2eaa64ecaee81736de40fa1c77ff275106cbeefa1ebbae7c5c14"


def test_every_fact_names_the_line_of_the_page_that_holds_it(shipped: Knowledge) -> None:
    places = {key: topic.source.page for key, topic in shipped.topics.items() if topic.source.page}
    assert {"clock_moscow", "counter_salisbury", "latest", "article", "archive"} <= set(places)
    held = {
        "clock_moscow": "Moscow: 23:01",
        "clock_london": "London: 20:01",
        "counter_salisbury": "684 days",
        "counter_glushkov": "676 days",
        "latest": "LATEST EVENTS",
        "archive": "all messages",
        "today": "17 January 2020",
    }
    for key, words in held.items():
        assert words in ROWS[int(places[key].rpartition(":")[2]) - 1], key


def test_titles_and_texts_are_the_pages_own_words(shipped: Knowledge) -> None:
    page = "\n".join(tidy_line(row) for row in ROWS)
    assert len(shipped.statements) == 11
    for statement in shipped.statements:
        assert tidy_line(statement.title) in page
        for paragraph in tidy(statement.text).split("\n\n"):
            assert tidy_line(paragraph) in page, paragraph[:60]
        row = ROWS[int((statement.source or "").rpartition(":")[2]) - 1]
        assert statement.title in row and statement.publisher == PUBLISHER


# What the page has on it: a topic, what it is asked as, and what the answer must hold.
TABLE = """
clock_moscow | what time is it in Moscow | Moscow 23:01
clock_moscow | который час в Москве | Москва 23:01
clock_london | what time is it in London | London 20:01
clock_london | который час в Лондоне | Лондон 20:01
clock_both | time difference between Moscow and London | Moscow is 3 hours ahead.
clock_both | разница во времени между Москвой и Лондоном | Москва впереди на 3 часа.
contact | how do I contact the consular section | 7474 (on the page: +44 (0) 203 668 7474)
contact | как связаться с консульским отделом | 7474 (на странице: +44 (0) 203 668 7474)
contact_phone | how do I phone the consul | +44 20 3668 7474 (on the page: +44 (0) 203 668 7474)
contact_phone | номер телефона консульского отдела | +44 20 3668 7474 (на странице: +44 (0) 203
contact_email | what is your e-mail address | info@rusemb.org.uk
contact_email | какой у вас адрес электронной почты | info@rusemb.org.uk
counter_salisbury | how many days since Salisbury | 684 days, counted from 04.03.2018
counter_salisbury | сколько дней прошло после Солсбери | 684 дня, считая с 04.03.2018
counter_glushkov | how many days since the death of Glushkov | 676 days, counted from 12.03.2018
counter_glushkov | сколько дней со смерти Глушкова | 676 дней, считая с 12.03.2018
counters_both | both day counters | 684 days
counters_both | оба счётчика дней | 676 дней
latest | latest events | Raisina Dialogue
latest | последние новости | Raisina Dialogue
article | main foreign policy outcomes of 2017 | “Main foreign policy outcomes of 2017”
article | статья об итогах внешней политики за 2017 год | “Main foreign policy outcomes of 2017”
archive | all messages | 11 messages are held.
archive | все сообщения | Хранится 11 сообщений.
today | today's board | Today is 17.01.2020.
today | сводка на сегодня | Сегодня 17.01.2020.
help | what can you do | What is it about?
help | что ты умеешь | Что вас интересует?
smalltalk_greeting | hello | automatic service
smalltalk_greeting | здравствуйте | автоматическая справочная
smalltalk_thanks | thank you | You are welcome
smalltalk_thanks | спасибо | Пожалуйста
smalltalk_goodbye | goodbye | Goodbye
smalltalk_goodbye | до свидания | До свидания
smalltalk_bot | are you a robot | This is an automatic service, not a person.
smalltalk_bot | ты робот | Это автоматическая справочная, не человек.
"""


@pytest.mark.parametrize("row", TABLE.strip().split("\n"))
async def test_what_is_on_the_page_is_answered_by_command_and_in_free_text(
    ask: Ask, row: str
) -> None:
    key, phrase, holds = row.split(" | ")
    answer = await reached(ask, phrase)
    assert answer.topic == key
    assert holds in plain(answer)
    by_command = await ask(f"/{key}", answer.language)
    assert holds in plain(by_command)


async def reached(ask: Ask, phrase: str) -> Answer:
    """The answer, or what is offered first where words alone leave the desk unsure."""
    answer = await ask(phrase, None)
    assert answer.language == ("ru" if re.search("[а-я]", phrase) else "en")
    if answer.outcome == "unsure":
        return await ask(answer.choices[0].asks, answer.language)
    assert answer.outcome == "sure"
    return answer


async def test_both_clocks_and_their_difference(ask: Ask) -> None:
    assert said(await ask("/clock_both")) == [
        "Moscow 23:01",
        "London 20:01",
        "Moscow is 3 hours ahead.",
    ]
    summer = await ask("/clock_both", "ru", at=datetime(2020, 7, 17, 20, 1, tzinfo=UTC))
    assert said(summer) == ["Москва 23:01", "Лондон 21:01", "Москва впереди на 2 часа."]


async def test_the_contacts_are_exact_and_dated(ask: Ask) -> None:
    for command in ("/contact", "/contacts"):
        answer = await ask(command)
        assert plain(answer) == (
            "Consular queries\n+44 20 3668 7474 (on the page: +44 (0) 203 668 7474)\n"
            "info@rusemb.org.uk\nAs of 17.01.2020"
        )
        assert [line.copy for line in answer.lines if line.copy] == [
            "+44 20 3668 7474",
            "info@rusemb.org.uk",
        ]
    assert said(await ask("/contact_email", "ru"))[-1] == "По состоянию на 17.01.2020"


async def test_the_counters_count_for_themselves_and_quote_the_caption(ask: Ask) -> None:
    salisbury, glushkov = await ask("/counter_salisbury"), await ask("/counter_glushkov")
    assert voice(salisbury)[0].startswith("684 days, counted from 04.03.2018")
    assert voice(glushkov)[0].startswith("676 days, counted from 12.03.2018")
    for answer, words in ((salisbury, "the Salisbury incident"), (glushkov, "Nikolay Glushkov")):
        (caption,) = quotes(answer)
        assert (caption.publisher, caption.date) == (PUBLISHER, date(2020, 1, 17))
        assert words in caption.text and not re.search(r"\d", caption.text)
        assert caption.text in tidy_line(ROWS[9])
        assert not any(words in line for line in voice(answer))


async def test_the_counters_go_on_without_separators_and_begin_at_nothing(ask: Ask) -> None:
    later = await ask("/counter_salisbury", at=datetime(2024, 3, 1, 12, tzinfo=UTC))
    assert voice(later)[0].startswith("2189 days, counted from 04.03.2018")
    before = await ask("/counter_salisbury", at=datetime(2018, 3, 3, 12, tzinfo=UTC))
    assert voice(before)[0] == "The count begins on 04.03.2018."


async def test_the_latest_are_the_pages_ten_newest_first_and_each_is_read(ask: Ask) -> None:
    answer = await ask("/latest")
    days = [quote.date for quote in quotes(answer)]
    assert len(days) == 10 and days == sorted(days, reverse=True)
    assert (days[0], days[-1]) == (date(2020, 1, 16), date(2019, 11, 21))
    for number, quote in enumerate(quotes(answer), 1):
        opened = await ask(press(answer, str(number)))
        title, text = quotes(opened)
        assert title.text == quote.text and title.date == quote.date
        assert len(text.text) > 100 and text.publisher == PUBLISHER
        assert "the full text is not held here" in voice(opened)[0]


async def test_the_article_is_read_through_all_twelve_points_and_back(ask: Ask) -> None:
    answer = await ask("/article")
    title, introduction = quotes(answer)
    assert (title.text, title.date) == (
        "Main foreign policy outcomes of 2017",
        date(2018, 1, 26),
    )
    assert introduction.text.startswith("In 2017, Russian diplomacy addressed")
    assert [choice.label for choice in answer.choices] == [str(n) for n in range(1, 13)]
    point = await ask(press(answer, "1"))
    read = [quotes(point)[-1].text]
    while any(choice.label == "Next part" for choice in point.choices):
        point = await ask(press(point, "Next part"))
        read.append(quotes(point)[-1].text)
    assert [text.partition(".")[0] for text in read] == [str(n) for n in range(1, 13)]
    begins = next(n for n, row in enumerate(ROWS) if row.startswith("1. Special attention"))
    printed = tidy("\n".join(ROWS[begins : ROWS.index("LATEST EVENTS")])).split()
    assert " ".join(" ".join(read).split()) == " ".join(printed)
    for number in range(11, 0, -1):
        point = await ask(press(point, "Previous part"))
        assert quotes(point)[-1].text == read[number - 1]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("point 3 of the article", "en", "Point 3 of 12"),
        ("что в пункте 7 статьи", "ru", "Пункт 7 из 12"),
    ],
)
async def test_a_point_of_the_article_is_given_by_its_number(
    ask: Ask, text: str, language: str, told: str
) -> None:
    answer = await ask(text, language)
    assert answer.outcome == "sure"
    assert said(answer)[1] == told


async def test_a_point_that_the_article_has_not_is_not_made_up(ask: Ask) -> None:
    assert not any("40" in line for line in said(await ask("point 40 of the article")))


@pytest.mark.parametrize(
    ("text", "about", "topic"),
    [
        ("and in Moscow?", "clock_london", "clock_moscow"),
        ("а в лондоне?", "clock_moscow", "clock_london"),
        ("а телефон", "contact_email", "contact_phone"),
    ],
)
async def test_a_reply_is_read_with_what_it_replies_to(
    ask: Ask, text: str, about: str, topic: str
) -> None:
    answer = await ask(text, about=about)
    assert answer.outcome != "lost"
    assert answer.top[0][0] == topic, "and no statement comes before it"


async def test_the_archive_shows_all_eleven_in_pages_and_by_month(ask: Ask) -> None:
    first = await ask("/archive")
    second = await ask(press(first, "Next"))
    assert len(quotes(first)) == 10
    assert [quote.text for quote in quotes(second)] == ["Main foreign policy outcomes of 2017"]
    months = {choice.label: choice.asks for choice in first.choices if "(" in choice.label}
    assert list(months) == [
        "January 2020 (4)",
        "December 2019 (3)",
        "November 2019 (3)",
        "January 2018 (1)",
    ]
    assert len(quotes(await ask(months["December 2019 (3)"]))) == 3


async def test_the_board_of_the_day_has_date_clocks_counters_contacts_and_newest(
    ask: Ask,
) -> None:
    for language in ("en", "ru"):
        text = plain(await ask("/today", language))
        for part in ("17.01.2020", "23:01", "20:01", "684", "676", "+44 (0) 203 668 7474"):
            assert part in text
        assert "info@rusemb.org.uk" in text and "Raisina Dialogue" in text


@pytest.mark.parametrize("command", ["/latest", "/article", "/archive", "/counters_both", "/today"])
async def test_a_russian_answer_quotes_the_english_text_and_says_so_once(
    ask: Ask, command: str
) -> None:
    answer = await ask(command, "ru")
    assert voice(answer).count("Цитата на английском языке.") == 1
    assert [quote.text for quote in quotes(answer)] == [
        quote.text for quote in quotes(await ask(command, "en"))
    ]


async def test_no_answer_says_the_publishers_words_in_the_desks_own_voice(
    ask: Ask, shipped: Knowledge
) -> None:
    words = [statement.title[:30] for statement in shipped.statements]
    words += ["credible information", "British soil"]
    for key in shipped.topics:
        for language in ("en", "ru"):
            for line in voice(await ask(f"/{key}", language)):
                assert not [each for each in words if each in line], (key, line)


async def test_no_answer_holds_what_cannot_be_seen(ask: Ask, shipped: Knowledge) -> None:
    for key in shipped.topics:
        for language in ("en", "ru"):
            answer = await ask(f"/{key}", language)
            shown = plain(answer) + "".join(choice.label for choice in answer.choices)
            assert not re.search("[\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]", shown)


@pytest.mark.parametrize("key", SERVICES)
async def test_a_service_names_itself_says_what_is_not_written_and_gives_the_contacts(
    ask: Ask, shipped: Knowledge, key: str
) -> None:
    topic = shipped.topics[key]
    assert topic.kind == "service"
    for language, unwritten in (
        ("en", "The embassy has not written an answer to this here yet."),
        ("ru", "Ответа посольства на этот вопрос здесь пока нет."),
    ):
        assert topic.title.by_language[language]
        text = plain(await ask(f"/{key}", language))
        assert topic.title.said(language) in text and unwritten in text
        assert "+44 (0) 203 668 7474" in text and "info@rusemb.org.uk" in text
        figures = re.sub(r"\+44[ ()\d]+|17\.01\.2020", "", text)
        assert not re.search(r"\d", figures), "a figure that the page does not hold"


@pytest.mark.parametrize("key", ["emergency", "arrest", "death"])
async def test_what_cannot_wait_has_the_phone_to_dial_in_its_first_line(ask: Ask, key: str) -> None:
    first, hours, *_ = plain(await ask(f"/{key}")).split("\n")
    assert first.startswith("+44 20 3668 7474")
    assert hours == "I do not know whether it is answered at this hour."
    russian = plain(await ask(f"/{key}", "ru")).split("\n")
    assert russian[0].startswith("+44 20 3668 7474")
    assert russian[1] == "Отвечают ли в этот час, мне неизвестно."


async def test_everything_is_found_in_two_presses_from_the_menu(
    ask: Ask, shipped: Knowledge
) -> None:
    found = set()
    for group in (await ask("/help")).choices:
        found |= {choice.topic for choice in (await ask(group.asks)).choices}
    grouped = {key for key, topic in shipped.topics.items() if topic.group}
    assert found - {None} == grouped
    assert set(SERVICES) | {"contact", "latest", "today", "clock_both"} <= grouped


async def test_the_menu_lists_few_commands_and_each_in_both_languages(shipped: Knowledge) -> None:
    listed = [topic for topic in shipped.topics.values() if topic.menu]
    assert 0 < len(listed) <= 10
    assert all({"en", "ru"} <= set(topic.title.by_language) for topic in listed)


WRITTEN = """answer:
    en: An apostille takes three days.
    ru: Апостиль ставят три дня.
  parts:
    fees: {en: It costs 50 pounds., ru: Это стоит 50 фунтов.}
  kind: service
"""


async def test_an_answer_that_staff_write_is_given(
    tmp_path: Path, answered: Callable[..., Awaitable[Ask]], shipped: Knowledge
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder)
    file, line = shipped.topics["apostille"].source.file, shipped.topics["apostille"].source.line
    assert file and line
    path = folder.parent / file
    rows = path.read_text("utf-8").split("\n")
    entry = next(n for n in range(line, len(rows)) if rows[n].strip() == "kind: service")
    rows[entry] = "  " + WRITTEN.rstrip()
    path.write_text("\n".join(rows), "utf-8")

    class Folder:
        def knowledge(self) -> Knowledge:
            return read_knowledge(folder)

    ask = await answered(Folder())
    assert "An apostille takes three days." in said(await ask("/apostille", at=AT))
    assert said(await ask("/apostille fees", "ru", at=AT)) == ["Это стоит 50 фунтов."]
    assert "not written" not in plain(await ask("/apostille", at=AT))
    assert "Апостиль ставят три дня." in said(await ask("/apostille", "ru", at=AT))


@pytest.mark.parametrize(
    "text",
    ["what's the weather like", "какая погода", "who won the match last night", "?!"],
)
async def test_what_the_desk_does_not_know_it_says_and_names_people(ask: Ask, text: str) -> None:
    answer = await ask(text, None)
    assert answer.outcome == "lost" and answer.topic is None
    assert "+44 (0) 203 668 7474" in plain(answer)
    assert [choice.asks for choice in answer.choices] == ["/help", "/contact"]
