"""A Bot API that costs next to nothing, so that what is measured is the bot."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs

_ME = {"id": 424242, "is_bot": True, "first_name": "Desk", "username": "DeskBot"}
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
_MOST = 100


class Api:
    """Hands out what was posted, and notes when each chat was answered."""

    def __init__(self) -> None:
        self.url = ""
        self.answered: dict[int, float] = {}
        """By chat, the loop's time at which its first message came."""
        self.polled = asyncio.Event()
        """Set by the first getUpdates."""
        self._waiting: list[dict[str, Any]] = []
        self._poll: asyncio.Future[None] | None = None
        self._number = 1000

    async def open(self) -> None:
        """Listens on any free port of loopback."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Listens no more."""
        self._server.close()

    def post(self, chats: range, text: str) -> None:
        """One private message in each of these chats."""
        for chat in chats:
            self._number += 1
            sender = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
            place = {"id": chat, "type": "private", "first_name": "A"}
            entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
            message = {"message_id": self._number, "date": 1700000000, "chat": place}
            message |= {"from": sender, "text": text, "entities": entities}
            self._waiting.append({"update_id": self._number, "message": message})
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    async def called(self, method: str, told: dict[str, Any]) -> Any:
        """The result of a call."""
        if method == "getUpdates":
            return await self._updates(told)
        if method == "sendMessage":
            chat = int(told["chat_id"])
            self.answered.setdefault(chat, asyncio.get_running_loop().time())
            self._number += 1
            place = {"id": chat, "type": "private", "first_name": "A"}
            sent = {"message_id": self._number, "date": 1700000000, "chat": place, "from": _ME}
            return {**sent, "text": told["text"]}
        return _ME if method == "getMe" else True

    async def _updates(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        self.polled.set()
        offset = int(told.get("offset") or 0)
        self._waiting = [each for each in self._waiting if each["update_id"] >= offset]
        if not self._waiting:
            self._poll = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(self._poll, float(told.get("timeout") or 0))
            except TimeoutError:
                return []
        return self._waiting[:_MOST]


class _Connection(asyncio.Protocol):
    """One connection that is kept open, as a client's pool does."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._held = b""
        self._calls: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remembers where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request that is whole."""
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            head = self._held[:end].decode("latin-1")
            lines = head.split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:])
            size = int(headers.get("content-length", 0))
            if len(self._held) < end + 4 + size:
                return
            body, self._held = self._held[end + 4 : end + 4 + size], self._held[end + 4 + size :]
            method = lines[0].split(" ")[1].split("?")[0].rsplit("/", 1)[1]
            call = asyncio.ensure_future(self._answer(method, _fields(body, headers)))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)

    async def _answer(self, method: str, told: dict[str, Any]) -> None:
        body = json.dumps({"ok": True, "result": await self._api.called(method, told)}).encode()
        if not self._transport.is_closing():
            self._transport.write(_HEAD % (len(body), body))


def _fields(body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    kind = headers.get("content-type", "")
    if "json" in kind:
        told = json.loads(body)
        return told if isinstance(told, dict) else {}
    if "multipart" in kind:
        boundary = kind.partition("boundary=")[2].strip('"').encode()
        parts = (part.partition(b"\r\n\r\n") for part in body.split(b"--" + boundary))
        return {_name(head): text[:-2].decode() for head, _, text in parts if b'name="' in head}
    return {name: texts[0] for name, texts in parse_qs(body.decode()).items()}


def _name(head: bytes) -> str:
    return head.partition(b'name="')[2].partition(b'"')[0].decode()
