"""How good the archive is in what it finds, beside plain full-text search, in one run.

    python -m benchmarks.finding             the questions on the shipped statements
    python -m benchmarks.finding FOLDER ...  collections: lines.jsonl (import lines) and
                                             questions.jsonl: {"query", "relevant": {id: grade}};
                                             also asked with a slip in every eight letters

Mean reciprocal rank and recall at 1 of the place that was meant, and for questions that the
archive does not answer the share that is told so. Prints figures, never a question.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from pathlib import Path
from typing import Any

from benchmarks.archive.baselines import TOKENIZERS, Plain, Unit
from benchmarks.understanding.noise import with_slips
from bot.archive import Archive, Scope, Statement, statement_from
from bot.archive.meaning import embed_missing
from bot.archive.search import Results, search
from bot.embedding import Embedder, open_embedder
from bot.knowledge import read_knowledge

QUESTIONS = Path(__file__).parent / "questions" / "archive.jsonl"
DAY = date(2020, 1, 17)


@dataclass(frozen=True)
class Asked:
    """A question of the collection, and what is right."""

    text: str
    group: str
    right: Callable[[Unit], bool] | None
    """Whether a place is right; None where the archive has no answer."""
    count: int = 0
    """How many places are right, where that is known."""


@dataclass
class Figures:
    """What one way of finding came to in one group of questions."""

    ranks: list[float]
    gains: list[float]
    refused: int = 0
    asked: int = 0

    def shown(self) -> str:
        """The figures in a line."""
        count = max(1, self.asked)
        if not self.ranks:
            return f"told so {100 * self.refused / count:5.1f} %"
        at_1 = sum(rank == 1 for rank in self.ranks) / count
        gain = f"  nDCG {sum(self.gains) / count:.3f}" if self.gains else ""
        return (
            f"MRR {sum(self.ranks) / count:.3f}  recall at 1 {at_1:.3f}{gain}"
            f"  refused {100 * self.refused / count:4.1f} %"
        )


def shipped() -> tuple[list[Statement], list[Asked]]:
    """The statements of the knowledge folder and the questions on them."""
    statements = list(read_knowledge(Path("knowledge")).statements)
    titles = {each.name: each.title for each in statements}
    asked = []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ours = row["lang"] if row["lang"] in ("en", "ru") else "other"
        group = f"{ours} {row['style']}" if row["answerable"] else "unanswerable"
        asked.append(Asked(row["query"], group, _is_right(row.get("expect"), titles)))
    return statements, asked


def _is_right(
    expect: Mapping[str, Any] | None, titles: Mapping[str, str]
) -> Callable[[Unit], bool] | None:
    if expect is None:
        return None
    point = expect.get("point")
    return lambda unit: expect["title"] in titles[unit[0]] and point in (None, unit[1])


def collection(folder: Path) -> tuple[list[Statement], list[Asked]]:
    """A folder's import lines and questions."""
    rows = (folder / "lines.jsonl").read_text(encoding="utf-8").splitlines()
    statements = [statement_from(json.loads(row), "", "en") for row in rows]
    asked = []
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        relevant = frozenset(row["relevant"])
        right = (lambda unit, these=relevant: unit[0] in these) if relevant else None
        group = "asked" if relevant else "unanswerable"
        asked.append(Asked(row["query"], group, right, len(relevant)))
        if relevant:
            asked.append(Asked(with_slips(row["query"]), "slips", right, len(relevant)))
    return statements, asked


def weigh(places: Sequence[Unit], asked: Asked, figures: Figures, refused: bool) -> None:
    """Count one question."""
    figures.asked += 1
    figures.refused += refused
    if asked.right is None:
        return
    right = [asked.right(place) for place in places[:10]]
    figures.ranks.append(next((1 / at for at, each in enumerate(right, 1) if each), 0.0))
    if not asked.count:
        return
    most = sum(1 / log2(at + 2) for at in range(min(10, asked.count)))
    figures.gains.append(sum(each / log2(at + 2) for at, each in enumerate(right)) / most)


async def measure(statements: list[Statement], questions: list[Asked]) -> None:
    """Every way of finding over the same questions."""
    for tokenizer in TOKENIZERS:
        plain = Plain(tokenizer, statements)
        table: dict[str, Figures] = defaultdict(lambda: Figures([], []))
        for asked in questions:
            found = plain.find(asked.text)
            weigh(found, asked, table[asked.group], not found)
        tell(f"FTS5 {tokenizer}", table)
    embedder = open_embedder(None)
    async with Archive.open(None) as archive:
        await archive.bring_in(statements, on=DAY)
        for model in (None, embedder) if embedder else (None,):
            if model:
                await embed_missing(archive, model)
            table = defaultdict(lambda: Figures([], []))
            for asked in questions:
                results = await _search(archive, asked.text, model)
                places = [(each.id, each.point or 0) for each in results.found]
                weigh(places, asked, table[asked.group], results.outcome == "nothing")
            tell("the archive, words and meaning" if model else "the archive, words alone", table)


async def _search(archive: Archive, text: str, embedder: Embedder | None) -> Results:
    scope = Scope(today=DAY)
    results = await search(archive, text, None, scope)
    if embedder is None:
        return results
    vector = embedder.questions([results.asked.text])[0]
    return await search(archive, text, vector, scope)


def tell(way: str, table: Mapping[str, Figures]) -> None:
    """Print the figures of one way of finding."""
    print(way)
    for group in sorted(table):
        print(f"   {group:14} {table[group].asked:4}  {table[group].shown()}")
    groups = [each for name, each in table.items() if name != "unanswerable"]
    ranks = [rank for each in groups for rank in each.ranks]
    refused = sum(each.refused for each in groups)
    print(f"   {'all answerable':14} {len(ranks):4}  MRR {sum(ranks) / len(ranks):.3f}"
          f"  refused {100 * refused / len(ranks):.1f} %", flush=True)  # fmt: skip


if __name__ == "__main__":
    for place in map(Path, sys.argv[1:]):
        print(f"== {place.name}")
        asyncio.run(measure(*collection(place)))
    if not sys.argv[1:]:
        asyncio.run(measure(*shipped()))
