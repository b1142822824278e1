"""Learns a folder, or takes what was learned of the same folder before."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.embedding import Embedder
from bot.reading.repair import Vocabulary
from bot.understanding.judges import Judge
from bot.understanding.learning import Lines, Taught, learn_meaning, learn_words, meant_by
from bot.understanding.phrases import Samples
from bot.understanding.shelf import BOOK, RIDGE, get, key_of, key_of_ridge, put
from bot.understanding.weighing import WordSide
from bot.understanding.written import (
    judge_read,
    judge_written,
    meaning_read,
    meaning_written,
    words_read,
    words_written,
)

TURN = 0.0005
"""Seconds after which a thread lets another one go on (5 ms by default)."""


@dataclass(frozen=True)
class Shelf:
    """Where to keep what was learned, if anywhere, and who hears how far the vectors are."""

    cache: Path | None = None
    progress: Callable[[int, int], None] | None = None

    def file(self, key: str, kind: str) -> Path | None:
        """The file of that key; None where nothing is kept."""
        return self.cache / "phrasebooks" / f"{key}{kind}" if self.cache else None


@dataclass(frozen=True)
class Learned:
    """What a folder's samples teach."""

    words: WordSide
    judge: Judge
    taught: Taught | None


def learn(
    samples: Samples, vocabulary: Vocabulary, embedder: Embedder | None, shelf: Shelf
) -> Learned:
    """What the samples teach; taken from the shelf when it was learned before."""
    model = embedder.model if embedder else ""
    file = shelf.file(key_of(samples, model), BOOK)
    kept = _taken(file) if file else None
    if kept is not None:
        return kept
    lines = Lines.of(samples, vocabulary)
    learned = _by_words(lines) if embedder is None else _with_meaning(lines, embedder, shelf)
    if file:
        _keep(file, learned)
    return learned


def _by_words(lines: Lines) -> Learned:
    words, judge, _ = learn_words(lines)
    return Learned(words, judge, None)


def _with_meaning(lines: Lines, embedder: Embedder, shelf: Shelf) -> Learned:
    """Meaning is numpy's work and leaves the interpreter to the words meanwhile."""
    vectors = embedder.phrases(lines.texts(), shelf.progress)
    file = shelf.file(key_of_ridge(embedder.model), RIDGE)
    with short_turns(), ThreadPoolExecutor(1) as beside:
        meant = beside.submit(meant_by, lines, vectors, file)
        words, judge, unseen = learn_words(lines)
        return Learned(words, judge, learn_meaning(words, lines, unseen, meant.result()))


@contextmanager
def short_turns() -> Iterator[None]:
    """Threads give way to each other ten times as often: numpy's work waits less for its turn."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, TURN))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _keep(file: Path, learned: Learned) -> None:
    taught = learned.taught
    judges = [learned.judge, *((taught.joined, taught.abroad) if taught else ())]
    head = {
        "words": words_written(learned.words),
        "judges": [judge_written(judge) for judge in judges],
    }
    put(file, head, meaning_written(taught) if taught else {})


def _taken(file: Path) -> Learned | None:
    found = get(file)
    if found is None:
        return None
    head, arrays = found
    try:
        judge, *others = map(judge_read, head["judges"])
        words = words_read(head["words"])
        taught = meaning_read(arrays, *others) if others else None
    except (KeyError, ValueError, TypeError, IndexError):
        return None
    return Learned(words, judge, taught)
