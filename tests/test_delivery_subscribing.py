"""Readers say what they want to be told of, see what is kept of them, and erase it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ledger import Came, Ledger
from bot.talk import Answer, Subscribed
from tests.conftest import Ask

WHO = "telegram:42"


def said(answer: Answer) -> str:
    return " ".join(str(line.text) for line in answer.lines)


def scope(ledger: Ledger) -> str | None:
    held = ledger.subscriptions.of(WHO)
    return " ".join((held.scope, *held.words)) if held else None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/subscribe", "everything"),
        ("/subscribe everything", "everything"),
        ("/subscribe всё", "everything"),
        ("/subscribe warnings", "warnings"),
        ("/subscribe Предупреждения", "warnings"),
        ("/subscribe visa", "words visa"),
        ("/subscribe Visa, PASSPORT; visa", "words visa passport visa"),
    ],
)
async def test_a_reader_says_of_what_they_want_to_be_told(
    ask: Ask, ledger: Ledger, text: str, kept: str
) -> None:
    answer = await ask(text, asker=WHO)
    held = scope(ledger)
    assert held is not None
    assert set(held.split()) == set(kept.split())
    assert said(answer).startswith("You will be told of")


async def test_words_are_told_with_those_chosen_before(ask: Ask) -> None:
    await ask("/subscribe visa", asker=WHO)
    answer = await ask("/subscribe passport", asker=WHO)
    assert "any of the words visa, passport, and warnings" in said(answer)


async def test_one_word_can_be_taken_away_and_then_the_last(ask: Ask, ledger: Ledger) -> None:
    await ask("/subscribe visa passport", asker=WHO)
    assert "the word passport" in said(await ask("/unsubscribe visa", asker=WHO))
    assert scope(ledger) == "words passport"
    assert "not be told of anything" in said(await ask("/unsubscribe passport", asker=WHO))
    assert scope(ledger) is None


async def test_whoever_wants_everything_is_not_asked_for_words_to_leave(
    ask: Ask, ledger: Ledger
) -> None:
    await ask("/subscribe", asker=WHO)
    await ask("/unsubscribe visa", asker=WHO)
    assert scope(ledger) is None


async def test_subscriptions_shows_what_is_kept_and_the_ways_to_change_it(ask: Ask) -> None:
    nothing = await ask("/subscriptions", asker=WHO)
    assert said(nothing).startswith("You have not asked to be told of anything.")
    await ask("/subscribe warnings", asker=WHO)
    held = await ask("/subscriptions", asker=WHO)
    assert "warnings only" in said(held)
    assert "Since 14.05.2024." in said(held)
    assert [choice.asks for choice in held.choices] == ["/subscribe everything", "/unsubscribe"]


async def test_each_button_of_a_subscription_does_what_it_says(ask: Ask, ledger: Ledger) -> None:
    answer = await ask("/subscribe visa", asker=WHO)
    for choice, kept in zip(answer.choices, ("everything", "warnings", None), strict=True):
        await ask(choice.asks, asker=WHO)
        assert scope(ledger) == kept


async def test_in_a_group_only_administrators_decide(ask: Ask, ledger: Ledger) -> None:
    group = "telegram:-100500"
    for text in ("/subscribe", "/unsubscribe", "/forget"):
        answer = await ask(text, asker=group, decides=False)
        assert said(answer) == "In a group only its administrators decide on this."
    await ask("/subscribe", asker=group, decides=True)
    assert ledger.subscriptions.of(group) is not None
    await ask("/forget", asker=group, decides=False)
    assert ledger.subscriptions.of(group) is not None


async def test_where_nobody_can_be_written_to_later_there_is_no_subscribing(ask: Ask) -> None:
    for asker in ("", "terminal:0"):
        assert said(await ask("/subscribe", asker=asker)) == "This is not available here."


async def test_a_reader_of_russian_is_answered_in_russian(ask: Ask) -> None:
    answer = await ask("/subscribe виза", "ru", asker=WHO)
    assert said(answer).startswith("Буду сообщать вам о сообщениях со словом виза")


async def test_privacy_says_on_one_screen_what_is_kept_and_for_how_long(ask: Ask) -> None:
    for language, days in (("en", "90 days"), ("ru", "90 дней")):
        answer = await ask("/privacy", language)
        assert days in said(answer)
        assert len(said(answer)) < 1000
        assert [choice.asks for choice in answer.choices] == ["/mydata", "/forget"]
    assert "seven days" in said(await ask("/privacy"))


async def test_mydata_shows_everything_that_is_kept_and_forget_erases_it(
    ask: Ask, ledger: Ledger
) -> None:
    assert said(await ask("/mydata", asker=WHO)) == "Nothing."
    await ask("/language ru", asker=WHO)
    await ask("/subscribe visa", asker=WHO)
    await ledger.receive([Came(1, 42, "{}"), Came(2, 42, "{}")], [None, None], at=1000)
    shown = said(await ask("/mydata", asker=WHO))
    assert "Язык: Русский." in shown
    assert "со словом visa" in shown
    assert "ваших вопросов 1" in shown
    answer = await ask("/forget", asker=WHO)
    assert said(answer).startswith("Стёрто")
    assert scope(ledger) is None
    assert await ledger.language(WHO) is None


async def test_forgetting_one_reader_leaves_the_others(ask: Ask, ledger: Ledger) -> None:
    await ledger.apply([Subscribed("telegram:43", "everything", "en", date(2024, 5, 14))])
    await ask("/subscribe", asker=WHO)
    await ask("/forget", asker=WHO)
    assert ledger.subscriptions.of("telegram:43") is not None
