"""Numbers of what delivery does, added to the ledger every while."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from bot.ledger import Ledger

STRANGE, SENT, AGAIN, LIMITED, GONE, REFUSED = (
    "strange",
    "sent",
    "again",
    "limited",
    "gone",
    "refused",
)
"""Updates that could not be read; messages that arrived, were tried again, met a limit, found
nobody, were refused."""


class Counts:
    """What has happened since the numbers were written last."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def add(self, name: str) -> None:
        """One more of these."""
        self._counted[name] += 1

    async def write(self, ledger: Ledger) -> None:
        """Adds them to the day's numbers."""
        counted, self._counted = self._counted, Counter()
        if counted:
            await ledger.tally(datetime.now(UTC).date(), counted)
