"""A reply of an HTTP/1.1 server, read from the bytes that have come so far."""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST = 32 * 1024 * 1024
"""Bytes of a reply that are taken: a hundred updates of the largest kind are a tenth of it."""
_LONGEST_HEAD = 64 * 1024
_STATUS = re.compile(rb"HTTP/1\.(?P<minor>[01]) (?P<status>[1-5]\d\d)(?: [^\r\n]*)?")
_SIZE = re.compile(rb"[0-9]{1,9}")
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,7}")
_EMPTY = (204, 304)


@dataclass(frozen=True)
class Reply:
    """What the server said, whole."""

    status: int
    body: bytes
    keeps: bool
    """Whether the connection may be used for another call."""


def reply_in(held: bytes, ended: bool = False) -> Reply | None:
    """The reply that these bytes are, or None where more of it is to come.

    `ended`: nothing more will come. Raises ValueError where it can be no reply, or is not whole.
    """
    if len(held) > LARGEST:
        raise ValueError("a reply that is too large")
    head, divided, rest = held.partition(b"\r\n\r\n")
    if not divided:
        if ended or len(head) > _LONGEST_HEAD:
            raise ValueError("a reply without a body")
        return None
    first, *lines = head.split(b"\r\n")
    status = _STATUS.fullmatch(first)
    if status is None:
        raise ValueError("no reply of HTTP")
    code = int(status["status"])
    if code < 200:
        # "Continue" and its like stand before the reply itself.
        return reply_in(rest, ended)
    headers = _headers(lines)
    stays = status["minor"] == b"1" and headers.get(b"connection", b"").lower() != b"close"
    body, left = (b"", rest) if code in _EMPTY else _body(headers, rest, ended)
    if body is None:
        if ended:
            raise ValueError("a reply that breaks off")
        return None
    return Reply(code, body, stays and not left and not ended)


def _headers(lines: list[bytes]) -> dict[bytes, bytes]:
    pairs = (line.partition(b":") for line in lines)
    return {name.lower(): value.strip() for name, _, value in pairs}


def _body(headers: dict[bytes, bytes], rest: bytes, ended: bool) -> tuple[bytes | None, bytes]:
    """The body, None when more of it is to come; and what follows it."""
    if b"transfer-encoding" in headers:
        if headers[b"transfer-encoding"].lower() != b"chunked":
            raise ValueError("a transfer encoding that was not asked for")
        return _unchunked(rest)
    if b"content-length" in headers:
        if not _SIZE.fullmatch(headers[b"content-length"]):
            raise ValueError("a length that is no number")
        size = int(headers[b"content-length"])
        return (rest[:size], rest[size:]) if len(rest) >= size else (None, b"")
    return (rest, b"") if ended else (None, b"")


def _unchunked(rest: bytes) -> tuple[bytes | None, bytes]:
    parts: list[bytes] = []
    at = 0
    while (end := rest.find(b"\r\n", at)) >= 0:
        size = rest[at:end].partition(b";")[0].strip()
        if not _CHUNK.fullmatch(size):
            raise ValueError("a chunk whose size is no number")
        begin, length = end + 2, int(size, 16)
        if not length:
            return _after_trailers(parts, rest, begin)
        at = begin + length + 2
        if len(rest) < at:
            break
        if rest[at - 2 : at] != b"\r\n":
            raise ValueError("a chunk that does not end where it says")
        parts.append(rest[begin : at - 2])
    return None, b""


def _after_trailers(parts: list[bytes], rest: bytes, at: int) -> tuple[bytes | None, bytes]:
    while (end := rest.find(b"\r\n", at)) >= 0:
        if end == at:
            return b"".join(parts), rest[end + 2 :]
        at = end + 2
    return None, b""
