"""The channel under test: the real desk, the real client, and a Bot API on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels import telegram
from bot.channels.telegram import polling, serve, session
from bot.delivery import patience
from bot.desk import Desk
from bot.settings import Settings
from tests.botapi import BotApi, Person

STAFF = 7


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause after a failure is as long as a test can wait."""
    monkeypatch.setattr(telegram, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(session, "_UNSAID_PATIENCE", 0)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API with one bot."""
    async with BotApi() as api:
        yield api


@pytest.fixture
def settings(api: BotApi, tmp_path: Path) -> Settings:
    """What the operator would set to use it."""
    return Settings(
        bot_token=SecretStr(api.token),
        telegram_api_base=api.url,
        data_dir=tmp_path / "data",
        staff_ids=frozenset({STAFF}),
    )


@pytest.fixture
async def channel(settings: Settings, desk: Desk) -> AsyncIterator[None]:
    """The channel running, and stopped as a signal stops it."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings, desk, stop))
    yield
    stop.set()
    assert await serving == 0


@pytest.fixture
def citizen(api: BotApi) -> Person:
    """Somebody whose app speaks English."""
    return api.person(42, language="en")


@pytest.fixture
def russian(api: BotApi) -> Person:
    """Somebody whose app speaks Russian."""
    return api.person(43, language="ru")
