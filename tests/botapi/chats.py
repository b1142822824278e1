"""Chats and the messages in them, as the server remembers them."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.botapi.refusals import Refusal, bad

Raw = dict[str, Any]

_START = 1_579_291_260  # 17.01.2020 20:01 UTC; each message a second later


class Chats:
    """Every chat that somebody wrote in, its messages, and whether the bot may write there."""

    def __init__(self, bot: Raw) -> None:
        self.everybody = False
        """Whether the bot may write to anybody, as if all of them had pressed Start."""
        self._bot = bot
        self._numbers = count(1)
        self._messages: dict[tuple[int, int], Raw] = {}
        self._known: dict[int, Raw] = {}
        self._refused: dict[int, Refusal] = {}

    def message(self, chat: Raw, content: Raw) -> Raw:
        """A new message in a chat, kept."""
        number = next(self._numbers)
        message = {"message_id": number, "date": _START + number, "chat": chat, **content}
        self._known[chat["id"]] = chat
        return self.keep(message)

    def know(self, number: int) -> None:
        """A private chat that the bot may write to, as if somebody had pressed Start there."""
        self._known[number] = {"id": number, "type": "private", "first_name": "Harpo"}

    def keep(self, message: Raw) -> Raw:
        """Puts a message in place of the one with its number."""
        self._messages[message["chat"]["id"], message["message_id"]] = message
        return message

    def forget(self, message: Raw) -> None:
        """Deletes a message, as its author may."""
        del self._messages[message["chat"]["id"], message["message_id"]]

    def refuse(self, chat: int, code: int, description: str, **parameters: int) -> None:
        """From now on the bot's messages to that chat are refused."""
        self._refused[chat] = Refusal(code, description, **parameters)

    def move(self, chat: int, to: int) -> None:
        """A group becomes a supergroup with another id."""
        self._known[to] = {**self._known[chat], "id": to, "type": "supergroup"}
        moved = "Bad Request: group chat was upgraded to a supergroup chat"
        self.refuse(chat, 400, moved, migrate_to_chat_id=to)

    def writable(self, chat: object) -> Raw:
        """The chat that a bot may write to; raises Refusal."""
        try:
            number = int(str(chat))
        except ValueError:
            raise bad("chat not found") from None
        if number in self._refused:
            raise self._refused[number]
        if number not in self._known and self.everybody:
            self.know(number)
        if number not in self._known:
            raise bad("chat not found")
        return self._known[number]

    def shown(self, chat: int, number: int) -> Raw:
        """A message as an update shows it, with what it replies to if that is still there."""
        message = self._messages[chat, number]
        replied_to = self._messages.get((chat, message.get("_replies_to", 0)))
        told = {key: value for key, value in message.items() if not key.startswith("_")}
        return told | ({"reply_to_message": replied_to} if replied_to else {})

    def replied_to(self, chat: int, parameters: object) -> int | None:
        """The message that a new one replies to; raises Refusal where it must be there."""
        if parameters is None:
            return None
        if not isinstance(parameters, dict) or "message_id" not in parameters:
            raise bad("object expected as reply parameters")
        number = int(parameters["message_id"])
        if (chat, number) in self._messages:
            return number
        if parameters.get("allow_sending_without_reply"):
            return None
        raise bad("message to be replied not found")

    def write(self, chat: Raw, content: Raw, replied_to: int | None) -> Raw:
        """A message of the bot."""
        hidden = {"_replies_to": replied_to} if replied_to else {}
        message = self.message(chat, {"from": self._bot, **content, **hidden})
        return self.shown(chat["id"], message["message_id"])

    def rewrite(self, chat: int, number: int, content: Raw) -> Raw:
        """Other words and buttons for a message of the bot; raises Refusal."""
        message = self._messages.get((chat, number))
        if message is None:
            raise bad("message to edit not found")
        if message["from"] != self._bot:
            raise bad("message can't be edited")
        kept = {key: message[key] for key in ("message_id", "date", "chat", "from")}
        kept |= {key: value for key, value in message.items() if key.startswith("_")}
        edited = kept | content
        if edited == {key: value for key, value in message.items() if key != "edit_date"}:
            raise bad(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        self.keep({**edited, "edit_date": message["date"] + 1})
        return self.shown(chat, number)
