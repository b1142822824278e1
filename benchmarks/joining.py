"""How topics and archive are weighed against each other: fits the weights of `published`.

    python -m benchmarks.joining                    with the model
    EMBEDDINGS=off python -m benchmarks.joining     without it

Whether a question is after a statement: fitted over questions many of which name what the archive
names and are after something else, and some in other languages; ten-fold, so that the figures are
of questions that the fit has not seen. Then tried on the practice questions.
`bot/understanding/published.py` has the weights round.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.cli.opening import learn, open_desk, places
from bot.commands.search import searched
from bot.desk.around import Around
from bot.talk import Heard
from bot.understanding.published import signs

QUESTIONS = Path(__file__).parent / "questions"
FILES = ("published.jsonl", "abroad.jsonl")
UNSEEN = ("practice.jsonl",)
PUBLISHED = ("statement", "article_point")
FOLDS = 10
LIMITS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
Numbers = np.ndarray[Any, np.dtype[np.float64]]


async def gathered(names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The signs of each question of these files, a row each, and whether it is for the archive."""
    rows, wanted, place = [], [], places(None, None)
    async with open_desk(place) as desk:
        await learn(desk, place.settings.cache)
        book = await desk.phrasebook()
        around = Around(desk.knowledge, desk.archive, desk.ledger, desk.embedder)
        lines = [line for name in names for line in (QUESTIONS / name).open(encoding="utf-8")]
        for line in lines:
            asked = json.loads(line)
            question = await desk.hear(Heard(asked["text"]))
            reading = book.read(asked["text"])
            results = await searched(reading.text, question, around)
            if results.found:
                rows.append(signs(book.weigh(reading), results.found[0]))
                wanted.append(float(asked["label"] in PUBLISHED))
    return np.array(rows), np.array(wanted)


def fitted(rows: Numbers, wanted: Numbers, restraint: float = 0.3) -> Numbers:
    """Weights of a logistic regression, with a little restraint."""
    weights = np.zeros(rows.shape[1])
    held = np.diag([0.01, *[restraint] * (rows.shape[1] - 1)])
    for _ in range(50):
        chance = chances(rows, weights)
        slope = (rows * (chance * (1 - chance))[:, None]).T @ rows + held
        weights -= np.linalg.solve(slope, rows.T @ (chance - wanted) + held @ weights)
    return weights


def chances(rows: Numbers, weights: Numbers) -> Numbers:
    """The probabilities that these weights give."""
    found: Numbers = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
    return found


def area(chance: Numbers, wanted: Numbers) -> float:
    """Area under the curve: how often one that is wanted stands above one that is not."""
    return float(np.mean(chance[wanted == 1][:, None] > chance[wanted == 0][None, :]))


def report(chance: Numbers, wanted: Numbers) -> None:
    """Print how well questions are told apart."""
    print(f"area under the curve: {area(chance, wanted):.3f}")
    print("given from   of those for the archive   of the others")
    after, other = chance[wanted == 1], chance[wanted == 0]
    for limit in LIMITS:
        print(f"{limit:10.2f} {np.mean(after >= limit):26.1%} {np.mean(other >= limit):15.1%}")


def main() -> None:
    """Fit, and tell how well unseen questions are told apart."""
    rows, wanted = asyncio.run(gathered(FILES))
    order = np.random.default_rng(0).permutation(len(wanted))
    chance = np.zeros(len(wanted))
    for fold in range(FOLDS):
        held_out = order[fold::FOLDS]
        learned = np.setdiff1d(order, held_out)
        chance[held_out] = chances(rows[held_out], fitted(rows[learned], wanted[learned]))
    weights = fitted(rows, wanted)
    print("weights of the signs: " + ", ".join(f"{weight:.2f}" for weight in weights))
    print(f"ten-fold on {len(wanted)} questions")
    report(chance, wanted)
    rows, wanted = asyncio.run(gathered(UNSEEN))
    print(f"on the {len(wanted)} practice questions")
    report(chances(rows, weights), wanted)


if __name__ == "__main__":
    main()
