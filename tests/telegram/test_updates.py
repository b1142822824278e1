"""What an update says, whatever its shape."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import Me, Pressed, Spoken, read_update

ME = Me(5, "FreedoniaBot")
CHAT = {"id": 42, "type": "private"}
GROUP = {"id": -1, "type": "supergroup"}
USER = {"id": 42, "is_bot": False, "first_name": "Harpo", "language_code": "en"}


def spoken(text: str, chat: dict[str, Any] = CHAT, **more: Any) -> Spoken | None:
    message = {"message_id": 1, "chat": chat, "from": USER, "text": text, **more}
    arrived = read_update({"update_id": 1, "message": message}, ME)
    assert not isinstance(arrived, Pressed)
    return arrived


def text_of(text: str, chat: dict[str, Any] = CHAT, **more: Any) -> str | None:
    said = spoken(text, chat, **more)
    return said.text if said else None


def test_the_bots_own_name_is_no_part_of_a_question() -> None:
    assert text_of("@FreedoniaBot which papers", GROUP) == "which papers"
    assert text_of("which papers, @freedoniabot?", GROUP) == "which papers,?"
    assert text_of("/read@FreedoniaBot abc 3") == "/read abc 3"
    assert text_of("write to me@FreedoniaBot.example", GROUP) is None


def test_an_anonymous_administrator_is_heard_and_is_not_staff() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    said = spoken("/visa", GROUP, **{"from": anonymous, "sender_chat": GROUP})
    assert said
    assert not said.genuine


def test_the_bots_own_inline_result_is_no_question() -> None:
    assert spoken("text", via_bot={"id": ME.id, "is_bot": True}) is None


def test_a_bot_without_a_name_is_never_mentioned() -> None:
    message = {"message_id": 1, "chat": GROUP, "from": USER, "text": "@ hello @-"}
    assert read_update({"update_id": 1, "message": message}, Me(5)) is None


def test_a_press_knows_its_message_and_the_question_before_it() -> None:
    before = {"message_id": 3, "chat": CHAT, "from": USER, "text": "which papers"}
    why = {"text": "Where from", "callback_data": "/why papers"}
    message = {"message_id": 4, "chat": CHAT, "reply_to_message": before}
    message["reply_markup"] = {"inline_keyboard": [[why]]}
    query = {"id": "9", "from": USER, "message": message, "data": "/why papers"}
    pressed = read_update({"update_id": 1, "callback_query": query}, ME)
    assert isinstance(pressed, Pressed)
    assert (pressed.about, pressed.answered, pressed.question) == ("papers", 3, "which papers")


def test_a_press_under_a_message_that_cannot_be_reached_is_heard() -> None:
    message = {"message_id": 4, "chat": CHAT, "date": 0}
    query = {"id": "9", "from": USER, "message": message, "data": "/visa"}
    pressed = read_update({"update_id": 1, "callback_query": query}, ME)
    assert isinstance(pressed, Pressed)
    assert pressed.question is None


WHOLE = ["message", "callback_query", "from", "chat", "reply_to_message", "reply_markup"]
PARTS = ["id", "type", "text", "caption", "date", "message_id", "data", "photo", "is_bot"]
BUTTONS = ["inline_keyboard", "callback_data", "via_bot", "language_code"]
keys = st.sampled_from(WHOLE + PARTS + BUTTONS)
strange = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("private"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=20,
)


@given(st.dictionaries(keys, strange, max_size=3))
def test_a_strange_update_is_read_or_raises_what_one_handler_catches(
    update: dict[str, Any],
) -> None:
    try:
        arrived = read_update(update, ME)
    except Exception:
        return
    assert arrived is None or isinstance(arrived.chat, int)


@given(st.text(max_size=40), st.sampled_from((CHAT, GROUP)))
def test_any_text_is_read(text: str, chat: dict[str, Any]) -> None:
    said = spoken(text, chat)
    assert said is None or said.text
