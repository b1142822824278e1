"""Fits the weights of bot/archive/confidence.py, and prints them and what they refuse.

    python -m benchmarks.archive.fit FOLDER...

Each folder is a collection as `benchmarks.finding` takes it; texts whose ids begin alike, up to
the last hyphen, are on one subject. From each, archives are made that lack some of the texts: some
take texts at random, others three fifths of those on one or a few subjects, so that questions
on the rest are hard to tell from those that are answered. Every question is asked as it stands,
in a few of its words, and some with slips. The committed weights come from XQuAD (Artetxe and
others, CC BY-SA 4.0): English, Russian, each asked in the other, and a mixture.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections import defaultdict
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
from bot.archive.stopwords import STOP_WORDS
from bot.embedding import open_embedder
from bot.reading.normalise import clean, spans

SIZES = ((16, 4), (60, 2), (120, 1))
"""Texts of archives taken at random, and how many are made."""
SUBJECTS = ((1, 14), (3, 6), (8, 3), (24, 2))
"""Subjects of archives that have three fifths of their texts, and how many are made."""
QUESTIONS = 48
"""Questions of an archive, about half of them without an answer."""
SLIPS = 0.4
"""Share of questions that are asked with slips too."""
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
    way: str
    """How it was asked."""
    of: str


Told = tuple[Asked, bool]
"""A question, and whether an archive has the answer."""


def archives(
    statements: Sequence[Statement], questions: Sequence[Asked]
) -> Iterator[tuple[list[Statement], list[Told]]]:
    """Archives with some of the texts, and questions with whether they hold the answer."""
    dice = random.Random(len(statements))
    subjects: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        subjects[each.name.rpartition("-")[0]].append(each)
    for size, times in SIZES:
        for _ in range(times):
            held = dice.sample(list(statements), min(size, len(statements)))
            yield held, list(_told(held, statements, questions, dice))
    for count, times in SUBJECTS:
        for _ in range(times):
            near = [subjects[key] for key in dice.sample(sorted(subjects), count)]
            held = [each for texts in near for each in dice.sample(texts, -(-3 * len(texts) // 5))]
            yield (
                held,
                list(_told(held, [each for texts in near for each in texts], questions, dice)),
            )


def _told(
    held: Sequence[Statement],
    near: Sequence[Statement],
    questions: Sequence[Asked],
    dice: random.Random,
) -> Iterator[Told]:
    """As many questions with an answer as without, half of these on what is near."""
    kinds: dict[str, list[Asked]] = {"held": [], "near": [], "far": []}
    for each in dice.sample(list(questions), len(questions)):
        kinds[next((name for name, some in (("held", held), ("near", near))
                    if _answers(some, each)), "far")].append(each)  # fmt: skip
    some = kinds["held"][: QUESTIONS // 2]
    yield from ((each, True) for each in some)
    half = max(4, len(some) // 2)
    yield from ((each, False) for name in ("near", "far") for each in kinds[name][:half])


def _answers(some: Sequence[Statement], asked: Asked) -> bool:
    return asked.right is not None and any(asked.right((each.name, 0)) for each in some)


async def samples(folder: Path, model: Model) -> list[Sample]:
    """The evidence for every question in every archive made from a collection."""
    taken = []
    dice = random.Random(1)
    statements, questions = collection(folder)
    plain = [each for each in questions if each.group != "slips"]
    for held, asked in archives(statements, plain):
        async with Archive.open(None) as archive:
            await archive.bring_in(held, on=date(2020, 1, 1))
            await embed_missing(archive, model)
            for each, answerable in asked:
                for way, text in ways(each.text, dice):
                    for with_vector in (None, model):
                        results = await _asked(archive, text, with_vector)
                        if results.evidence:
                            best = results.evidence[0]
                            taken.append(Sample(best, answerable, way, folder.name))
    return taken


def ways(text: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """A question as it stands, in three to six of its words, and perhaps with slips."""
    yield "clean", text
    text = clean(text)
    telling = [text[start:end] for start, end, word in spans(text) if word not in STOP_WORDS]
    kept = sorted(dice.sample(range(len(telling)), min(len(telling), dice.randint(3, 6))))
    yield "short", " ".join(telling[at] for at in kept)
    if dice.random() < SLIPS:
        yield "slips", " ".join(with_slip(word, dice) for word in text.split())


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
    limit = float(np.quantile(likely[right == 1], FALSE))
    print(f"   {FALSE:.0%} of those with an answer are below {limit:.2f}")
    for at in (0.2, 0.25, 0.3, 1 / 3, 0.4, 0.5):
        odds = [np.mean(likely[(right == 0)] < at), np.mean(likely[(right == 1)] < at)]
        print(f"   at {at:.2f} told so {odds[0]:.2f}, falsely {odds[1]:.2f}")
    for of in sorted({each.of for each in taken}):
        for way in ("clean", "short", "slips"):
            ours = ~odd & np.array([each.of == of and each.way == way for each in taken])
            yes, no = likely[ours & (right == 1)], likely[ours & (right == 0)]
            if len(yes) and len(no):
                print(f"   {of:12} {way}  told so {np.mean(no < limit):.2f},"
                      f" falsely {np.mean(yes < limit):.2f}", flush=True)  # fmt: skip


async def main(folders: Sequence[Path], model: Model) -> None:
    """Gather samples from all collections and fit each kind of evidence."""
    taken = [each for folder in folders for each in await samples(folder, model)]
    for name in sorted({kind(each.evidence) for each in taken}):
        report(name, [each for each in taken if kind(each.evidence) == name])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as cache:
        embedder = open_embedder(Path(cache), keeps_passages=True)
        assert embedder is not None
        asyncio.run(main([Path(each) for each in sys.argv[1:]], embedder))
