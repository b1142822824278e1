"""The calls that a bot made, and waiting for the next of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Call:
    """One call: its method, what was set in it, and what it got."""

    method: str
    fields: dict[str, Any]
    result: Any = None
    refused: str | None = None
    """The description of the refusal or fault that it met."""
    lost: bool = False
    """Its answer did not arrive, so that the bot does not know what came of it."""
    done: bool = False

    @property
    def message(self) -> dict[str, Any]:
        """The message that a good `sendMessage` or `editMessageText` left in the chat."""
        assert isinstance(self.result, dict), f"{self.method}: {self.refused}"
        return self.result

    @property
    def text(self) -> str:
        """The text of that message as its reader sees it."""
        return str(self.message["text"])

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of its buttons, row by row."""
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return [[button["text"] for button in row] for row in rows]


@dataclass
class Calls:
    """Every call in the order of arrival; `next` hands out each once."""

    all: list[Call] = field(default_factory=list)
    _handed_out: set[int] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, method: str, fields: dict[str, Any]) -> Call:
        """Notes a call that has just arrived."""
        call = Call(method, fields)
        self.all.append(call)
        return call

    def end(self, call: Call) -> None:
        """Notes that a call has got its answer."""
        call.done = True
        self._changed.set()

    def of(self, *methods: str) -> list[Call]:
        """The answered calls of some methods."""
        return [call for call in self.all if call.done and call.method in methods]

    async def next(self, *methods: str, seconds: float = 20.0) -> Call:
        """The next answered call of these methods that was not handed out yet."""
        async with asyncio.timeout(seconds):
            while True:
                self._changed.clear()
                for call in self.of(*methods):
                    if id(call) not in self._handed_out:
                        self._handed_out.add(id(call))
                        return call
                await self._changed.wait()
