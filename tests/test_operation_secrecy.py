"""The token stays out of logs and exceptions, whoever writes them."""

from __future__ import annotations

import logging

import pytest
from aiogram import Bot
from aiogram.methods import GetMe
from aiohttp import InvalidURL

from bot.channels.telegram.session import LightSession
from bot.operation.secrecy import Secrecy

TOKEN = "424242:AAH-secret-of-freedonia"
SECRET = "AAH-secret-of-freedonia"


def test_every_form_of_the_token_is_blotted_out() -> None:
    secrecy = Secrecy(TOKEN)
    for text in (TOKEN, f"/bot{TOKEN}/getMe", f"424242%3A{SECRET}", f"the end is {SECRET}"):
        assert SECRET not in secrecy.hidden(text)


def test_a_short_secret_does_not_blot_out_ordinary_words() -> None:
    assert Secrecy("1:a").hidden("a day at 11:a") == "a day at 1[token]"


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO, logging.ERROR])
def test_no_record_of_any_logger_carries_it(level: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stranger = logging.getLogger("somebody.else")
    with Secrecy(TOKEN).over_logs():
        stranger.log(level, "POST /bot%s/getMe", TOKEN)
        stranger.log(level, "%s and %s", "one argument is missing")
        stranger.log(level, TOKEN, stack_info=True)
        try:
            try:
                raise OSError(f"https://api.example/bot{TOKEN}")
            except OSError as inner:
                raise InvalidURL(f"https://api.example/bot{TOKEN}") from inner
        except InvalidURL:
            stranger.log(level, "it failed", exc_info=True)
    assert "it failed" in caplog.text
    assert "InvalidURL" in caplog.text
    assert SECRET not in caplog.text


def test_afterwards_logs_are_as_before() -> None:
    before = logging.getLogRecordFactory()
    with Secrecy(TOKEN).over_logs():
        assert logging.getLogRecordFactory() is not before
    assert logging.getLogRecordFactory() is before


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://[bad", "http://no such host"])
async def test_an_exception_of_the_client_does_not_carry_it(base: str) -> None:
    bot = Bot(TOKEN, session=LightSession(base))
    with pytest.raises(Exception) as raised:
        await bot(GetMe())
    chain: list[BaseException] = [raised.value]
    while chain[-1].__context__ and not chain[-1].__suppress_context__:
        chain.append(chain[-1].__context__)
    assert all(SECRET not in f"{error!r} {error}" for error in chain)
    await bot.session.close()
