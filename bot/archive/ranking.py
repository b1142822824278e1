"""Ranking by words: how well every passage holds the terms of a question (BM25F)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from bot.archive.asked import Term
from bot.archive.columns import Columns
from bot.archive.postings import Posting
from bot.reading.lexicon import frequency

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

SATURATION = 1.9
"""BM25's k1: how soon further occurrences of a word stop counting."""
BY_LENGTH = 0.5
"""BM25's b: how far a long passage's words count less."""
AROUND = 0.5
"""What a term in a neighbouring passage counts against one in the passage itself."""
TELLING = 5000
"""Passages that hold a term up to which it tells something of their neighbours too."""
ELSEWHERE = 2000
"""Passages of general text that an archive is judged together with."""
WORDS = 60
"""Words of such a passage."""
UNLISTED = 2.0
"""Zipf value supposed of a word that is not among a language's frequent ones."""
TITLE = 3.0
"""What a word of the title counts against one of the text."""


@dataclass(frozen=True)
class Weighed:
    """The evidence of words, as shares of the most that a question's words can give."""

    scores: Numbers
    """By passage: its terms, rare ones and those of the title counting more."""
    worths: tuple[float, ...]
    """By term."""
    holders: tuple[tuple[Numbers, Numbers], ...] = ()
    """By term: the passages that hold it, rising, and by how good a form each does."""

    def best(self, count: int) -> Numbers:
        """The passages with the most evidence, in no order."""
        import numpy as np

        held = np.flatnonzero(self.scores)
        if len(held) > count:
            held = held[np.argpartition(self.scores[held], -count)[-count:]]
        return held

    def covered(self, rows: Numbers, statement: Numbers) -> Numbers:
        """By row: the worth of the terms that it or a neighbour in its statement holds."""
        import numpy as np

        total = np.zeros(len(rows), np.float32)
        most = max(sum(self.worths), 1e-9)
        for worth, (held, weights) in zip(self.worths, self.holders, strict=True):
            best = np.zeros(len(rows), np.float32)
            for near in (rows - 1, rows, rows + 1) if len(held) else ():
                near = np.minimum(near, len(statement) - 1)
                at = np.minimum(np.searchsorted(held, near), len(held) - 1)
                there = (held[at] == near) & (statement[near] == statement[rows])
                np.maximum(best, weights[at] * there, out=best)
            total += best * np.float32(worth / most)
        return total


def weigh(columns: Columns, terms: Sequence[Term], postings: Mapping[str, Posting]) -> Weighed:
    """Weigh all passages: of a term's forms the best counts, of terms the sum.

    A passage is also credited with the terms that its neighbours in the statement hold: an
    abstract cut in three is still about all three.
    """
    import numpy as np

    total, around, scratch = np.zeros((3, len(columns.statement)), dtype=np.float32)
    worths = [_worth(columns.passages, term, postings) for term in terms]
    most = max(sum(worths), 1e-9)
    holders: list[tuple[Numbers, Numbers]] = []
    for term, worth in zip(terms, worths, strict=True):
        rows, scores, weights = _scores(columns, term, postings)
        holders.append((rows, weights))
        scores = scores * np.float32(worth / most)
        total[rows] += scores
        if len(rows) <= TELLING:
            _spread(around, scratch, (rows, scores), columns.statement)
    held = np.flatnonzero(total)
    total[held] = (total[held] + AROUND * around[held]) / (1 + AROUND)
    total[~columns.alive] = 0
    return Weighed(total, tuple(worths), tuple(holders))


def _spread(
    around: Numbers, scratch: Numbers, term: tuple[Numbers, Numbers], statement: Numbers
) -> None:
    """Add to each passage the best that it or its neighbours have of a term."""
    import numpy as np

    rows, scores = term
    scratch[rows] = scores
    before = statement[rows - 1] == statement[rows]
    after = statement[np.minimum(rows + 1, len(statement) - 1)] == statement[rows]
    after &= rows + 1 < len(statement)
    beside = ((rows[before] - 1, scores[before]), (rows[after] + 1, scores[after]))
    for near, theirs in beside:
        scratch[near] = np.maximum(scratch[near], theirs)
    for touched in (rows, *(near for near, _ in beside)):
        around[touched] += scratch[touched]
        scratch[touched] = 0


def _scores(
    columns: Columns, term: Term, postings: Mapping[str, Posting]
) -> tuple[Numbers, Numbers, Numbers]:
    """The passages that hold a term, rising, how well each does, up to 1, and by what form."""
    import numpy as np

    held: list[tuple[Numbers, Numbers, Numbers]] = []
    title_usual, usual = columns.usual
    short = 1 - BY_LENGTH
    for form, weight in term.forms.items():
        posting = postings[form]
        rows = posting.passages[: np.searchsorted(posting.passages, len(columns.statement))]
        often = posting.in_text[: len(rows)] / (short + BY_LENGTH / usual * columns.words[rows])
        titles = short + BY_LENGTH / title_usual * columns.title_words[rows]
        often += TITLE * posting.in_title[: len(rows)] / titles
        scores = (weight * often / (often + SATURATION)).astype(np.float32)
        held.append((rows, scores, np.full(len(rows), weight, np.float32)))
    if len(held) == 1:
        return held[0]
    rows, scores, weights = (np.concatenate(parts) for parts in zip(*held, strict=True))
    order = np.argsort(rows, kind="stable")
    first = np.flatnonzero(np.diff(rows[order], prepend=-1))
    if not len(first):
        return rows, scores, weights
    best = np.maximum.reduceat(scores[order], first)
    return rows[order][first], best, np.maximum.reduceat(weights[order], first)


def _worth(alive: int, term: Term, postings: Mapping[str, Posting]) -> float:
    """How telling a term is: its rarity here, and in the language as far as here tells little.

    A small archive lacks most words, usual ones too; what it lacks is not therefore rare.
    """
    held = max(
        ((weight, len(postings[form].passages)) for form, weight in term.forms.items()
         if len(postings[form].passages)),
        default=(0.0, 0),
    )[1]  # fmt: skip
    zipf = frequency(term.read_as or term.word) or UNLISTED
    elsewhere = ELSEWHERE * min(1.0, WORDS * 10 ** (zipf - 9))
    return log(1 + (alive + ELSEWHERE - held - elsewhere + 0.5) / (held + elsewhere + 0.5))
