"""Telegram as delivery sees it: updates read, handled at the reception, letters sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.telegram.reception import Reception
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.updates import Arrived, Inquired, Me, read_update
from bot.delivery import Handled
from bot.talk import Article, Button, Heard, Now, Sendable, asker_in
from bot.wording import say

Offer = Callable[[Heard], Awaitable[tuple[str, tuple[Article, ...]]]]
"""What the desk offers on some words, and in which language."""


@dataclass(frozen=True)
class Conversations:
    """All chats at once."""

    me: Me
    reception: Reception
    sender: Sender
    offer: Offer

    def read(self, update: Mapping[str, Any]) -> Arrived | Inquired | None:
        """What has arrived; None where a person would keep silent. Raises on a strange shape."""
        return read_update(update, self.me)

    async def handle(self, arrived: Arrived | Inquired) -> Handled:
        """The letters for one message or press, and what changes; or what is offered."""
        if isinstance(arrived, Inquired):
            return Handled((await self._offered(arrived),))
        return await self.reception.handle(arrived)

    async def attempt(self, sendable: Sendable) -> None:
        """Sends once; raises TryLater, Unclear, Moved, Gone, Refused or Dismissed."""
        await self.sender.attempt(sendable)

    async def _offered(self, inquired: Inquired) -> Now:
        heard = Heard(inquired.words, asker=asker_in(inquired.chat), hint=inquired.language)
        language, articles = await self.offer(heard)
        opening = tuple(self._opening(article, language) for article in articles)
        return Now(inline=inquired.id, articles=opening)

    def _opening(self, article: Article, language: str) -> Article:
        """With a button that opens the chat with the bot at that place."""
        link = f"https://t.me/{self.me.username}?start={article.opens}"
        button = Button(say(language, "open-it"), url=link)
        return replace(article, buttons=((button,),))
