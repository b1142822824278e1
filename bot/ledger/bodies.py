"""Letters and announcements as the ledger keeps them: JSON, without what has its own column."""

from __future__ import annotations

import json
from typing import Any

from bot.talk import Announcement, Button, Edit, Letter, Rows

Sent = Letter | Edit
"""What may wait in the outbox."""


def body_of(sent: Sent) -> str:
    """A letter or an edit as JSON, without its chat."""
    told: dict[str, Any] = {"text": sent.text}
    if sent.buttons:
        told["buttons"] = [[_button_as_told(each) for each in row] for row in sent.buttons]
    if sent.preview:
        told["preview"] = True
    if isinstance(sent, Edit):
        told["message"] = sent.message
    elif sent.reply_to is not None:
        told["reply_to"] = sent.reply_to
    return json.dumps(told, ensure_ascii=False)


def sent_of(body: str, chat: int) -> Sent:
    """The letter or edit of a body, for a chat; the reverse of `body_of`."""
    told = json.loads(body)
    text, buttons = told["text"], _rows(told.get("buttons", ()))
    preview = told.get("preview", False)
    if "message" in told:
        return Edit(chat, told["message"], text, buttons, preview)
    return Letter(chat, text, buttons, told.get("reply_to"), preview)


def _button_as_told(button: Button) -> dict[str, str]:
    return {name: value for name, value in vars(button).items() if value is not None}


def _rows(told: Any) -> Rows:
    return tuple(tuple(Button(**button) for button in row) for row in told)


def letters_as_told(announcement: Announcement) -> str:
    """The letters of an announcement by language, the first first."""
    return json.dumps([[language, body_of(each)] for language, each in announcement.letters])


def announcement_as_told(announcement: Announcement) -> str:
    """An announcement as JSON."""
    told = vars(announcement) | {
        "letters": [[language, body_of(letter)] for language, letter in announcement.letters],
        "stems": sorted(announcement.stems),
    }
    return json.dumps(told, ensure_ascii=False)


def announcement_of(told: str) -> Announcement:
    """The reverse of `announcement_as_told`."""
    fields = json.loads(told)
    letters = tuple((language, sent_of(body, 0)) for language, body in fields["letters"])
    said = tuple((language, text) for language, text in fields["said"])
    return Announcement(
        **{**fields, "letters": letters, "said": said, "stems": frozenset(fields["stems"])}
    )
