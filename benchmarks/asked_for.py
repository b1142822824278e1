"""Learns how questions after something published sound, for `bot/understanding/sought.py`.

    python -m benchmarks.asked_for            how well it tells them, on questions it has not seen
    python -m benchmarks.asked_for --write    the same, and writes bot/understanding/asked_for/

Learned from `questions/asked_for.jsonl`: questions to fourteen embassies, of which this is none,
that name the same persons, places and subjects, after what was published on them or after anything
else. Tried on `questions/published.jsonl`, which are questions to this embassy.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.joining import PUBLISHED, area, fitted
from bot.embedding import open_embedder
from bot.reading.repair import Reading, Vocabulary, as_written
from bot.settings import Settings
from bot.understanding.sought import CONSTANT, LISTS, traits

QUESTIONS = Path(__file__).parent / "questions"
OFTEN = 6
"""Questions that hold a word from which it is learned."""
SPREAD = 2.0
"""Makes centred vectors about as long as unit vectors."""
RESTRAINT = {"words": 1.0, "meaning": 0.3}
DIGITS = 4
Numbers = np.ndarray[Any, np.dtype[np.float64]]


def asked(name: str, wanted: Sequence[str]) -> tuple[list[Reading], Numbers]:
    """The questions of a file as they are read, and which have one of the labels wanted."""
    lines = [json.loads(line) for line in (QUESTIONS / name).open(encoding="utf-8")]
    vocabulary = Vocabulary.of_phrases(())
    readings = [as_written(line["text"], vocabulary) for line in lines]
    return readings, np.array([line["label"] in wanted for line in lines], float)


def words_learned(readings: Sequence[Reading], after: Numbers) -> dict[str, float]:
    """The weight of every frequent word, and the constant."""
    found = [traits(reading.words) for reading in readings]
    often = Counter(trait for some in found for trait in some)
    names = sorted(trait for trait, count in often.items() if count >= OFTEN)
    rows = np.array([[1.0, *(name in some for name in names)] for some in found], float)
    weights = fitted(rows, after, RESTRAINT["words"])
    return dict(zip((CONSTANT, *names), weights.tolist(), strict=True))


def meaning_learned(vectors: Numbers, after: Numbers) -> Numbers:
    """The constant, and the weight of every number of a vector."""
    middle = vectors.mean(0)
    ones = np.ones((len(vectors), 1))
    rows = np.hstack([ones, SPREAD * (vectors - middle)])
    weights = fitted(rows, after, RESTRAINT["meaning"])
    weights[1:] *= SPREAD
    weights[0] -= weights[1:] @ middle
    return weights


def main() -> None:
    """Learn, tell how well unseen questions are told apart, and write it where that is asked."""
    embedder = open_embedder(Settings().cache)
    assert embedder is not None, "there is no model here"
    learned, after = asked("asked_for.jsonl", ("published",))
    tried, sought = asked("published.jsonl", PUBLISHED)
    words = words_learned(learned, after)
    vectors = [
        embedder.phrases([reading.text for reading in some]).astype(float)
        for some in (learned, tried)
    ]
    meaning = meaning_learned(vectors[0], after)
    said = np.array(
        [sum(words.get(trait, 0.0) for trait in traits(reading.words)) for reading in tried]
    )
    print(f"learned from {len(learned)} questions, tried on {len(tried)} to another embassy")
    print(f"area under the curve: words {area(said, sought):.3f}, ", end="")
    print(f"meaning {area(vectors[1] @ meaning[1:], sought):.3f}")
    if "--write" in sys.argv[1:]:
        _write(words, meaning)


def _write(words: dict[str, float], meaning: Numbers) -> None:
    LISTS.mkdir(exist_ok=True)
    told = (f"{trait}\t{weight:.{DIGITS - 1}f}\n" for trait, weight in words.items())
    (LISTS / "words.txt").write_text("".join(told), "utf-8")
    np.savetxt(LISTS / "meaning.txt", meaning, fmt=f"%.{DIGITS}g")
    print(f"written: {LISTS.name}/words.txt, {LISTS.name}/meaning.txt")


if __name__ == "__main__":
    main()
