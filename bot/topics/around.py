"""What a topic may ask of the world while it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.archive import Archive
from bot.entries import Text
from bot.ledger import Ledger
from bot.talk import Answer, Question
from bot.topics.live import Live

if TYPE_CHECKING:
    from bot.embedding.model import Vectors


class Facts(Protocol):
    """What differs between topics: how an entry is answered."""

    async def answer(self, question: Question, around: Around) -> Answer:
        """The answer for the day, language and reader of the question."""
        ...


class TopicLike(Protocol):
    """What one topic may know of another."""

    @property
    def key(self) -> str:
        """Its key, which is its command."""
        ...

    @property
    def group(self) -> str | None:
        """The group of the menu that it stands in."""
        ...

    @property
    def title(self) -> Text:
        """Its title by language."""
        ...

    @property
    def facts(self) -> Facts:
        """How it answers."""
        ...

    @property
    def smalltalk(self) -> bool:
        """Whether it is small talk."""
        ...

    def in_force(self, question: Question) -> bool:
        """Whether it holds at the moment of the question."""
        ...

    async def answer(self, question: Question, around: Around) -> Answer:
        """Its whole answer, with title and topic."""
        ...


class EmbassyLike(Protocol):
    """What a topic may know of the embassy."""

    @property
    def name(self) -> Text:
        """The embassy's name by language."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it answers in."""
        ...

    @property
    def publisher(self) -> Text:
        """The publisher's name by language."""
        ...

    @property
    def contacts(self) -> str | None:
        """The key of the topic that names a human contact."""
        ...

    @property
    def groups(self) -> dict[str, Text]:
        """The groups of the menu, in order."""
        ...


class Around(Protocol):
    """The snapshot of knowledge in use, and the archive."""

    @property
    def live(self) -> Live | None:
        """How the snapshot stands; None where nobody watches the folder."""
        ...

    def size(self) -> tuple[int, int]:
        """How many topics and how many phrases there are."""
        ...

    @property
    def archive(self) -> Archive:
        """What was published."""
        ...

    @property
    def ledger(self) -> Ledger:
        """What people left with the desk; only read."""
        ...

    @property
    def embassy(self) -> EmbassyLike:
        """Whose desk this is."""
        ...

    async def meant(self, text: str) -> Vectors | None:
        """The meaning of a text as a vector; None without a model."""
        ...

    def topic(self, key: str) -> TopicLike | None:
        """The topic with that key, if there is one."""
        ...

    def command(self, name: str) -> TopicLike | None:
        """The topic that a command reaches: by its key, or by a further name of it."""
        ...

    def menu(self) -> str | None:
        """The key of the topic that shows the menu."""
        ...

    def everything(self) -> str | None:
        """The key of the topic that lists the whole archive."""
        ...

    def in_group(self, group: str) -> tuple[TopicLike, ...]:
        """The topics of a group of the menu, in the order of the files."""
        ...
