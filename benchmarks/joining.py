"""How topics and archive are weighed against each other: fits the weights of `published`.

    python -m benchmarks.joining                    with the model
    EMBEDDINGS=off python -m benchmarks.joining     without it

Over the practice questions and some in other languages: whether a question is after a statement.
Ten-fold, so that the figures are of questions that the fit has not seen.
`bot/understanding/published.py` has the weights round.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np

from bot.cli.opening import learn, open_desk, places
from bot.commands.search import searched
from bot.desk.around import Around
from bot.talk import Heard
from bot.understanding.published import signs

QUESTIONS = Path(__file__).parent / "questions"
FILES = ("practice.jsonl", "abroad.jsonl")
PUBLISHED = ("statement", "article_point")
FOLDS = 10
LIMITS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
Numbers = np.ndarray[Any, np.dtype[np.float64]]


async def gathered() -> tuple[Numbers, Numbers]:
    """The signs of each question, a row each, and whether it is for the archive."""
    rows, wanted, place = [], [], places(None, None)
    async with open_desk(place) as desk:
        await learn(desk, place.settings.cache)
        book = await desk.phrasebook()
        around = Around(desk.knowledge, desk.archive, desk.ledger, desk.embedder)
        lines = [line for name in FILES for line in (QUESTIONS / name).open(encoding="utf-8")]
        for line in lines:
            asked = json.loads(line)
            question = await desk.hear(Heard(asked["text"]))
            reading = book.read(asked["text"])
            results = await searched(reading.text, question, around)
            if results.found:
                rows.append(signs(book.weigh(reading), results.found[0]))
                wanted.append(float(asked["label"] in PUBLISHED))
    return np.array(rows), np.array(wanted)


def fitted(rows: Numbers, wanted: Numbers) -> Numbers:
    """Weights of a logistic regression, with a little restraint."""
    weights = np.zeros(rows.shape[1])
    restraint = np.diag([0.01, *[0.3] * (rows.shape[1] - 1)])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = (rows * (chance * (1 - chance))[:, None]).T @ rows + restraint
        weights -= np.linalg.solve(slope, rows.T @ (chance - wanted) + restraint @ weights)
    return weights


def main() -> None:
    """Fit, and tell how well unseen questions are told apart."""
    rows, wanted = asyncio.run(gathered())
    order = np.random.default_rng(0).permutation(len(wanted))
    chance = np.zeros(len(wanted))
    for fold in range(FOLDS):
        held_out = order[fold::FOLDS]
        learned = np.setdiff1d(order, held_out)
        chance[held_out] = 1 / (
            1 + np.exp(-rows[held_out] @ fitted(rows[learned], wanted[learned]))
        )
    after, other = chance[wanted == 1], chance[wanted == 0]
    weights = ", ".join(f"{weight:.2f}" for weight in fitted(rows, wanted))
    print(f"weights of the signs: {weights}")
    print(f"area under the curve, unseen: {np.mean(after[:, None] > other[None, :]):.3f}")
    print("given from   of those for the archive   of the others")
    for limit in LIMITS:
        print(f"{limit:10.2f} {np.mean(after >= limit):26.1%} {np.mean(other >= limit):15.1%}")


if __name__ == "__main__":
    main()
