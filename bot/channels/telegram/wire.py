"""Calls to one server by HTTP/1.1: POST, a body of JSON, connections that are kept open.

aiohttp can do far more, and took for each call as long as all else that an answer needs.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohappyeyeballs import start_connection
from certifi import where

from bot.channels.telegram.replies import Reply, reply_in

_TO_CONNECT = 10.0
_IDLE = 15.0
"""Seconds after which a connection that nobody used is not trusted any more."""
_MOST = 100
"""Calls under way at one time."""
_NEXT_ADDRESS = 0.25
"""Seconds after which a server that has several addresses is tried at the next one, too."""


class Broken(Exception):
    """No reply came, or not a whole one: what became of the call is not known."""


@dataclass(frozen=True)
class Server:
    """Where calls go."""

    host: str
    port: int
    path: str
    """What stands before the path of every call."""
    secure: bool

    @classmethod
    def at(cls, address: str) -> Server:
        """The server of an address that begins with `http://` or `https://`; raises ValueError."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or " " in parts.netloc:
            raise ValueError("an address must begin with http:// or https:// and name a host")
        secure = parts.scheme == "https"
        host = parts.hostname.encode("idna").decode() if ":" not in parts.hostname else ""
        port = parts.port or (443 if secure else 80)
        return cls(host or parts.hostname, port, parts.path.rstrip("/"), secure)

    @property
    def name(self) -> str:
        """As the server is told by what name it was called."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


class Wire:
    """Connections to one server, each for one call at a time."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._trusted = ssl.create_default_context(cafile=where()) if server.secure else None
        self._head = (
            f" HTTP/1.1\r\nHost: {server.name}\r\nUser-Agent: embassy-desk\r\n"
            "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: "
        )
        self._idle: list[_Connection] = []
        self._open: set[_Connection] = set()
        self._room = asyncio.Semaphore(_MOST)

    async def post(self, path: str, body: bytes, seconds: float) -> Reply:
        """What the server says to a body; raises Broken, TimeoutError or OSError."""
        head = f"POST {self._server.path}{path}{self._head}{len(body)}\r\n\r\n"
        async with self._room:
            connection = self._at_hand() or await self._connected()
            alarm = asyncio.get_running_loop().call_later(seconds, connection.give_up)
            try:
                reply = await connection.ask(head.encode("latin-1") + body)
            except BaseException:
                connection.abort()
                raise
            finally:
                alarm.cancel()
        if reply.keeps:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle.append(connection)
        else:
            connection.abort()
        return reply

    async def close(self) -> None:
        """Closes every connection."""
        for connection in list(self._open):
            connection.abort()
        # So that the event loop closes them before it ends.
        await asyncio.sleep(0)

    def _at_hand(self) -> _Connection | None:
        """The connection that was used last: it is the likeliest to be open still."""
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open and now - connection.idle_since < _IDLE:
                return connection
            connection.abort()
        return None

    async def _connected(self) -> _Connection:
        server, loop = self._server, asyncio.get_running_loop()
        async with asyncio.timeout(_TO_CONNECT):
            places = await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
            reached = await start_connection(
                places, happy_eyeballs_delay=_NEXT_ADDRESS, interleave=1
            )
            _, connection = await loop.create_connection(
                lambda: _Connection(self._open),
                sock=reached,
                ssl=self._trusted,
                server_hostname=server.host if self._trusted else None,
            )
        return connection


class _Connection(asyncio.Protocol):
    """One connection; it is `open_ones`' as long as it is open."""

    def __init__(self, open_ones: set[_Connection]) -> None:
        self.idle_since = 0.0
        self._open_ones = open_ones
        self._transport: asyncio.Transport | None = None
        self._held = b""
        self._reply: asyncio.Future[Reply] | None = None

    @property
    def is_open(self) -> bool:
        """Whether another call may be tried."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes) -> Reply:
        """The reply to a request; raises Broken or TimeoutError."""
        self._reply, self._held = asyncio.get_running_loop().create_future(), b""
        if self._transport is None:
            raise Broken("closed")
        self._transport.write(request)
        return await self._reply

    def give_up(self) -> None:
        """The reply has taken too long."""
        self._fail(TimeoutError())

    def abort(self) -> None:
        """Closes it at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open_ones.add(self)

    def data_received(self, data: bytes) -> None:
        """Some of a reply has come."""
        if self._reply is None or self._reply.done():
            # Nobody asked: whatever this is, it is no reply to the next call.
            self.abort()
            return
        self._held = self._held + data if self._held else data
        self._look(ended=False)

    def eof_received(self) -> None:
        """Nothing more will come."""
        if self._reply is not None and not self._reply.done():
            self._look(ended=True)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed."""
        self._transport = None
        self._open_ones.discard(self)
        self._fail(Broken(type(exc).__name__ if exc else "closed"))

    def _look(self, ended: bool) -> None:
        try:
            reply = reply_in(self._held, ended)
        except ValueError as strange:
            self._fail(Broken(str(strange)))
            return
        if reply is not None and self._reply is not None:
            self._held = b""
            self._reply.set_result(reply)

    def _fail(self, error: Exception) -> None:
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(error)
