"""Updates of every kind that aiogram's models know, filled by chance, some of them broken."""

from __future__ import annotations

import random
import types
from datetime import datetime
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.types import Update
from pydantic import BaseModel

from bot.channels.telegram import NAMES

_DEEPEST = 5
_TEXTS = (
    "/contacts", "/visa", "/latest 2", "/read nothing", "/start", "/start read_x_y", "/why",
    "/wrong", "/subscribe", "/subscriptions", "/mydata", "/privacy", "/publish x", "/send 1",
    "/help@Other", "how do I reach the consul", "паспорт", "gfcgjhn", "", " ", "\x00", "\u200b",
    "\ud800", "a" * 4096, "я" * 4096, "🧂" * 2048, "<b>", "&lt;", "{}", "%s", "/" * 50, "@",
    "'; drop table inbox; --", "\u202eabc", "Z̶͔a̷l̴g̵o̸" * 40, "1e309", "-1", "null",
)  # fmt: skip
_LIKELY = ("message", "callback_query", "inline_query")


class Strange:
    """Makes updates; the same ones for the same seed."""

    def __init__(self, seed: int, chats: int = 5000) -> None:
        for model in NAMES.values():
            # The channel leaves them unbuilt; here each is wanted with all that it has.
            if isinstance(model, type) and issubclass(model, BaseModel):
                model.model_rebuild(_types_namespace=NAMES)
        self._chance = random.Random(seed)
        self._chats = chats
        self.kinds = [name for name in Update.model_fields if name != "update_id"]

    def update(self, number: int) -> dict[str, Any]:
        """One update; of ten, one has something in it that does not belong there.

        Every other one is of a kind that the bot answers.
        """
        kind = self.kinds[number // 2 % len(self.kinds)]
        if number % 2:
            kind = self._chance.choice(_LIKELY)
        content = self._filled(Update.model_fields[kind].annotation, 0)
        if isinstance(content, dict):
            self._settle(content)
        update = {"update_id": number, kind: content}
        if self._chance.random() < 0.1:
            self._break(update)
        return update

    def _settle(self, content: dict[str, Any]) -> None:
        """Most come from people and chats of whom there are not too many."""
        chance, chat = self._chance, self._chance.randrange(1, self._chats)
        kind = chance.choice(["private", "private", "group", "supergroup", "channel"])
        message = content.get("message") if isinstance(content.get("message"), dict) else content
        assert isinstance(message, dict)
        if "chat" in message:
            sign = 1 if kind == "private" else -1
            message["chat"] = {"id": sign * chat, "type": kind, "title": "x"}
        if "from" in content:
            language = chance.choice(["en", "ru", "fr", ""])
            sender = {"id": chat, "is_bot": False, "first_name": "x", "language_code": language}
            content["from"] = sender
        for name in ("text", "caption", "data", "query"):
            if name in content or (name == "text" and "message_id" in content):
                content[name] = chance.choice(_TEXTS)

    def _break(self, told: dict[str, Any]) -> None:
        """Something somewhere becomes something else."""
        chance, place = self._chance, told
        while True:
            name = chance.choice([key for key in place if key != "update_id"] or ["x"])
            inner = place.get(name)
            if not isinstance(inner, dict) or not inner or chance.random() < 0.3:
                place[name] = chance.choice(
                    [None, [], {}, "x", -1, 2**70, True, 1.5, [[]], {"a": {}}]
                )
                return
            place = inner

    def _filled(self, wanted: Any, depth: int) -> Any:
        """A value of that type."""
        origin, inside = get_origin(wanted), get_args(wanted)
        if origin in (Union, types.UnionType):
            some = [each for each in inside if each is not type(None)]
            return self._filled(self._chance.choice(some), depth)
        if origin is Literal:
            return self._chance.choice(inside)
        if origin in (list, tuple):
            many = 0 if depth > _DEEPEST else self._chance.randrange(3)
            return [self._filled(inside[0], depth + 1) for _ in range(many)]
        if isinstance(wanted, type) and issubclass(wanted, BaseModel):
            return self._model(wanted, depth)
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return self._chance.choice(list(wanted)).value
        return self._plain(wanted)

    def _plain(self, wanted: Any) -> Any:
        chance = self._chance
        if wanted is bool:
            return chance.random() < 0.5
        if wanted is float:
            return chance.uniform(-180, 180)
        if wanted in (int, datetime):
            return chance.choice([0, 1, chance.randrange(1, 10**9), -(10**12)])
        return chance.choice(_TEXTS)

    def _model(self, model: type[BaseModel], depth: int) -> dict[str, Any]:
        told: dict[str, Any] = {}
        # What need not be there is there the less often, the deeper it would be.
        share = 0.25 / (depth * 2 + 1)
        for name, field in model.model_fields.items():
            if field.is_required() or (depth <= _DEEPEST and self._chance.random() < share):
                told[field.alias or name] = self._filled(field.annotation, depth + 1)
        return told
