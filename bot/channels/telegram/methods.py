"""Our letters as calls of the Bot API: its method's name, and what is set in it.

aiogram has objects for these. Each is checked when it is made and taken apart again to be sent,
which took longer than finding the answer; so what is sent with every answer is made here. Whether
Telegram takes it is tested against a Bot API that is as strict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.rendering.markup import without_tags
from bot.talk import Article, Button, Edit, Letter, Now, Rows

_HTML = "HTML"
_OFFERED = 60
"""Seconds for which Telegram may offer the same again to the same person."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call; its fields are as JSON has them."""

    name: str
    fields: Fields


def for_letter(letter: Letter) -> Call:
    """A new message; that the message it replies to is gone does not keep it back."""
    fields: Fields = {"chat_id": letter.chat, "text": letter.text, "parse_mode": _HTML}
    fields["link_preview_options"] = _preview(letter)
    if letter.buttons:
        fields["reply_markup"] = _keyboard(letter.buttons)
    if letter.reply_to:
        replied = {"message_id": letter.reply_to, "allow_sending_without_reply": True}
        fields["reply_parameters"] = replied
    return Call("sendMessage", fields)


def for_edit(edit: Edit) -> Call:
    """Another text and other buttons for a message; without buttons it loses those it had."""
    fields: Fields = {
        "chat_id": edit.chat,
        "message_id": edit.message,
        "text": edit.text,
        "parse_mode": _HTML,
        "link_preview_options": _preview(edit),
        "reply_markup": _keyboard(edit.buttons),
    }
    return Call("editMessageText", fields)


def for_now(now: Now) -> Call:
    """A callback answered, an inline query answered, or the sign that somebody is typing."""
    if now.callback is not None:
        shown = {"text": now.text} if now.text else {}
        return Call("answerCallbackQuery", {"callback_query_id": now.callback, **shown})
    if now.inline is not None:
        fields: Fields = {"inline_query_id": now.inline, "cache_time": _OFFERED}
        fields |= {"is_personal": True, "results": [_result(each) for each in now.articles]}
        return Call("answerInlineQuery", fields)
    return Call("sendChatAction", {"chat_id": now.typing or 0, "action": "typing"})


def without_markup(call: Call) -> Call:
    """The same message as plain text."""
    kept = {name: value for name, value in call.fields.items() if name != "parse_mode"}
    return replace(call, fields={**kept, "text": without_tags(call.fields["text"])})


def _preview(message: Letter | Edit) -> Fields:
    """Of the page that a button opens, for the text itself holds no link."""
    links = (button.url for row in message.buttons for button in row if button.url)
    link = next(links, None) if message.preview else None
    return {"url": link} if link else {"is_disabled": True}


def _keyboard(rows: Rows) -> Fields:
    return {"inline_keyboard": [[_button(one) for one in row] for row in rows]}


def _button(button: Button) -> Fields:
    told: Fields = {"text": button.label}
    if button.asks is not None:
        told["callback_data"] = button.asks
    if button.copy:
        told["copy_text"] = {"text": button.copy}
    if button.url is not None:
        told["url"] = button.url
    if button.style is not None:
        told["style"] = button.style
    return told


def _result(article: Article) -> Fields:
    told: Fields = {
        "type": "article",
        "id": article.id,
        "title": article.title,
        "description": article.description,
        "input_message_content": {"message_text": article.text, "parse_mode": _HTML},
    }
    if article.buttons:
        told["reply_markup"] = _keyboard(article.buttons)
    return told
