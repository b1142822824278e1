"""What a topic may ask of the world while it answers: one snapshot, and the archive."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.archive import Archive
from bot.embedding import Embedder
from bot.knowledge import Knowledge
from bot.knowledge.embassy import Embassy
from bot.ledger import Ledger
from bot.topics import Topic
from bot.topics.archive import ArchiveList
from bot.topics.live import Live
from bot.topics.menu import Menu

if TYPE_CHECKING:
    from bot.embedding.model import Vectors


@dataclass(frozen=True)
class Around:
    """The snapshot in use while one question is answered."""

    knowledge: Knowledge
    archive: Archive
    ledger: Ledger
    embedder: Embedder | None = None
    live: Live | None = None

    @property
    def embassy(self) -> Embassy:
        """Whose desk this is."""
        return self.knowledge.embassy

    async def meant(self, text: str) -> Vectors | None:
        """The meaning of a text as a vector; None without a model."""
        if self.embedder is None:
            return None
        vectors: Vectors = await asyncio.to_thread(self.embedder.questions, [text])
        vector: Vectors = vectors[0]
        return vector

    def size(self) -> tuple[int, int]:
        """How many topics and how many phrases there are."""
        topics = self.knowledge.topics.values()
        return len(topics), sum(len(topic.asked) for topic in topics)

    def topic(self, key: str) -> Topic | None:
        """The topic with that key, if there is one."""
        return self.knowledge.topics.get(key)

    def command(self, name: str) -> Topic | None:
        """The topic that a command reaches: by its key, or by a further name of it."""
        return self.knowledge.commands.get(name)

    def in_group(self, group: str) -> tuple[Topic, ...]:
        """The topics of a group of the menu, in the order of the files."""
        return self.knowledge.in_group(group)

    def menu(self) -> str | None:
        """The key of the topic that shows the menu."""
        return self._first(Menu)

    def everything(self) -> str | None:
        """The key of the topic that lists the whole archive."""
        return self._first(ArchiveList)

    def _first(self, kind: type) -> str | None:
        topics = self.knowledge.topics.values()
        return next((topic.key for topic in topics if isinstance(topic.facts, kind)), None)
