"""What can go wrong with a call: replies of another kind, resets, slowness, half an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.botapi.refusals import Refusal


@dataclass(frozen=True)
class Reply:
    """Another reply in place of the right one; the call takes no effect."""

    status: int
    body: bytes
    kind: str = "application/json"


@dataclass(frozen=True)
class Drop:
    """The connection is reset, before the call took effect or after it."""

    after: bool = False


@dataclass(frozen=True)
class Slow:
    """The right reply, so many seconds late."""

    seconds: float


@dataclass(frozen=True)
class CutShort:
    """The call takes effect; its reply breaks off in the middle."""


Fault = Reply | Drop | Slow | CutShort


def refusing(code: int, description: str, **parameters: int) -> Reply:
    """A refusal in the API's own form."""
    return Reply(code, json.dumps(Refusal(code, description, **parameters).body()).encode())


def too_many(seconds: int | None = None) -> Reply:
    """A 429, with the time to wait or, as happens, without."""
    if seconds is None:
        return refusing(429, "Too Many Requests")
    return refusing(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def bad_gateway() -> Reply:
    """What a proxy before the API says when the API is away."""
    return Reply(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html")
