"""What a raw update of Telegram says: a message spoken, a button pressed, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from bot.rendering.buttons import WHY
from bot.rendering.markup import speakable

Raw = Mapping[str, Any]
"""An update or a part of one, as JSON; of any shape, so whoever reads one catches everything."""

# What people send instead of words. What a chat says of itself (a pin, a join) is not among them.
_PICTURES = {"photo", "video", "animation", "sticker", "story", "paid_media", "document"}
_SOUNDS = {"voice", "audio", "video_note"}
_WORDLESS = _PICTURES | _SOUNDS | {"location", "venue", "contact", "poll", "dice", "checklist"}

_NOT_THEIR_OWN = {"forward_origin", "forward_date", "via_bot", "sender_chat", "edit_date"}
"""What marks a message as not written by its sender here and now."""

ANONYMOUS = 1087968824
"""An administrator who writes in the name of the group; Telegram counts it as a bot."""

_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?P<rest>(?:\s.*)?)", re.DOTALL)


@dataclass(frozen=True)
class Me:
    """The bot itself, as Telegram knows it."""

    id: int
    username: str = ""


@dataclass(frozen=True)
class Spoken:
    """A message to the bot. Its text is empty when it has none, as a photo without a caption."""

    chat: int
    message: int
    text: str
    private: bool
    sender: int
    language: str | None = None
    about: str | None = None
    genuine: bool = True
    """Written by the sender here and now: neither forwarded nor sent for someone else."""
    album: str | None = None
    fleeting: ClassVar[bool] = False


@dataclass(frozen=True)
class Pressed:
    """A press of a button under one of the bot's messages."""

    id: str
    chat: int
    message: int
    asks: str
    private: bool
    sender: int
    language: str | None = None
    about: str | None = None
    answered: int | None = None
    """The message that the bot's message replied to."""
    question: str | None = None
    """The text of that message, where it can still be read."""
    fleeting: ClassVar[bool] = False


@dataclass(frozen=True)
class Inquired:
    """Words that somebody writes behind the bot's name in any chat, before they send anything."""

    id: str
    chat: int
    """Whoever writes: Telegram does not say where."""
    words: str
    language: str | None = None
    fleeting: ClassVar[bool] = True


Arrived = Spoken | Pressed
"""What is answered with letters."""


def read_update(update: Raw, me: Me) -> Arrived | Inquired | None:
    """What has arrived; None where a person would keep silent.

    Raises whatever comes of it on a strange shape.
    """
    if "message" in update:
        return _spoken(update["message"], me)
    if "callback_query" in update:
        return _pressed(update["callback_query"], me)
    if "inline_query" in update:
        query = update["inline_query"]
        sender = query["from"]
        words = str(query.get("query", ""))
        return Inquired(str(query["id"]), int(sender["id"]), words, _language(sender))
    return None


def _spoken(message: Raw, me: Me) -> Spoken | None:
    chat, sender = message["chat"], message.get("from") or {}
    private = chat["type"] == "private"
    if not _is_from_a_person(message, sender, me) or chat["type"] == "channel":
        return None
    text = _words(message)
    if not private and not _is_addressed(message, text, me):
        return None
    text = _question(text, me)
    if not text and not _may_be_wordless(message, private):
        return None
    return Spoken(
        chat=int(chat["id"]),
        message=int(message["message_id"]),
        text=text,
        private=private,
        sender=int(sender.get("id", 0)),
        language=_language(sender),
        about=_about(message.get("reply_to_message")),
        genuine=_NOT_THEIR_OWN.isdisjoint(message),
        album=message.get("media_group_id"),
    )


def _language(sender: Raw) -> str | None:
    code = sender.get("language_code")
    return code if isinstance(code, str) else None


def _is_from_a_person(message: Raw, sender: Raw, me: Me) -> bool:
    if message.get("is_automatic_forward") or (message.get("via_bot") or {}).get("id") == me.id:
        return False
    return not sender.get("is_bot") or sender["id"] == ANONYMOUS


def _may_be_wordless(message: Raw, private: bool) -> bool:
    return private and not _WORDLESS.isdisjoint(message)


def _words(message: Raw) -> str:
    return speakable(str(message.get("text") or message.get("caption") or "")).strip()


def _is_addressed(message: Raw, text: str, me: Me) -> bool:
    """In a group: a command that is not another bot's, a mention, or a reply to the bot."""
    command = _COMMAND.fullmatch(text)
    if command:
        return command["bot"] is None or command["bot"].lower() == me.username.lower()
    replied_to = (message.get("reply_to_message") or {}).get("from") or {}
    return replied_to.get("id") == me.id or bool(_mention(me).search(text))


def _question(text: str, me: Me) -> str:
    """The text without the bot's own name in it; of a mere mention, the menu."""
    command = _COMMAND.fullmatch(text)
    if command:
        return f"/{command['name']}{command['rest']}".strip()
    without = _mention(me).sub("", text).strip()
    return "/help" if text and not without else without


@cache
def _mention(me: Me) -> re.Pattern[str]:
    name = re.escape(me.username) if me.username else "(?!)"
    return re.compile(rf"\s*(?<!\w)@{name}(?!\w)", re.IGNORECASE)


def _pressed(query: Raw, me: Me) -> Pressed | None:
    message, sender = query.get("message"), query["from"]
    if not message or not query.get("data"):
        return None
    answered = message.get("reply_to_message") or {}
    return Pressed(
        id=str(query["id"]),
        chat=int(message["chat"]["id"]),
        message=int(message["message_id"]),
        asks=str(query["data"]),
        private=message["chat"].get("type") == "private",
        sender=int(sender["id"]),
        language=_language(sender),
        about=_about(message),
        answered=int(answered["message_id"]) if answered else None,
        question=_question(_words(answered), me) or None,
    )


def _about(message: Raw | None) -> str | None:
    """What a message of the bot was about, as its "Where from" button says."""
    for row in ((message or {}).get("reply_markup") or {}).get("inline_keyboard", ()):
        for button in row:
            data = str(button.get("callback_data") or "")
            if data.startswith(WHY):
                return data.removeprefix(WHY).strip() or None
    return None
