"""Learns a folder, or takes what was learned of the same folder before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bot.embedding import Embedder
from bot.reading.repair import Vocabulary
from bot.understanding.judges import Judge
from bot.understanding.learning import Lines, Taught, learn_meaning, learn_words, meant_by
from bot.understanding.phrases import Samples
from bot.understanding.shelf import get, key_of, put
from bot.understanding.weighing import WordSide
from bot.understanding.written import (
    judge_read,
    judge_written,
    meaning_read,
    meaning_written,
    words_read,
    words_written,
)


@dataclass(frozen=True)
class Shelf:
    """Where to keep what was learned, if anywhere, and who hears how far the vectors are."""

    cache: Path | None = None
    progress: Callable[[int, int], None] | None = None


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
    folder = shelf.cache / "phrasebooks" if shelf.cache else None
    key = key_of(samples, embedder.model if embedder else "") if folder else ""
    kept = _taken(folder, key) if folder else None
    if kept is not None:
        return kept
    lines = Lines.of(samples, vocabulary)
    learned = _by_words(lines) if embedder is None else _with_meaning(lines, embedder, shelf)
    if folder:
        _keep(folder, key, learned)
    return learned


def _by_words(lines: Lines) -> Learned:
    words, judge, _ = learn_words(lines)
    return Learned(words, judge, None)


def _with_meaning(lines: Lines, embedder: Embedder, shelf: Shelf) -> Learned:
    """Meaning is numpy's work and leaves the interpreter to the words meanwhile."""
    vectors = embedder.phrases(lines.texts(), shelf.progress)
    with ThreadPoolExecutor(1) as beside:
        meant = beside.submit(meant_by, lines, vectors)
        words, judge, unseen = learn_words(lines)
        return Learned(words, judge, learn_meaning(words, lines, unseen, meant.result()))


def _keep(folder: Path, key: str, learned: Learned) -> None:
    taught = learned.taught
    judges = [learned.judge, *((taught.joined, taught.abroad) if taught else ())]
    head = {
        "words": words_written(learned.words),
        "judges": [judge_written(judge) for judge in judges],
    }
    put(folder, key, head, meaning_written(taught) if taught else {})


def _taken(folder: Path, key: str) -> Learned | None:
    found = get(folder, key)
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
