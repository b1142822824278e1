"""Calls over HTTP: replies however they are cut, connections that are kept, and what goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.replies import reply_in
from bot.channels.telegram.wire import Broken, Server, Wire

_BODY = b'{"ok": true, "result": []}'
_WITH_LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n" + _BODY
_IN_CHUNKS = (
    b"HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
    b"5;x=1\r\n" + _BODY[:5] + b"\r\n15\r\n" + _BODY[5:] + b"\r\n0\r\nTrailer: x\r\n\r\n"
)
_AFTER_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n" + _WITH_LENGTH
_UNTIL_THE_END = b"HTTP/1.0 502 Bad Gateway\r\nServer: x\r\n\r\n<html>away</html>"

Speaker = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def served(speak: Speaker) -> AsyncIterator[Wire]:
    """A wire to a server that speaks so on each connection."""

    async def speak_and_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await speak(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(speak_and_close, "127.0.0.1", 0)
    wire = Wire(Server.at(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"))
    try:
        yield wire
    finally:
        await wire.close()
        server.close()


async def asked(reader: asyncio.StreamReader) -> bytes:
    """One whole request."""
    head = await reader.readuntil(b"\r\n\r\n")
    (size,) = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    return head + await reader.readexactly(int(size.partition(b":")[2]))


@pytest.mark.parametrize("whole", [_WITH_LENGTH, _IN_CHUNKS, _AFTER_CONTINUE])
def test_a_reply_is_there_with_its_last_byte_and_not_before(whole: bytes) -> None:
    for end in range(len(whole)):
        assert reply_in(whole[:end]) is None
    reply = reply_in(whole)
    assert reply is not None
    assert (reply.status, reply.body, reply.keeps) == (200, _BODY, True)


def test_a_reply_without_a_length_lasts_until_the_connection_ends() -> None:
    assert reply_in(_UNTIL_THE_END) is None
    reply = reply_in(_UNTIL_THE_END, ended=True)
    assert reply is not None
    assert (reply.status, reply.body, reply.keeps) == (502, b"<html>away</html>", False)


@pytest.mark.parametrize("whole", [_WITH_LENGTH, _IN_CHUNKS, _AFTER_CONTINUE])
def test_a_reply_that_breaks_off_is_none(whole: bytes) -> None:
    for end in range(len(whole)):
        with pytest.raises(ValueError, match="reply"):
            reply_in(whole[:end], ended=True)


@pytest.mark.parametrize(
    "strange",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 999 Odd\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1e3\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        b"x" * 70_000,
    ],
)
def test_what_is_no_reply_is_refused(strange: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        reply_in(strange)


@given(st.binary(max_size=300), st.booleans())
def test_whatever_comes_is_a_reply_or_refused_or_waited_for(noise: bytes, ended: bool) -> None:
    for held in (noise, b"HTTP/1.1 200 OK\r\n" + noise, _IN_CHUNKS[:46] + noise):
        try:
            reply = reply_in(held, ended)
        except ValueError:
            continue
        assert reply is None or 200 <= reply.status < 600


def test_what_follows_a_reply_makes_its_connection_unfit() -> None:
    reply = reply_in(_WITH_LENGTH + b"more")
    assert reply is not None
    assert not reply.keeps


async def test_calls_that_follow_each_other_share_a_connection() -> None:
    connections: list[list[bytes]] = []

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append([])
        while True:
            connections[-1].append(await asked(reader))
            writer.write(_IN_CHUNKS)

    async with served(speak) as wire:
        for number in range(3):
            reply = await wire.post("/bot1:x/getMe", b"%d" % number, 5)
            assert reply.body == _BODY
    assert len(connections) == 1
    assert [said.rpartition(b"\r\n\r\n")[2] for said in connections[0]] == [b"0", b"1", b"2"]
    assert connections[0][0].startswith(b"POST /bot1:x/getMe HTTP/1.1\r\nHost: 127.0.0.1:")


async def test_a_connection_that_the_server_has_closed_is_not_used_again() -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(_WITH_LENGTH)

    async with served(speak) as wire:
        for _ in range(3):
            assert (await wire.post("/x", b"{}", 5)).status == 200
            await asyncio.sleep(0.05)


async def test_a_reply_that_does_not_come_in_time_is_given_up() -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with served(speak) as wire:
        with pytest.raises(TimeoutError):
            await wire.post("/x", b"{}", 0.05)


@pytest.mark.parametrize("said", [b"", _WITH_LENGTH[:-3], _IN_CHUNKS[:-3], b"<html>no</html>"])
async def test_what_became_of_a_call_is_not_known_without_its_whole_reply(said: bytes) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(said)

    async with served(speak) as wire:
        with pytest.raises(Broken):
            await wire.post("/x", b"{}", 5)


async def test_what_nobody_asked_for_is_no_reply_to_the_next_call() -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(_WITH_LENGTH)
        await asyncio.sleep(0.05)
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        await reader.read()

    async with served(speak) as wire:
        assert (await wire.post("/x", b"{}", 5)).status == 200
        await asyncio.sleep(0.15)
        assert (await wire.post("/x", b"{}", 5)).status == 200


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://api.telegram.org", "api.telegram.org"),
        ("http://127.0.0.1:8081/", "127.0.0.1:8081"),
        ("http://[::1]:8081", "[::1]:8081"),
        ("https://пример.example", "xn--e1afmkfd.example"),
    ],
)
def test_a_server_is_told_by_what_name_it_was_called(address: str, name: str) -> None:
    assert Server.at(address).name == name


@pytest.mark.parametrize("address", ["", "ftp://x", "http://", "http://no such host", "http://[b"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Server.at(address)
