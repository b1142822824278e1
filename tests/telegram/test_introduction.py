"""What Telegram shows of the bot before anything is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiogram import Bot

from bot.channels.telegram import introducing
from bot.channels.telegram.introducing import commands, introduce, keep_introduced
from bot.channels.telegram.session import LightSession
from bot.desk import Desk
from bot.knowledge import Knowledge
from tests.botapi import BotApi, bad_gateway, refusing


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    bot = Bot(api.token, session=LightSession(api.url))
    yield bot
    await bot.session.close()


def test_the_desks_own_commands_come_first_then_those_of_the_menu(knowledge: Knowledge) -> None:
    listed = [name for name, _ in commands(knowledge, "en")]
    assert set(listed[:4]) == {"search", "language", "subscribe", "privacy"}
    assert set(listed[4:6]) == {"consul", "help"}
    assert "hello" not in listed, "small talk needs no command"


def test_there_are_never_more_than_a_hundred(knowledge: Knowledge) -> None:
    visa = knowledge.topics["visa"]
    many = {f"visa_{number}": replace(visa, key=f"visa_{number}") for number in range(150)}
    assert len(commands(replace(knowledge, topics=many), "en")) == 100


async def test_commands_and_descriptions_are_set_in_each_language(
    api: BotApi, bot: Bot, knowledge: Knowledge
) -> None:
    await introduce(bot, knowledge)
    assert all(call.refused is None for call in api.calls.all)
    set_for = api.methods.commands
    assert set_for["", "en"] == set_for["", ""]
    titles = {one["command"]: one["description"] for one in set_for["", "ru"]}
    assert titles["consul"] == "Консул"
    assert len(set_for["all_group_chats", "ru"]) == 10
    about = api.methods.descriptions
    assert "Embassy of Veldonia" in about["description", ""]
    assert "Вельдонии" in about["short_description", "ru"]


async def test_a_language_that_telegram_has_no_code_for_is_left_out(
    api: BotApi, bot: Bot, knowledge: Knowledge
) -> None:
    embassy = replace(knowledge.embassy, languages=("en", "kbd"))
    await introduce(bot, replace(knowledge, embassy=embassy))
    assert {code for _, code in api.methods.commands} == {"", "en"}


async def test_what_telegram_does_not_take_is_logged_and_the_rest_is_set(
    api: BotApi, bot: Bot, knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("setMyDescription", refusing(429, "Too Many Requests: retry after 9", retry_after=9))
    await introduce(bot, knowledge)
    assert "setMyDescription failed" in caplog.text
    assert ("short_description", "ru") in api.methods.descriptions


async def test_what_a_change_of_the_knowledge_changes_is_set_again_and_nothing_else(
    api: BotApi, bot: Bot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introducing, "_LOOK", 0.01)
    keeping = asyncio.create_task(keep_introduced(bot, desk))
    while len(api.calls.all) < 12 or not api.calls.all[-1].done:
        await asyncio.sleep(0.01)
    consul = desk.knowledge.topics["consul"]
    renamed = replace(
        consul, title=replace(consul.title, by_language={"en": "Consuls", "ru": "Консул"})
    )
    desk.knowledge = replace(desk.knowledge, topics={**desk.knowledge.topics, "consul": renamed})
    while len(api.calls.all) < 16 or not api.calls.all[-1].done:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    keeping.cancel()
    again = [call.method for call in api.calls.all[12:]]
    assert again == ["setMyCommands"] * 4, "for strangers and for English, with groups"
    titles = {one["command"]: one["description"] for one in api.methods.commands["", "en"]}
    assert titles["consul"] == "Consuls"


async def test_what_could_not_be_set_for_want_of_a_connection_is_tried_again(
    api: BotApi, bot: Bot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introducing, "_LATER", 0.01)
    api.fail("setMyDescription", bad_gateway())
    keeping = asyncio.create_task(keep_introduced(bot, desk))
    while len(api.methods.descriptions) < 6:
        await asyncio.sleep(0.01)
    keeping.cancel()
    assert api.methods.descriptions["description", ""]
