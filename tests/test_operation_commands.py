"""The operator's commands as they are typed, some of them beside a running bot."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import __version__
from tests.botapi import TOKEN, BotApi, Person
from tests.conftest import EMBASSY

ROOT = Path(__file__).resolve().parent.parent
SECRET = TOKEN.partition(":")[2]


@dataclass
class Machine:
    """A machine of an operator: a data folder, and a Bot API that is reached from it."""

    api: BotApi
    data: Path
    more: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """The settings as environment variables."""
        settings = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": self.api.url,
            "KNOWLEDGE_DIR": str(EMBASSY),
            "DATA_DIR": str(self.data),
            "EMBEDDINGS": "off",
        }
        return {**os.environ, **settings, **self.more}

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """Start `python -m bot ...`."""
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=ROOT,
            env=self.environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def done(self, *words: str) -> tuple[int, str]:
        """Status and output of a command."""
        running = await self.start(*words)
        told, _ = await running.communicate()
        return running.returncode or 0, told.decode()

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The bot; killed in the end if it is still there."""
        running = await self.start()
        try:
            yield running
        finally:
            if running.returncode is None:
                running.kill()
            await running.communicate()

    async def asked(self, person: Person, *texts: str) -> str:
        """What the bot says to the last of these."""
        for text in texts:
            person.says(text)
            # A start takes long where many tests run side by side.
            said = await self.api.next("sendMessage", seconds=120)
        return said.text


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    async with BotApi() as api:
        yield Machine(api, tmp_path / "data")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_the_drill_with_a_running_bot_backup_kill_restore_and_on(
    machine: Machine, tmp_path: Path
) -> None:
    kept, citizen = tmp_path / "kept", machine.api.person(42, "en")
    async with machine.bot() as running:
        await machine.asked(citizen, "/language ru")
        status, told = await machine.done("backup", str(kept))
        assert status == 0, told
        status, told = await machine.done("restore", str(kept))
        assert status == 75, "a running bot keeps a restore out"
        assert len(told.splitlines()) == 1
        running.kill()
    for path in machine.data.glob("ledger.sqlite*"):
        path.unlink()
    status, told = await machine.done("restore", str(kept))
    assert status == 0, told
    assert "Restored from" in told
    async with machine.bot():
        assert "понедельникам" in await machine.asked(citizen, "/opening")


async def test_a_running_bot_is_seen_to_be_well_and_tells_nothing_of_those_who_ask(
    machine: Machine,
) -> None:
    port, zeppo = free_port(), machine.api.person(42, "en", name="Zeppo Marx")
    machine.more = {"HEALTH_PORT": str(port), "LOG_LEVEL": "DEBUG"}
    async with machine.bot() as running:
        asked = ("where is my lost umbrella", "/contacts", "/language ru", "/why consul")
        await machine.asked(zeppo, *asked)
        told = await watched(f"http://127.0.0.1:{port}")
        assert 'desk_questions_total{language="en",outcome="sure"}' in told
        assert "desk_answer_seconds_count 4.0" in told
        status, said = await machine.done("doctor", "--json")
        assert status == 0, said
        kept = [machine.data, *machine.data.rglob("*")]
        assert {"ledger.sqlite", "archive.sqlite", "heartbeat"} <= {path.name for path in kept}
        assert [path for path in kept if path.stat().st_mode & 0o077] == []
        running.send_signal(signal.SIGTERM)
        log = (await running.communicate())[0].decode()
    assert running.returncode == 0
    assert all(json.loads(line)["level"] for line in log.splitlines())
    for word in ("umbrella", "Zeppo", SECRET):
        assert word not in log + told + said


async def watched(address: str) -> str:
    """The numbers of a bot that is alive."""
    async with ClientSession() as session:
        async with session.get(f"{address}/healthz") as reply:
            assert (reply.status, (await reply.json())["alive"]) == (200, True)
        async with session.get(f"{address}/metrics") as reply:
            return await reply.text()


async def test_doctor_ends_with_one_when_something_is_to_be_done(machine: Machine) -> None:
    machine.more = {"BOT_TOKEN": ""}
    status, told = await machine.done("doctor")
    assert status == 1
    (line,) = [line for line in told.splitlines() if not line.startswith("good  ")]
    assert line.startswith("look  token: ")


async def test_there_must_be_something_to_back_up(machine: Machine, tmp_path: Path) -> None:
    status, told = await machine.done("backup", str(tmp_path / "kept"))
    assert status == 1
    assert told.startswith("there is nothing to back up")
    assert len(told.splitlines()) == 1


async def test_the_version_is_said(machine: Machine) -> None:
    assert await machine.done("--version") == (0, f"{__version__}\n")
