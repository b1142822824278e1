"""What Telegram demands of the buttons under a message."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.botapi.refusals import Refusal, bad

_ACTIONS = ["url", "callback_data", "web_app", "login_url", "copy_text", "callback_game", "pay"]
_ACTIONS += ["switch_inline_query", "switch_inline_query_current_chat"]
_ACTIONS += ["switch_inline_query_chosen_chat"]
_OTHERS = {"text", "style", "icon_custom_emoji_id"}
_MOST = 100


def check_markup(markup: object) -> None:
    """Raises Refusal unless it is an inline keyboard that Telegram shows."""
    if markup is None:
        return
    if not isinstance(markup, dict):
        raise bad("Object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        _check_button(button)
    if sum(map(len, rows)) > _MOST:
        raise bad("reply markup is too long")


def _check_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise _cannot("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _cannot('Can\'t find field "text"')
    if button.get("style", "default") not in ("default", "primary", "success", "danger"):
        raise _cannot("invalid button style specified")
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        raise _cannot("Text buttons are unallowed in the inline keyboard")
    # The server takes the first of several; the documentation allows one, and so do we.
    if len(actions) > 1 or not button.keys() <= {*_OTHERS, actions[0]}:
        raise bad("BUTTON_TYPE_INVALID")
    if not button["text"].strip():
        raise bad("Inline keyboard button text must be non-empty")
    _check_action(actions[0], button[actions[0]])


def _check_action(name: str, carried: Any) -> None:
    if name == "callback_data" and not 1 <= len(str(carried).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if name == "copy_text":
        text = carried.get("text") if isinstance(carried, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    if name == "url":
        _check_link(str(carried))


def _check_link(link: str) -> None:
    try:
        parts = urlsplit(link)
        sound = parts.scheme in ("http", "https", "tg") and " " not in link
        sound = sound and (parts.scheme == "tg" or "." in (parts.hostname or ""))
    except ValueError:
        sound = False
    if not sound:
        raise bad(f"Inline keyboard button URL '{link}' is invalid: Wrong HTTP URL")


def _cannot(reason: str) -> Refusal:
    return bad(f"Can't parse inline keyboard button: {reason}")
