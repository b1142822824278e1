"""The desk: hears a text as a question, and answers a question with an answer. It never writes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from bot.archive import Archive
from bot.commands import COMMANDS
from bot.desk.around import Around
from bot.desk.explaining import published
from bot.desk.finishing import finished
from bot.desk.free_text import answer_free_text, in_force
from bot.desk.inline import articles_on
from bot.desk.judging import judged, reading_of
from bot.embedding import Embedder
from bot.knowledge import Knowledge
from bot.ledger import Ledger
from bot.talk import Answer, Article, Heard, Lost, Question, Sure
from bot.topics.live import Live
from bot.topics.service import Service
from bot.understanding import Explanation, Phrasebook, explain
from bot.wording import in_cyrillic

LONGEST = 4096
"""Letters of a question that are read: no message of Telegram has more."""


class Desk:
    """One snapshot of knowledge, an archive and a ledger, and how a question is answered."""

    def __init__(
        self,
        knowledge: Knowledge,
        archive: Archive,
        ledger: Ledger,
        embedder: Embedder | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.archive = archive
        self.ledger = ledger
        self.embedder = embedder
        self.live: Live | None = None
        self._learning = asyncio.Lock()

    async def hear(self, heard: Heard) -> Question:
        """The question, with its language settled and the clock read."""
        text = heard.text[:LONGEST].strip()
        chosen = await self.ledger.language(heard.asker) if heard.asker else None
        # A button speaks the language of the question that brought it.
        said = (heard.before or text) if text.startswith("/") else text
        typed = None if said.startswith("/") or chosen else await self._typed_in(said, heard.hint)
        embassy = self.knowledge.embassy
        moment = heard.at or datetime.now(UTC)
        zone = embassy.zone
        return Question(
            text=text,
            language=embassy.language(chosen, typed, heard.hint),
            asked_at=moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone),
            asker=heard.asker,
            staff=heard.staff,
            decides=heard.decides,
            about=heard.about,
            hint=heard.hint,
            before=heard.before,
        )

    async def answer(self, question: Question) -> Answer:
        """The answer, with notices in force above it and what it changes beside it."""
        if question.text.startswith("/"):
            around = self._around(self.knowledge)
            answer = await _command(question, around)
            if answer is not None:
                return await finished(answer, question, around, free=False)
        knowledge, book = await self._learned()
        around = self._around(knowledge)
        answer = await answer_free_text(question, around, book)
        return await finished(answer, question, around, free=True)

    def _around(self, knowledge: Knowledge) -> Around:
        return Around(knowledge, self.archive, self.ledger, self.embedder, self.live)

    async def offer(self, heard: Heard) -> tuple[str, tuple[Article, ...]]:
        """What can be shown of the archive on some words, and in which language."""
        question = await self.hear(heard)
        return question.language, await articles_on(question, self._around(self.knowledge))

    async def explained(self, question: Question) -> Explanation:
        """Why free text was understood as it was."""
        knowledge, book = await self._learned()
        around = self._around(knowledge)
        weighed = await judged(question, around, book)
        read = weighed.evidence.reading.words
        judgement = in_force(weighed.verdict.judgement, question, around) if read else Lost()
        verdict = replace(weighed.verdict, judgement=judgement)
        archive = await published(weighed, question, around)
        return explain(book, weighed.evidence, verdict, archive)

    async def phrasebook(self) -> Phrasebook:
        """What was learned from the phrases; on words alone when nobody has learned them yet."""
        return (await self._learned())[1]

    async def _learned(self) -> tuple[Knowledge, Phrasebook]:
        """The snapshot in use with its phrasebook: both of the same folder, whatever is saved."""
        if self.knowledge.phrasebook is None:
            async with self._learning:
                await self._learn_words()
        knowledge = self.knowledge
        assert knowledge.phrasebook is not None
        return knowledge, knowledge.phrasebook

    async def _learn_words(self) -> None:
        """Learn words alone where nothing is learned; a folder saved meanwhile is learned next."""
        while self.knowledge.phrasebook is None:
            knowledge = self.knowledge
            learned = await asyncio.to_thread(knowledge.learned, None)
            if self.knowledge is knowledge:
                self.knowledge = learned

    async def _typed_in(self, text: str, hint: str | None) -> str | None:
        """The language of a text as it was meant, among those of the embassy."""
        book = await self.phrasebook()
        reading = await reading_of(text, book)
        if reading.foreign or reading.strange:
            return None
        cyrillic = sum("а" <= letter <= "я" for letter in reading.text.lower())
        latin = sum("a" <= letter <= "z" for letter in reading.text.lower())
        if cyrillic == latin:
            return None
        spoken = self.knowledge.embassy.languages
        likely = [each for each in spoken if in_cyrillic(each) == (cyrillic > latin)]
        hinted = (hint or "").lower()[:2]
        return hinted if hinted in likely else next(iter(likely), None)


async def _command(question: Question, around: Around) -> Answer | None:
    """The answer of a command, or None when there is no such command."""
    name, *words = question.text[1:].split()[:8] or [""]
    name = name.partition("@")[0].lower()
    if name in COMMANDS:
        answer = await COMMANDS[name](question.text.split()[1:], question, around)
        return answer.having(judgement=Sure((answer.topic or name,)), score=1.0)
    topic = around.knowledge.commands.get(name)
    if topic is None or not topic.in_force(question):
        return None
    asked = question.asking(" ".join([f"/{topic.key}", *words]))
    part = None
    if words and isinstance(topic.facts, Service):
        part = topic.facts.part(words[0], asked, around)
    facts = part or await topic.facts.answer(asked, around)
    answer = await topic.finished(facts, asked, around)
    return answer.having(judgement=Sure((topic.key,)), score=1.0, top=((topic.key, 1.0),))
