"""People and groups on the other side, and what they do: it becomes updates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.botapi.server import BotApi

Raw = dict[str, Any]


@dataclass(frozen=True)
class Group:
    """A group that the bot is in."""

    api: BotApi
    id: int
    title: str = "Compatriots"

    @property
    def chat(self) -> Raw:
        """It as the API shows a chat."""
        return {"id": self.id, "type": "supergroup", "title": self.title}


@dataclass(frozen=True)
class Person:
    """Somebody with a private chat; `name` must turn up in no log."""

    api: BotApi
    id: int
    language: str | None = None
    name: str = "Harpo"

    @property
    def user(self) -> Raw:
        """They as the API shows a user."""
        told = {"id": self.id, "is_bot": False, "first_name": self.name}
        return told | ({"language_code": self.language} if self.language else {})

    @property
    def chat(self) -> Raw:
        """Their private chat."""
        return {"id": self.id, "type": "private", "first_name": self.name}

    def says(self, text: str, where: Group | None = None, **more: Any) -> Raw:
        """A text message, in private or in a group; `more` are further fields of the message."""
        return self.sends(where=where, text=text, **more)

    def sends(self, where: Group | None = None, **content: Any) -> Raw:
        """A message with any content: `photo=[...]`, `caption="..."`, `pinned_message={...}`."""
        chat = where.chat if where else self.chat
        message = self.api.chats.message(chat, {"from": self.user, **content})
        self.api.post("message", message)
        return message

    def edits(self, message: Raw, text: str) -> Raw:
        """Another text for a message that they wrote."""
        edited = {**message, "text": text, "edit_date": message["date"] + 1}
        self.api.chats.keep(edited)
        self.api.post("edited_message", edited)
        return edited

    def presses(self, message: Raw, label: str) -> str:
        """A press of the button with that label under the bot's message; the callback's id."""
        shown = self.api.chats.shown(message["chat"]["id"], message["message_id"])
        rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
        carried = [one["callback_data"] for row in rows for one in row if one["text"] == label]
        assert carried, f"no button {label!r} under {shown['text']!r}"
        return self.presses_data(shown, carried[0])

    def presses_data(self, message: Raw, data: str) -> str:
        """A press that carries `data`, though no button may have it any more."""
        query = {"id": self.api.new_callback(), "from": self.user, "chat_instance": "1"}
        self.api.post("callback_query", {**query, "message": message, "data": data})
        return str(query["id"])

    def blocks(self) -> None:
        """From now on the bot cannot write to them."""
        self.api.chats.refuse(self.id, 403, "Forbidden: bot was blocked by the user")
