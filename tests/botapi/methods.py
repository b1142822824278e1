"""The methods that change something or show something, except getUpdates; each may refuse."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.buttons import check_markup
from tests.botapi.chats import Chats
from tests.botapi.markup import parsed
from tests.botapi.refusals import Refusal, bad

Raw = dict[str, Any]

_ACTIONS = {"typing", "upload_photo", "upload_document", "find_location"}
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Methods:
    """What the server does for each method, and what it remembers of the bot itself."""

    bot: Raw
    chats: Chats
    callbacks: set[str] = field(default_factory=set)
    """Presses and inline queries that wait for an answer."""
    commands: dict[tuple[str, str], list[Raw]] = field(default_factory=dict)
    """By scope and language code; both are empty for everybody."""
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    """By `description` or `short_description`, and language code."""
    webhook: str = ""
    secret: str = ""
    """What proves to the bot that it is Telegram who brings an update."""
    administrators: set[tuple[int, int]] = field(default_factory=set)
    """Chat and person."""

    def call(self, method: str, fields: Raw) -> Any:
        """The result of a method; raises Refusal."""
        known: dict[str, Callable[[Raw], Any]] = {
            "getme": lambda _: {
                **self.bot,
                "can_join_groups": True,
                "supports_inline_queries": True,
            },
            "sendmessage": self._send,
            "editmessagetext": self._edit,
            "answercallbackquery": self._answer_callback,
            "answerinlinequery": self._answer_inline,
            "sendchataction": self._act,
            "setmycommands": self._set_commands,
            "getmycommands": lambda told: self.commands.get(_scope(told), []),
            "setmydescription": lambda told: self._describe("description", 512, told),
            "setmyshortdescription": lambda told: self._describe("short_description", 120, told),
            "getchatmember": self._member,
            "getwebhookinfo": lambda _: {"url": self.webhook, "has_custom_certificate": False},
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
        }
        if method.lower() not in known:
            raise Refusal(404, "Not Found: method not found")
        return known[method.lower()](fields)

    def _send(self, told: Raw) -> Raw:
        chat = self.chats.writable(told.get("chat_id"))
        content = _content(told)
        replied_to = self.chats.replied_to(chat["id"], told.get("reply_parameters"))
        return self.chats.write(chat, content, replied_to)

    def _edit(self, told: Raw) -> Raw:
        chat = self.chats.writable(told.get("chat_id"))
        return self.chats.rewrite(chat["id"], int(told.get("message_id") or 0), _content(told))

    def _answer_callback(self, told: Raw) -> bool:
        self._answered(told.get("callback_query_id"))
        if len(str(told.get("text", ""))) > 200:
            raise bad("MESSAGE_TOO_LONG")
        return True

    def _answer_inline(self, told: Raw) -> bool:
        results = told.get("results")
        if not isinstance(results, list):
            raise bad("Expected an Array of inline query results")
        if len(results) > 50:
            raise bad("Too many inline query results specified")
        for result in results:
            if result.get("type") != "article":
                raise bad(f'type "{result.get("type")}" is unsupported for the inline query result')
            if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
                raise bad("RESULT_ID_INVALID")
            content = result["input_message_content"]
            parsed(content["message_text"], content.get("parse_mode"))
            check_markup(result.get("reply_markup"))
        if len({result["id"] for result in results}) != len(results):
            raise bad("RESULT_ID_DUPLICATE")
        self._answered(told.get("inline_query_id"))
        return True

    def _answered(self, number: object) -> None:
        if str(number) not in self.callbacks:
            raise bad(_TOO_OLD)
        self.callbacks.remove(str(number))

    def _act(self, told: Raw) -> bool:
        self.chats.writable(told.get("chat_id"))
        if told.get("action") not in _ACTIONS:
            raise bad("Wrong parameter action in request")
        return True

    def _member(self, told: Raw) -> Raw:
        person = int(told["user_id"])
        chosen = (int(told["chat_id"]), person) in self.administrators
        return {"status": "administrator" if chosen else "member", "user": {"id": person}}

    def _set_commands(self, told: Raw) -> bool:
        commands = told.get("commands")
        if not isinstance(commands, list):
            raise bad("Expected an Array of BotCommand")
        for command in commands:
            _check_command(str(command.get("command", "")), str(command.get("description", "")))
        if len(commands) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        self.commands[_scope(told)] = commands
        return True

    def _describe(self, name: str, most: int, told: Raw) -> bool:
        text = str(told.get(name, ""))
        if len(text) > most:
            raise bad("ABOUT_TOO_LONG" if name == "short_description" else "DESCRIPTION_TOO_LONG")
        self.descriptions[name, _language(told)] = text
        return True

    def _set_webhook(self, told: Raw) -> bool:
        assert not told.get("drop_pending_updates"), "pending updates are never dropped"
        self.webhook, self.secret = str(told["url"]), str(told.get("secret_token", ""))
        return True

    def _delete_webhook(self, told: Raw) -> bool:
        assert not told.get("drop_pending_updates"), "pending updates are never dropped"
        self.webhook = ""
        return True


def _content(told: Raw) -> Raw:
    text, entities = parsed(str(told.get("text", "")), told.get("parse_mode"))
    markup = told.get("reply_markup")
    check_markup(markup)
    content: Raw = {"text": text}
    if entities:
        content["entities"] = entities
    if markup and any(markup["inline_keyboard"]):
        content["reply_markup"] = markup
    return content


def _check_command(command: str, description: str) -> None:
    command = command.strip().removeprefix("/")
    if not command:
        raise bad("Command must be non-empty")
    if len(command) > 32:
        raise bad("Command length must not exceed 32")
    if not description.strip():
        raise bad("Command description must be non-empty")
    if len(description.strip()) > 256:
        raise bad("Command description length must not exceed 256")
    if not re.fullmatch("[a-z0-9_]+", command):
        raise bad("BOT_COMMAND_INVALID")


def _scope(told: Raw) -> tuple[str, str]:
    asked = told.get("scope")
    if asked is not None and not (isinstance(asked, dict) and asked.get("type")):
        raise bad("Can't parse BotCommandScope: Can't find field \"type\"")
    scope = asked["type"] if asked else "default"
    return ("" if scope == "default" else scope, _language(told))


def _language(told: Raw) -> str:
    code = str(told.get("language_code", ""))
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad("Invalid language code specified")
    return code
