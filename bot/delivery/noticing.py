"""Tells staff that a statement has been corrected since it was announced; they decide the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from functools import partial

from bot.archive import Statement
from bot.commands.publishing_statements import contents
from bot.delivery.keeping import kept
from bot.delivery.outgoing import Outgoing
from bot.desk import Desk
from bot.rendering import pieces
from bot.talk import Answer, Button, Letter, Line, asker_in
from bot.topics.listing import titled
from bot.wording import say

_EVERY = 30.0


class Noticing:
    """Compares what was announced with what the archive holds."""

    def __init__(self, desk: Desk, outgoing: Outgoing, staff: Collection[int]) -> None:
        self._desk = desk
        self._outgoing = outgoing
        self._staff = sorted(staff)

    async def run(self) -> None:
        """Looks every while, until it is cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(_EVERY)

    async def look(self) -> None:
        """Tells staff of each statement that says something new, once for each new text."""
        ledger, today = self._desk.ledger, datetime.now(self._desk.knowledge.embassy.zone).date()
        for name, announced, noticed in ledger.corrected():
            editions = await self._desk.archive.editions(name, today)
            now = contents(editions)
            if editions and now not in (announced, noticed):
                letters = [await self._letter(each, editions[0]) for each in self._staff]
                self._outgoing.add(await kept(partial(ledger.noticed, name, now, letters)))

    async def _letter(self, member: int, statement: Statement) -> Letter:
        chosen = await self._desk.ledger.language(asker_in(member))
        language = self._desk.knowledge.embassy.language(chosen)
        lines = (Line(say(language, "correction-noticed")), titled(statement))
        text = pieces(Answer(lines=lines, language=language))[0]
        label = say(language, "announce-correction-button")
        button = Button(label, asks=f"/publish read_{statement.short}")
        return Letter(member, text, ((button,),))
