"""The desk: it settles language and clock, answers a command or free text, and writes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import aiosqlite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.archive import Archive, Statement
from bot.desk import Desk
from bot.desk.around import Around
from bot.desk.matters import answer_matters
from bot.knowledge import Knowledge
from bot.ledger import Ledger
from bot.talk import Answer, Asked, Heard, Lost, Sure, Unanswered
from tests.conftest import NOON, Ask, Written, asking

Answered = Callable[[Written], Awaitable[Ask]]


def said(answer: Answer) -> list[str]:
    return [str(getattr(line.text, "text", line.text)) for line in answer.lines]


async def test_a_phrase_of_staff_reaches_its_topic_whatever_was_published(
    desk: Desk, ask: Ask
) -> None:
    text = "phone in Westhaven"
    speech = f"{text}. The phone in Westhaven rang when Westhaven had its first phone."
    await desk.archive.keep(Statement(text, speech, date(2024, 5, 2), "en", "Embassy"), NOON.date())
    phrase = next(each for each in desk.knowledge.samples().phrases if each.label == "westhaven")
    await desk.archive.keep(
        Statement(phrase.text, f"{phrase.text}. {speech}", date(2024, 5, 3), "en", "Embassy"),
        NOON.date(),
    )
    answer = await ask(phrase.text)
    assert (answer.topic, answer.outcome) == ("westhaven", "sure")
    assert "statement" not in dict(answer.top), "nothing is weighed against it"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("phone in Westhaven", "westhaven"),
        ("what time is it in Aldenburg", "clock_capital"),
        ("how do I reach the consul", "consul"),
        ("I need a tourist visa", "visa"),
        ("my brother was arrested!!", "arrest"),
        ("what is new", "latest"),
        ("Телефон консула", "consul_phone"),
        ("который час в альденбурге?", "clock_capital"),
        ("как получить визу", "visa"),
    ],
)
async def test_free_text_reaches_its_topic(ask: Ask, text: str, topic: str) -> None:
    answer = await ask(text)
    assert (answer.topic, answer.outcome) == (topic, "sure")
    assert answer.language == ("ru" if any("а" <= letter <= "я" for letter in text) else "en")
    assert answer.top[0][0] == topic and answer.score == answer.top[0][1]


async def test_a_word_that_may_be_another_one_is_offered_its_topic_and_not_given_it(
    ask: Ask,
) -> None:
    assert (await ask("visas")).outcome == "sure"
    doubtful = await ask("vqsas")
    assert doubtful.outcome != "sure"


async def test_one_word_alone_is_offered_what_was_published_and_not_given_it(
    desk: Desk, ask: Ask
) -> None:
    speech = Statement("On turnips", "Turnips grow well.", date(2024, 5, 2), "en", "Embassy")
    await desk.archive.keep(speech, NOON.date())
    assert (await ask("turnips")).outcome != "sure"


async def test_a_long_text_with_slips_is_answered_and_its_reading_shown_in_part(ask: Ask) -> None:
    answer = await ask("I need a toursit visa, what shuld I do now please hlep me. " * 60)
    assert answer.outcome != "lost"
    assert answer.read_as is not None and len(answer.read_as) < 250


@pytest.mark.parametrize("text", ["xyzzy plugh", "qqqq zzzz", "фывфыв", "🤷", "???", "", "  ", "/"])
async def test_what_fits_nothing_says_so_and_names_people_and_ways_on(ask: Ask, text: str) -> None:
    answer = await ask(text, "en")
    assert answer.outcome == "lost" and answer.topic is None
    lines = said(answer)
    first = ("I have no answer to that.", "На это у меня нет ответа.")
    assert lines[0] in first
    assert any("+44 20 7946 0018" in line for line in lines)
    assert [choice.asks for choice in answer.choices] == ["/help", "/consul"]


async def test_a_lost_question_is_told_what_the_desk_can_help_with(ask: Ask) -> None:
    assert said(await ask("xyzzy"))[1] == "I can help with: Contacts; Papers; News; Time and days."


async def test_in_a_folder_without_contacts_there_is_nobody_to_name(
    folder: Written, answered: Answered
) -> None:
    folder.write({"a.yaml": "tea: {asked: {en: [tea please]}, answer: {en: Here.}}\n"})
    ask = await answered(folder)
    assert said(await ask("tea please")) == ["Here."]
    answer = await ask("xyzzy")
    assert said(answer) == ["I have no answer to that."] and answer.choices == ()


async def test_an_empty_folder_answers_that_it_has_no_answer(
    folder: Written, answered: Answered
) -> None:
    ask = await answered(folder)
    for text in ("hello", "привет", "你好", "/today", "/start", "/help", "/wrong x", "/why"):
        assert said(await ask(text))


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("/visa", "ru", "ru"),
        ("/visa", "ru-RU", "ru"),
        ("/visa", "RU_ru", "ru"),
        ("/visa", "de", "en"),
        ("/visa", None, "en"),
        ("visa", "ru", "en"),
        ("виза", "en", "ru"),
        ("123", "ru", "ru"),
        ("123", None, "en"),
        ("", "ru", "ru"),
        ("   /visa", "ru", "ru"),
    ],
)
async def test_the_language_is_that_of_the_text_and_else_that_of_the_app(
    desk: Desk, text: str, hint: str | None, language: str
) -> None:
    assert (await desk.hear(Heard(text, hint=hint))).language == language


@pytest.mark.parametrize(
    ("before", "language"),
    [("как получить визу", "ru"), ("/menu", "en"), (None, "en"), ("a tourist visa", "en")],
)
async def test_a_button_speaks_the_language_of_the_question_that_brought_it(
    desk: Desk, before: str | None, language: str
) -> None:
    question = await desk.hear(Heard("/passport", hint="en", before=before))
    assert question.language == language


async def test_a_chosen_language_wins_over_text_and_app(desk: Desk, ask: Ask) -> None:
    await ask("/language en", asker="telegram:42")
    question = await desk.hear(Heard("телефон консула", asker="telegram:42", hint="ru"))
    assert question.language == "en"


async def test_a_language_that_the_embassy_no_longer_speaks_does_not_bind(
    knowledge: Knowledge, archive: Archive, ledger: Ledger
) -> None:
    await asking(Desk(knowledge, archive, ledger))("/language ru", asker="telegram:42")
    english = replace(knowledge, embassy=replace(knowledge.embassy, languages=("en",)))
    ask = asking(Desk(english, archive, ledger))
    assert (await ask("/visa", asker="telegram:42")).title == "Visa"


@pytest.mark.parametrize(
    "at",
    [
        datetime(2024, 5, 14, 12),
        datetime(2024, 5, 14, 14, 30, tzinfo=UTC),
        datetime(2024, 5, 14, 17, 30, tzinfo=timezone(timedelta(hours=3))),
    ],
)
async def test_the_moment_is_told_by_the_embassys_clock(desk: Desk, at: datetime) -> None:
    question = await desk.hear(Heard("/today", at=at))
    assert question.asked_at.isoformat() == "2024-05-14T12:00:00-02:30"


async def test_without_a_moment_it_is_now(desk: Desk) -> None:
    before = datetime.now(UTC)
    question = await desk.hear(Heard("/today"))
    assert before <= question.asked_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    "text", ["/VISA", "/visa@PortMarenBot", "/Visa  please", "/visa\nnow", " /visa "]
)
async def test_a_command_is_read_as_people_type_it(ask: Ask, text: str) -> None:
    assert (await ask(text)).topic == "visa"


async def test_a_command_is_sure_and_has_the_whole_score(ask: Ask) -> None:
    answer = await ask("/contacts")
    assert answer.judgement == Sure(("consul",))
    assert (answer.score, answer.top) == (1.0, (("consul", 1.0),))


async def test_a_command_whose_topic_is_gone_is_free_text(ask: Ask) -> None:
    assert (await ask("/telephone")).topic == "consul_phone"
    gone = await ask("/visa_lottery", at=datetime(2024, 3, 1))
    assert "open" not in " ".join(said(gone))


async def test_a_topic_that_is_not_in_force_answers_neither_command_nor_free_text(
    ask: Ask,
) -> None:
    for text in ("/lottery", "take part in the lottery", "участвовать в лотерее"):
        during = await ask(text, at=datetime(2024, 5, 15))
        assert during.topic == "lottery", text
        after = await ask(text, at=datetime(2024, 6, 1))
        assert "lottery" not in (after.topic, *[choice.topic for choice in after.choices]), text


async def test_a_very_long_text_is_answered(ask: Ask) -> None:
    assert (await ask("phone of the consul please " * 2000)).outcome in ("sure", "unsure", "lost")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text("/abcвиза_@ 0123456789-:", max_size=40).map("/".__add__))
async def test_whatever_is_typed_gets_an_answer_with_something_to_read(ask: Ask, text: str) -> None:
    answer = await ask(text, None, asker="telegram:1")
    assert answer.lines and all(said(answer))
    assert answer.language in ("en", "ru")
    assert 0 <= answer.score <= 1
    scores = [score for _, score in answer.top]
    assert scores == sorted(scores, reverse=True) and len(scores) <= 10


async def test_the_desk_counts_what_was_asked_and_keeps_what_had_no_answer(
    ask: Ask, ledger: Ledger
) -> None:
    day = date(2024, 5, 14)
    await ask("/visa", asker="telegram:42")
    await ask("/visa", asker="telegram:43")
    await ask("xyzzy plugh", asker="telegram:42")
    assert await ledger.asked() == [
        (Asked(day, "none", "en", "lost"), 1),
        (Asked(day, "visa", "en", "sure"), 2),
    ]
    (vain,) = await ledger.unanswered()
    assert (vain.text, vain.language, vain.day, vain.outcome) == ("xyzzy plugh", "en", day, "lost")


async def test_without_an_asker_nothing_is_to_be_written(ask: Ask, ledger: Ledger) -> None:
    for text in ("/visa", "xyzzy plugh", "phone of the consul", "/language ru"):
        assert (await ask(text)).changes == ()
    assert await ledger.asked() == [] and await ledger.unanswered() == []


async def test_the_desk_itself_writes_nothing(desk: Desk, ledger: Ledger) -> None:
    question = await desk.hear(Heard("xyzzy plugh", asker="telegram:42"))
    answer = await desk.answer(question)
    assert [type(change) for change in answer.changes] == [Asked, Unanswered]
    assert await ledger.asked() == [] and await ledger.unanswered() == []


async def test_a_question_under_way_is_finished_on_the_knowledge_it_began_with(
    desk: Desk, knowledge: Knowledge
) -> None:
    question = await desk.hear(Heard("how do I get a visa"))
    without = dict(knowledge.topics)
    del without["visa"]
    newer = replace(knowledge, topics=without, phrasebook=None)

    class Swapping(Archive):
        """Real, but the folder is saved anew while the archive is searched."""

        def reading(self) -> AbstractAsyncContextManager[aiosqlite.Connection]:
            desk.knowledge = newer
            return super().reading()

    desk.archive.__class__ = Swapping
    assert (await desk.answer(question)).topic == "visa"
    desk.archive.__class__ = Archive
    assert (await desk.answer(question)).topic != "visa"


async def test_phrases_are_learned_once_for_a_snapshot(
    knowledge: Knowledge, archive: Archive, ledger: Ledger
) -> None:
    desk = Desk(replace(knowledge, phrasebook=None), archive, ledger)
    assert await desk.phrasebook() is await desk.phrasebook()
    assert desk.knowledge.phrasebook is not None


async def test_a_command_needs_no_phrases(
    knowledge: Knowledge, archive: Archive, ledger: Ledger
) -> None:
    desk = Desk(replace(knowledge, phrasebook=None), archive, ledger)
    assert (await asking(desk)("/contacts")).topic == "consul"
    assert desk.knowledge.phrasebook is None


async def test_an_answer_to_a_lost_question_has_no_label_of_a_topic(ask: Ask) -> None:
    answer = await ask("xyzzy plugh")
    assert isinstance(answer.judgement, Lost) and answer.why is None


async def test_a_price_of_a_service_gives_the_part_that_staff_wrote(ask: Ask) -> None:
    answer = await ask("new passport price")
    assert "A passport costs 40 crowns." in said(answer)


async def test_of_two_matters_the_one_that_cannot_wait_comes_first(
    desk: Desk, knowledge: Knowledge
) -> None:
    question = await desk.hear(Heard("a visa, and my brother was arrested", at=NOON))
    around = Around(knowledge, desk.archive, desk.ledger)
    answer = await answer_matters(("visa", "arrest"), (), question, around)
    assert said(answer)[0] == "+44 20 7946 0018 – The consul"
    assert "Visa" in said(answer)


async def test_a_further_matter_is_offered_only_while_it_holds(
    desk: Desk, knowledge: Knowledge
) -> None:
    around = Around(knowledge, desk.archive, desk.ledger)
    for day, offered in ((15, ["/lottery"]), (25, [])):
        question = await desk.hear(Heard("a visa", at=datetime(2024, 5, day)))
        answer = await answer_matters(("visa",), ("lottery", "gone"), question, around)
        assert [choice.asks for choice in answer.choices] == offered
