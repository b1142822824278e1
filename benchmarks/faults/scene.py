"""A bot as a process, a Bot API on loopback, and a folder for what the bot keeps."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from bot.ledger import Ledger
from bot.talk import Announcement, Drafted, Letter, Published, Subscribed, asker_in
from tests.botapi import TOKEN, BotApi, Call, Person
from tests.nursery import Child, Nursery

STAFF = 7
WINDOW = 4
QUESTION = "how do I reach the consul about aunt Philippa"
NAME = "Quincy Featherstonehaugh"
"""Everybody's name in these scenes: it must turn up in no log."""


@dataclass(frozen=True)
class Result:
    """What one test counted, and whether that is what was promised."""

    name: str
    faults: str
    counted: dict[str, float]
    passed: bool


@dataclass
class Scene:
    """One test's world."""

    api: BotApi
    nursery: Nursery
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    child: Child | None = None

    async def start(self, **settings: str) -> Child:
        """Starts a bot on the folder."""
        given = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": self.api.url,
            "KNOWLEDGE_DIR": "tests/embassy",
            "DATA_DIR": str(self.data),
            "EMBEDDINGS": "off",
            "SEND_RATE": "1000",
            "BROADCAST_RATE": "1000",
            "SEND_WINDOW": str(WINDOW),
            "STAFF_IDS": str(STAFF),
            "LOG_LEVEL": "DEBUG",
        }
        self.child = await self.nursery.start(
            {**given, **self.settings, **settings}, self.folder / "told"
        )
        return self.child

    async def kill(self) -> None:
        """Ends the bot without warning."""
        assert self.child is not None
        self.child.send(signal.SIGKILL)
        await self.child.ended()

    async def stop(self) -> int:
        """Ends the bot as an operator does; its exit status. Raises TimeoutError after 10 s."""
        assert self.child is not None
        self.child.send(signal.SIGTERM)
        return await self.child.ended(10)

    @property
    def data(self) -> Path:
        """The folder of what the bot keeps."""
        return self.folder / "data"

    def person(self, number: int, language: str = "en") -> Person:
        """Somebody who may write."""
        return self.api.person(number, language, NAME)

    def ask(self, people: range, text: str = "/contacts") -> None:
        """Each of these people asks once."""
        for number in people:
            self.person(number).says(text)

    def deliveries(self, wanted: Callable[[Call], bool] = lambda call: True) -> Counter[int]:
        """How many messages have taken effect in each chat, whatever the bot knows of it."""
        return Counter(
            int(call.fields["chat_id"])
            for call in self.api.calls.all
            if call.method == "sendMessage" and isinstance(call.result, dict) and wanted(call)
        )

    def refusals(self, code: str) -> Counter[int]:
        """How often a send to each chat met a refusal that begins so, and learned of it."""
        return Counter(
            int(call.fields["chat_id"])
            for call in self.api.calls.all
            if call.method == "sendMessage" and str(call.refused).startswith(code) and not call.lost
        )

    async def until(self, ready: Callable[[], bool], seconds: float = 60) -> bool:
        """Waits for something to become true; False when it does not in time."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not ready():
            if loop.time() > end:
                return False
            await asyncio.sleep(0.005)
        return True

    async def sent(self, more: int) -> bool:
        """Waits until so many more messages have taken effect."""
        begun = len(self.api.calls.all)

        def ready() -> bool:
            new = self.api.calls.all[begun:]
            done = [c for c in new if c.method == "sendMessage" and isinstance(c.result, dict)]
            return len(done) >= more

        return await self.until(ready)

    async def quiet(self, seconds: float = 0.6) -> None:
        """Waits until nothing has been sent for so long."""
        seen = -1
        while seen != (now := sum(self.deliveries().values())):
            seen = now
            await asyncio.sleep(seconds)

    async def subscribe(self, people: Iterable[int]) -> None:
        """These chats have asked to be told of everything; each may be written to."""
        chats = list(people)
        async with Ledger(self.data / "ledger.sqlite") as ledger:
            day = date(2024, 5, 14)
            await ledger.apply(
                Subscribed(asker_in(chat), "everything", "en", day) for chat in chats
            )
        for chat in chats:
            if chat > 0:
                self.api.chats.know(chat)

    async def publish(self, text: str = "The consul is back.") -> None:
        """Staff announce something, beside the running bot."""
        async with Ledger(self.data / "ledger.sqlite") as ledger:
            at, by, nonce = datetime.now(UTC), asker_in(STAFF), f"n{hash(text) % 10**8}"
            letters = (("en", Letter(0, text)),)
            await ledger.apply([Drafted(nonce, by, at, Announcement("text", letters))])
            await ledger.apply([Published(nonce, by, at)])

    async def asked(self) -> int:
        """How many questions the ledger has counted as answered."""
        async with Ledger(self.data / "ledger.sqlite") as ledger:
            return sum(times for _, times in await ledger.asked())

    def told(self) -> str:
        """Everything that the bots of this scene have logged."""
        if not (self.folder / "told").exists():
            return ""
        return (self.folder / "told").read_text("utf-8", "replace")


@dataclass
class Stage:
    """Where scenes are played, and what they left behind that nobody may read."""

    nursery: Nursery
    leaks: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0
    """Files that were searched."""

    @asynccontextmanager
    async def scene(self, **settings: str) -> AsyncIterator[Scene]:
        """A new world; at the end whatever still runs is killed, and what is left is searched."""
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            async with BotApi() as api:
                world = Scene(api, self.nursery, Path(folder), settings)
                try:
                    yield world
                finally:
                    if world.child and world.child.running:
                        await world.kill()
            self._search(world)

    def _search(self, world: Scene) -> None:
        """The token is in no file; names and questions are in no log."""
        secret = TOKEN.partition(":")[2].encode()
        for file in world.folder.rglob("*"):
            if file.is_file():
                self.looked_at += 1
                self.leaks["token in a file"] += file.read_bytes().count(secret)
        told = world.told()
        for name in (NAME, NAME.split()[1], QUESTION):
            self.leaks["names and questions in a log"] += told.count(name)
        self.leaks["tracebacks in a log"] += told.count("Traceback")
