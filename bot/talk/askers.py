"""Who asks, as the ledger knows them: a channel's name and the number of a chat."""

from __future__ import annotations

_TELEGRAM = "telegram:"


def asker_in(chat: int) -> str:
    """The asker in a chat of Telegram, `telegram:42`."""
    return f"{_TELEGRAM}{chat}"


def chat_of(asker: str) -> int | None:
    """The chat that letters to this asker go to; None where the channel takes no letters later."""
    number = asker.removeprefix(_TELEGRAM)
    sound = asker.startswith(_TELEGRAM) and number.removeprefix("-").isdecimal()
    return int(number) if sound else None
