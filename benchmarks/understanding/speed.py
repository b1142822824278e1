"""How long a question takes and how much memory understanding adds: `... speed` of the report."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.understanding.collections import embassy
from benchmarks.understanding.noise import with_slips
from bot.embedding import Embedder, open_embedder
from bot.understanding import Phrase, Phrasebook, Samples, judge

_ASKED = 300
SIZES = ((60, 40), (300, 40))
"""Topics, and phrases of each."""


def made(topics: int, each: int) -> Samples:
    """A folder of so many topics, of the shipped phrases with words swapped between them."""
    chance = random.Random(topics)
    own = embassy("practice.jsonl").samples
    texts = [phrase.text for phrase in own.phrases]
    vocabulary = sorted({word for text in texts for word in text.split() if len(word) > 4})
    phrases = []
    for topic in range(topics):
        telling = chance.sample(vocabulary, 6)
        for _ in range(each):
            words = chance.choice(texts).split()
            words[chance.randrange(len(words))] = chance.choice(telling)
            words.insert(chance.randrange(len(words) + 1), chance.choice(telling))
            phrases.append(Phrase(f"topic_{topic}", "", " ".join(words)))
    return Samples(tuple(phrases), own.refused)


def questions(samples: Samples) -> list[str]:
    """Questions like the phrases, every second with slips."""
    chance = random.Random(1)
    drawn = [chance.choice(samples.phrases).text for _ in range(2 * _ASKED)]
    mixed = [f"{drawn[at]} {drawn[at + 1].split()[0]}" for at in range(0, len(drawn), 2)]
    return [with_slips(text) if at % 2 else text for at, text in enumerate(mixed)]


def timed(book: Phrasebook, asked: Sequence[str]) -> list[float]:
    """Milliseconds of processor for each question, fastest first; the first ones warm up."""
    taken = []
    for text in (*asked[:20], *asked):
        start = time.process_time()
        judge(book.weigh(book.read(text)))
        taken.append(1000 * (time.process_time() - start))
    return sorted(taken[20:])


def resident() -> float:
    """Megabytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def report(cache: Path) -> Iterator[str]:
    """Lines of a table: size, evidence, learning, p50, p99, memory."""
    yield "| folder | evidence | learned s | again s | p50 ms | p99 ms | MB added |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for topics, each in SIZES:
        samples = made(topics, each)
        for embedder in (None, open_embedder(cache)):
            yield _line(samples, topics, embedder, cache)


def _line(samples: Samples, topics: int, embedder: Embedder | None, cache: Path) -> str:
    if embedder is not None:
        embedder.phrases([phrase.text for phrase in (*samples.phrases, *samples.refused)])
    before, start = resident(), time.process_time()
    Phrasebook.learn(samples, embedder)
    learned, start = time.process_time() - start, time.process_time()
    Phrasebook.learn(samples, embedder, cache)
    start = time.process_time()
    book = Phrasebook.learn(samples, embedder, cache)
    again = time.process_time() - start
    taken = timed(book, questions(samples))
    evidence = "words and meaning" if embedder else "words"
    return (
        f"| {topics} topics, {len(samples.phrases)} phrases | {evidence} | {learned:.1f} "
        f"| {again:.2f} | {taken[len(taken) // 2]:.2f} | {taken[int(0.99 * len(taken))]:.1f} "
        f"| {resident() - before:.0f} |"
    )
