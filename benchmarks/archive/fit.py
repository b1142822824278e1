"""Fits the weights of bot/archive/confidence.py, and prints them and what they refuse.

    python -m benchmarks.archive.fit FOLDER...

Each folder is a collection as `benchmarks.finding` takes it. From each, archives of several sizes
are made that hold only some of the texts, so that about as many questions have no answer as have
one; every question is asked as it stands and with slips. The committed weights come from XQuAD
(Artetxe and others, CC BY-SA 4.0): English, Russian, each asked in the other, and a mixture.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks.archive.made import with_slip
from benchmarks.finding import Asked, collection
from bot.archive import Archive, Scope, Statement
from bot.archive.confidence import Evidence, kind, parts
from bot.archive.found import Results
from bot.archive.meaning import embed_missing
from bot.archive.search import search
from bot.embedding import open_embedder

SIZES = (8, 16, 40, 120)
"""Texts of an archive."""
QUESTIONS = 60
"""Questions of an archive, about half of them without an answer."""
FALSE = 0.06
"""Share of answerable questions that may be refused."""
Numbers = np.ndarray[Any, np.dtype[Any]]


class Model(Protocol):
    """What makes vectors."""

    model: str

    def questions(self, texts: Sequence[str]) -> Numbers:
        """Vectors of questions."""

    def passages(self, texts: Sequence[str]) -> Numbers:
        """Vectors of passages."""


@dataclass(frozen=True)
class Sample:
    """The evidence for the first place found, and whether the archive has an answer at all."""

    evidence: Evidence
    answerable: bool
    slips: bool
    of: str


def archives(
    statements: Sequence[Statement], questions: Sequence[Asked]
) -> Iterator[tuple[list[Statement], list[tuple[Asked, bool]]]]:
    """Archives with some of the texts, and questions with whether they hold the answer."""
    dice = random.Random(len(statements))
    for size in SIZES:
        for _ in range(max(1, 80 // size)):
            held = dice.sample(list(statements), min(size, len(statements)))
            told = [
                (each, any(each.right((one.name, 0)) for one in held))
                for each in questions
                if each.right is not None
            ]
            dice.shuffle(told)
            yes = [each for each in told if each[1]][: QUESTIONS // 2]
            no = [each for each in told if not each[1]][: max(len(yes), 10)]
            yield held, yes + no


async def samples(folder: Path, model: Model) -> list[Sample]:
    """The evidence for every question in every archive made from a collection."""
    taken = []
    dice = random.Random(1)
    for held, asked in archives(*collection(folder)):
        async with Archive.open(None) as archive:
            await archive.bring_in(held, on=date(2020, 1, 1))
            for vectors in (False, True):
                if vectors:
                    await embed_missing(archive, model)
                for each, answerable in asked:
                    slipped = " ".join(with_slip(word, dice) for word in each.text.split())
                    for text in (each.text, slipped):
                        results = await _asked(archive, text, model if vectors else None)
                        if results.evidence:
                            best = results.evidence[0]
                            taken.append(Sample(best, answerable, text is slipped, folder.name))
    return taken


async def _asked(archive: Archive, text: str, model: Model | None) -> Results:
    results = await search(archive, text, None, Scope())
    if model is None:
        return results
    vector = model.questions([results.asked.text])[0]
    return await search(archive, text, vector, Scope())


def fitted(rows: Numbers, right: Numbers) -> Numbers:
    """Weights of a logistic sum, by Newton's method with a little shrinkage."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - right) + 0.01 * weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + 0.01 * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def report(name: str, taken: Sequence[Sample]) -> None:
    """Fit one kind of evidence on half of its samples and tell how it does on the others."""
    names = list(parts(taken[0].evidence))
    rows = np.array([[parts(each.evidence)[part] for part in names] for each in taken])
    right = np.array([each.answerable for each in taken], dtype=float)
    odd = np.arange(len(taken)) // 2 % 2 == 0
    weights = fitted(rows[odd], right[odd])
    print(
        name, len(taken), {part: round(float(w), 2) for part, w in zip(names, weights, strict=True)}
    )
    likely = 1 / (1 + np.exp(-rows @ weights))
    for of in sorted({each.of for each in taken}):
        for slips in (False, True):
            ours = ~odd & np.array([each.of == of and each.slips == slips for each in taken])
            yes, no = likely[ours & (right == 1)], likely[ours & (right == 0)]
            if len(yes) and len(no):
                at = np.quantile(yes, FALSE)
                print(f"   {of:12} {'slips' if slips else 'clean'}  refused {np.mean(no < at):.2f}"
                      f" at {at:.2f};  at .28 {np.mean(no < 0.28):.2f} and falsely"
                      f" {np.mean(yes < 0.28):.2f}", flush=True)  # fmt: skip


async def main(folders: Sequence[Path], model: Model) -> None:
    """Gather samples from all collections and fit each kind of evidence."""
    taken = [each for folder in folders for each in await samples(folder, model)]
    for name in sorted({kind(each.evidence) for each in taken}):
        report(name, [each for each in taken if kind(each.evidence) == name])


if __name__ == "__main__":
    embedder = open_embedder(None)
    assert embedder is not None
    asyncio.run(main([Path(each) for each in sys.argv[1:]], embedder))
