"""How topics and archive are weighed against each other: fits the two constants of `published`.

    python -m benchmarks.joining

Over the practice questions: whether a question is after a statement, from the archive's own
probability and the share of its words that the best topic's phrases hold. Ten-fold, so that the
figures are of questions that the fit has not seen. `bot/understanding/published.py` has them round.
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

QUESTIONS = Path(__file__).parent / "questions" / "practice.jsonl"
PUBLISHED = ("statement", "article_point")
FOLDS = 10
Numbers = np.ndarray[Any, np.dtype[np.float64]]


async def gathered() -> tuple[Numbers, Numbers]:
    """A row a question: 1, log-odds of the archive, share explained; and whether it is for it."""
    rows, wanted, place = [], [], places(None, None)
    async with open_desk(place) as desk:
        await learn(desk, place.settings.cache)
        book = await desk.phrasebook()
        around = Around(desk.knowledge, desk.archive, desk.ledger, desk.embedder)
        for line in QUESTIONS.read_text("utf-8").splitlines():
            asked = json.loads(line)
            question = await desk.hear(Heard(asked["text"]))
            reading = book.read(asked["text"])
            results = await searched(reading.text, question, around)
            if results.found:
                held = min(max(results.found[0].score, 0.005), 0.995)
                explained = book.weigh(reading).measures.explained
                rows.append([1.0, np.log(held / (1 - held)), explained])
                wanted.append(float(asked["label"] in PUBLISHED))
    return np.array(rows), np.array(wanted)


def fitted(rows: Numbers, wanted: Numbers) -> Numbers:
    """Weights of a logistic regression, with a little restraint."""
    weights = np.zeros(rows.shape[1])
    restraint = np.diag([0.01, 0.3, 0.3])
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
    print(f"constant, log-odds of the archive, share explained: {weights}")
    print(f"area under the curve, unseen: {np.mean(after[:, None] > other[None, :]):.3f}")


if __name__ == "__main__":
    main()
