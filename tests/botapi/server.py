"""The server: HTTP on loopback, the token, faults, and the record of every call."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.botapi.calls import Call, Calls
from tests.botapi.chats import Chats
from tests.botapi.faults import CutShort, Drop, Fault, Reply, Slow
from tests.botapi.methods import Methods
from tests.botapi.people import Group, Person
from tests.botapi.queue import Updates
from tests.botapi.refusals import Refusal

TOKEN = "424242:AAH-loopback-secret-of-freedonia"

_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)


class BotApi:
    """One bot's API; an async context manager. `url` is its base address."""

    def __init__(self, token: str = TOKEN, username: str = "FreedoniaBot") -> None:
        self.token = token
        number = int(token.partition(":")[0])
        self.bot = {"id": number, "is_bot": True, "first_name": "Desk", "username": username}
        self.chats = Chats(self.bot)
        self.methods = Methods(self.bot, self.chats)
        self.updates = Updates()
        self.calls = Calls()
        self.url = ""
        self.weather: Callable[[str], Fault | None] = lambda method: None
        """The fault, if any, that a call of a method meets by chance."""
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._numbers = count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> BotApi:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def open(self, port: int = 0) -> None:
        """Listens on loopback, on any free port unless one is named."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._respond)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, reuse_address=True)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Stops listening; what it remembers stays, and it may be opened again."""
        if self._runner:
            await self._runner.cleanup()

    def person(self, number: int, language: str | None = None, name: str = "Harpo") -> Person:
        """Somebody who may write to the bot."""
        return Person(self, number, language, name)

    def group(self, number: int = -100123, title: str = "Compatriots") -> Group:
        """A group that the bot is in."""
        return Group(self, number, title)

    def post(self, kind: str, content: dict[str, Any]) -> int:
        """An update for the bot; its id."""
        return self.updates.add(kind, content)

    def new_callback(self) -> str:
        """The id of a press or an inline query that waits for an answer."""
        number = f"callback{next(self._numbers)}"
        self.methods.callbacks.add(number)
        return number

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of a method meet these faults, one each."""
        self._faults[method.lower()].extend(faults)

    async def next(self, *methods: str, seconds: float = 20.0) -> Call:
        """The next call of these methods that got its answer, each handed out once."""
        return await self.calls.next(*methods, seconds=seconds)

    def sent(self) -> list[str]:
        """The texts that were sent or edited, in order, as readers see them."""
        done = self.calls.of("sendMessage", "editMessageText")
        return [call.text for call in done if isinstance(call.result, dict)]

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        call = self.calls.begin(method, await _fields_of(request))
        faults = self._faults[method.lower()]
        fault = faults.popleft() if faults else self.weather(method)
        try:
            return await self._replied(request, call, fault)
        finally:
            self.calls.end(call)

    async def _replied(
        self, request: web.Request, call: Call, fault: Fault | None
    ) -> web.StreamResponse:
        match fault:
            case Reply():
                call.refused = f"fault {fault.status}"
                return web.Response(status=fault.status, body=fault.body, content_type=fault.kind)
            case Drop(after=False):
                call.refused = "dropped"
                return _dropped(request)
            case Slow():
                await asyncio.sleep(fault.seconds)
        reply = await self._outcome(request.match_info["token"], call)
        call.lost = isinstance(fault, CutShort | Drop)
        match fault:
            case Drop(after=True):
                return _dropped(request)
            case CutShort():
                return await _cut_short(request, reply)
        return reply

    async def _outcome(self, token: str, call: Call) -> web.Response:
        try:
            call.result = await self._result(token, call)
        except Refusal as refusal:
            call.refused = refusal.description
            return web.json_response(refusal.body(), status=refusal.code)
        return web.json_response({"ok": True, "result": call.result})

    async def _result(self, token: str, call: Call) -> Any:
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        if call.method.lower() != "getupdates":
            return self.methods.call(call.method, call.fields)
        if self.methods.webhook:
            raise Refusal(409, _WEBHOOK)
        return await self.updates.get(call.fields)


async def _fields_of(request: web.Request) -> dict[str, Any]:
    """The fields of a call, sent as JSON, as a form or in the address."""
    if request.content_type == "application/json":
        told = await request.json()
        return told if isinstance(told, dict) else {}
    return {
        name: _value(str(text)) for name, text in {**request.query, **await request.post()}.items()
    }


def _value(text: str) -> Any:
    if text[:1] in "[{" or text in ("true", "false"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _dropped(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _cut_short(request: web.Request, reply: web.Response) -> web.StreamResponse:
    body = bytes(reply.body) if isinstance(reply.body, bytes) else b"{}"
    started = web.StreamResponse(headers={"Content-Length": str(len(body))})
    started.content_type = "application/json"
    await started.prepare(request)
    await started.write(body[: len(body) // 2])
    return _dropped(request)
