"""Our letters as the method objects of aiogram."""

from __future__ import annotations

from typing import TypeVar

from aiogram.enums import InlineQueryResultType
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    EditMessageText,
    SendChatAction,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
)

from bot.rendering.markup import without_tags
from bot.talk import Article, Button, Edit, Letter, Now, Rows

_HTML = "HTML"


def for_letter(letter: Letter) -> SendMessage:
    """A new message; that the message it replies to is gone does not keep it back."""
    replies = None
    if letter.reply_to:
        replies = ReplyParameters(message_id=letter.reply_to, allow_sending_without_reply=True)
    return SendMessage(
        chat_id=letter.chat,
        text=letter.text,
        parse_mode=_HTML,
        link_preview_options=_preview(letter),
        reply_markup=_keyboard(letter.buttons) if letter.buttons else None,
        reply_parameters=replies,
    )


def for_edit(edit: Edit) -> EditMessageText:
    """Another text and other buttons for a message; without buttons it loses those it had."""
    return EditMessageText(
        chat_id=edit.chat,
        message_id=edit.message,
        text=edit.text,
        parse_mode=_HTML,
        link_preview_options=_preview(edit),
        reply_markup=_keyboard(edit.buttons),
    )


_OFFERED = 60
"""Seconds for which Telegram may offer the same again to the same person."""


def for_now(now: Now) -> TelegramMethod[bool]:
    """A callback answered, an inline query answered, or the sign that somebody is typing."""
    if now.callback is not None:
        return AnswerCallbackQuery(callback_query_id=now.callback, text=now.text or None)
    if now.inline is not None:
        return AnswerInlineQuery(
            inline_query_id=now.inline,
            results=[_result(article) for article in now.articles],
            cache_time=_OFFERED,
            is_personal=True,
        )
    return SendChatAction(chat_id=now.typing or 0, action="typing")


_Message = TypeVar("_Message", SendMessage, EditMessageText)


def without_markup(method: _Message) -> _Message:
    """The same message as plain text."""
    plain = without_tags(method.text or "")
    kept = {name: getattr(method, name) for name in method.model_fields_set - {"parse_mode"}}
    return type(method)(**{**kept, "text": plain})


def _preview(message: Letter | Edit) -> LinkPreviewOptions:
    """Of the page that a button opens, for the text itself holds no link."""
    links = (button.url for row in message.buttons for button in row if button.url)
    link = next(links, None) if message.preview else None
    return LinkPreviewOptions(url=link) if link else LinkPreviewOptions(is_disabled=True)


def _keyboard(rows: Rows) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[_button(one) for one in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=button.label,
        callback_data=button.asks,
        copy_text=CopyTextButton(text=button.copy) if button.copy else None,
        url=button.url,
        style=button.style,
    )


def _result(article: Article) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        type=InlineQueryResultType.ARTICLE,
        id=article.id,
        title=article.title,
        description=article.description,
        input_message_content=InputTextMessageContent(message_text=article.text, parse_mode=_HTML),
        reply_markup=_keyboard(article.buttons) if article.buttons else None,
    )
