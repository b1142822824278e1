"""The folders and questions that are measured: this embassy's, and any public collection."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge import read_knowledge
from bot.understanding import Phrase, Samples

QUESTIONS = Path(__file__).resolve().parents[1] / "questions"
KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
OUT = "out_of_scope"
_OF_THE_ARCHIVE = ("statement", "article_point")


@dataclass(frozen=True)
class Asked:
    """A question, what it is about, and how it is written."""

    text: str
    label: str
    """A topic, or `out_of_scope`."""
    also: tuple[str, ...] = ()
    style: str = "plain"
    language: str = ""

    @property
    def accepted(self) -> frozenset[str]:
        """The labels that are right."""
        return frozenset((self.label, *self.also))


@dataclass(frozen=True)
class Collection:
    """What is learned from, and what is asked."""

    name: str
    samples: Samples
    asked: list[Asked] = field(default_factory=list)

    def within(self) -> list[Asked]:
        """Questions of the topics."""
        return [each for each in self.asked if each.label != OUT]

    def outside(self) -> list[Asked]:
        """Questions that no topic answers."""
        return [each for each in self.asked if each.label == OUT]


def embassy(file: str) -> Collection:
    """The shipped folder with a file of questions; those for the archive are measured elsewhere."""
    samples = read_knowledge(KNOWLEDGE).samples()
    asked = [
        Asked(
            row["text"],
            row["label"],
            tuple(row.get("also", ())),
            row.get("style", "plain"),
            row.get("lang", ""),
        )
        for row in _rows(QUESTIONS / file)
        if row["label"] not in _OF_THE_ARCHIVE
    ]
    return Collection(f"embassy, {file}", samples, asked)


def public(folder: Path, phrases: int, most: int = 500) -> Collection:
    """A public collection: `train.jsonl`, `test.jsonl` and perhaps `other.jsonl`, out of scope.

    Each line is `{"text", "label"}`; `phrases` of a topic are drawn, always the same.
    """
    chance = random.Random(phrases)
    by_label: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "train.jsonl"):
        by_label[row["label"]].add(row["text"])
    learned = [
        Phrase(label, "", text)
        for label, texts in sorted(by_label.items())
        for text in chance.sample(sorted(texts), min(phrases, len(texts)))
    ]
    said = {phrase.text.lower() for phrase in learned}
    tested = [row for row in _rows(folder / "test.jsonl") if row["text"].lower() not in said]
    others = list(_rows(folder / "other.jsonl"))
    chance.shuffle(tested)
    chance.shuffle(others)
    asked = [Asked(row["text"], row["label"]) for row in tested[:most]]
    asked += [Asked(row["text"], OUT) for row in others[:most]]
    return Collection(f"{folder.name}, {phrases} phrases a topic", Samples(tuple(learned)), asked)


def without_a_quarter(collection: Collection) -> Collection:
    """Near misses: a quarter of the topics is taken away, and their questions are out of scope."""
    labels = sorted({phrase.label for phrase in collection.samples.phrases})
    gone = set(random.Random(4).sample(labels, len(labels) // 4))
    kept = tuple(phrase for phrase in collection.samples.phrases if phrase.label not in gone)
    asked = [
        Asked(each.text, OUT if each.label in gone else each.label) for each in collection.within()
    ]
    return Collection(f"{collection.name}, near misses", Samples(kept), asked)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
