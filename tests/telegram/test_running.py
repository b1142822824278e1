"""`python -m bot` as an operator starts it, seen from the other side of the Bot API."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.botapi import TOKEN, BotApi, Person

ROOT = Path(__file__).resolve().parents[2]
SECRET = TOKEN.partition(":")[2]


class Running:
    """A bot that was started; what it says goes to a file, so that it never waits for a reader."""

    def __init__(self, started: asyncio.subprocess.Process, told: Path) -> None:
        self.started = started
        self._told = told

    async def stopped(self, by: signal.Signals | None = None) -> tuple[int, str]:
        """Its exit status and all that it said, after a signal or by itself."""
        if by:
            self.started.send_signal(by)
        status = await asyncio.wait_for(self.started.wait(), 60)
        return status, self._told.read_text("utf-8")


@asynccontextmanager
async def bot(api: BotApi, folder: Path, **more: str) -> AsyncIterator[Running]:
    """The bot with the shipped knowledge; killed if it does not end by itself."""
    environment = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": api.url, "KNOWLEDGE_DIR": "knowledge"}
    environment |= {"DATA_DIR": str(folder / "data"), "EMBEDDINGS": "off", "LOG_LEVEL": "DEBUG"}
    command = (sys.executable, "-m", "bot")
    surroundings = {**os.environ, **environment, **more}
    with (folder / "told").open("wb") as told:
        started = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=surroundings, stdout=told, stderr=told
        )
    try:
        yield Running(started, folder / "told")
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


# What is asked, by command and in words, and what must stand in the answer.
PAGE = {
    "/contacts": "+44 20 3668 7474",
    "consular queries": "+44 (0) 203 668 7474",
    "/clock_moscow": "Moscow",
    "/clock_both": "hours ahead",
    "/counter_salisbury": "“days have passed since the Salisbury incident",
    "/counters_both": "12.03.2018",
    "/latest": "1 to 10 of 10",
    "/article": "It has 12 points",
    "/archive": "messages are held",
    "/help": "What is it about?",
    "/today": "Today is",
    "спасибо": "Пожалуйста",
    "/passport_child": "has not written an answer",
}


async def answer_to(api: BotApi, person: Person, asked: str) -> str:
    """What they are told; where the desk asks which of some they mean, they press the first."""
    person.says(asked)
    said = await api.next("sendMessage", seconds=60)
    if said.text in ("Which do you mean?", "Что из этого?"):
        person.presses(said.message, said.buttons[0][0])
        said = await api.next("sendMessage", seconds=60)
    return said.text


async def read_to_the_last_point(api: BotApi) -> None:
    """Opens the article and turns its pages."""
    citizen = api.person(42, "en")
    citizen.says("/article")
    article = await api.next("sendMessage", seconds=60)
    citizen.presses(article.message, "1")
    point = await api.next("sendMessage", seconds=30)
    for number in range(2, 13):
        citizen.presses(point.message, "Next part")
        point = await api.next("editMessageText", seconds=30)
        assert f"Point {number} of 12" in point.text


async def test_everything_on_the_page_is_answered_in_telegram(api: BotApi, tmp_path: Path) -> None:
    people = (api.person(number, "en") for number in range(50, 90))
    async with bot(api, tmp_path) as running:
        for (asked, expected), person in zip(PAGE.items(), people, strict=False):
            assert expected in await answer_to(api, person, asked), asked
        await read_to_the_last_point(api)
        status, told = await running.stopped(by=signal.SIGTERM)
    assert status == 0
    assert {call.refused for call in api.calls.of("sendMessage", "setMyCommands")} == {None}
    assert api.updates.unconfirmed() == []
    assert (tmp_path / "data" / "heartbeat").is_file()
    assert "Traceback" not in told
    assert "спасибо" not in told
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


async def test_a_wrong_token_is_one_sentence_and_a_status(api: BotApi, tmp_path: Path) -> None:
    wrong = {"BOT_TOKEN": "424242:another-secret", "LOG_LEVEL": "INFO"}
    async with bot(api, tmp_path, **wrong) as running:
        status, told = await running.stopped()
    assert status == 2
    assert told.count("BOT_TOKEN is wrong") == 1
    assert "another-secret" not in told
    assert "Traceback" not in told


async def test_it_starts_without_an_api_and_stops_on_ctrl_c(api: BotApi, tmp_path: Path) -> None:
    await api.close()
    async with bot(api, tmp_path) as running:
        while not (tmp_path / "data" / "heartbeat").exists():
            await asyncio.sleep(0.05)
        status, told = await running.stopped(by=signal.SIGINT)
    assert status == 0
    assert "Traceback" not in told
    assert SECRET not in told
