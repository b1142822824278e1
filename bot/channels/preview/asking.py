"""What the page asks, read with suspicion: a question and the circumstances it is asked in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.talk import Heard


class Unasked(Exception):
    """That is no question; the message says why."""


@dataclass(frozen=True)
class Asking:
    """A question of the page, and the message whose button asked it."""

    heard: Heard
    on_about: str | None = None
    """What that message's `/why` names."""
    on_reply: bool = False
    """That message answered words that somebody typed."""


_YEARS = range(1900, 2200)
_READER = re.compile(r"[a-z0-9]{1,32}")


def asking_from(body: Any) -> Asking:
    """The question in a JSON body; raises Unasked."""
    if not isinstance(body, dict):
        raise Unasked("a question is an object with a text")
    text = _text(body, "text")
    if text is None:
        raise Unasked("there is no text")
    reader = _text(body, "reader") or ""
    if reader and not _READER.fullmatch(reader):
        raise Unasked("reader: small letters and digits, at most 32")
    on = body.get("on") or {}
    if not isinstance(on, dict):
        raise Unasked("on: an object was expected")
    heard = Heard(
        text,
        asker=f"preview:{reader}" if reader else "",
        hint=_text(body, "language"),
        about=_text(body, "about") or _text(on, "about"),
        at=_moment(_text(body, "at")),
        before=_text(on, "question"),
    )
    return Asking(heard, _text(on, "about"), _text(on, "question") is not None)


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Unasked(f"{name}: a text was expected")
    # Half a letter, which JSON can carry and nothing else can.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(text: str | None) -> datetime | None:
    """A moment, in the embassy's zone when it names no offset."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unasked(f"at: {text!r} is not a moment like 2020-01-17T20:01") from None
    if moment.year not in _YEARS:
        raise Unasked(f"at: a year from {_YEARS[0]} to {_YEARS[-1]}")
    return moment
