"""Ranking by words: how well every passage holds the terms of a question (BM25F)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from bot.archive.asking import Term
from bot.archive.columns import Columns
from bot.archive.postings import Posting

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

SATURATION = 1.6
"""BM25's k1: how soon further occurrences of a word stop counting."""
BY_LENGTH = 0.6
"""BM25's b: how far a long passage's words count less."""
TITLE = 2.0
"""What a word of the title counts against one of the text."""


@dataclass(frozen=True)
class Weighed:
    """By passage the evidence of words, of at most `most`; and what each term is worth."""

    scores: Numbers
    worths: tuple[float, ...]
    most: float

    def best(self, count: int) -> Numbers:
        """The passages with the most evidence, in no order."""
        import numpy as np

        held = np.flatnonzero(self.scores)
        if len(held) > count:
            held = held[np.argpartition(self.scores[held], -count)[-count:]]
        return held


def weigh(columns: Columns, terms: Sequence[Term], postings: Mapping[str, Posting]) -> Weighed:
    """Weigh all passages: of a term's forms the best counts, of terms the sum."""
    import numpy as np

    size = len(columns.statement)
    alive = max(1, columns.passages)
    title_usual = max(1.0, float(columns.title_words.sum()) / alive)
    usual = max(1.0, float(columns.words.sum()) / alive)
    total = np.zeros(size, dtype=np.float32)
    worths = []
    for term in terms:
        worth = _worth(alive, term, postings)
        worths.append(worth)
        best = np.zeros(size, dtype=np.float32) if len(term.forms) > 1 else total
        for form, weight in term.forms.items():
            held = postings[form]
            rows = held.passages
            rows = rows[: np.searchsorted(rows, size)]
            lengths = columns.words[rows] / usual
            titles = columns.title_words[rows] / title_usual
            often = held.in_text[: len(rows)] / (1 - BY_LENGTH + BY_LENGTH * lengths)
            often += TITLE * held.in_title[: len(rows)] / (1 - BY_LENGTH + BY_LENGTH * titles)
            score = (worth * weight) * often / (often + SATURATION)
            best[rows] = np.maximum(best[rows], score) if best is not total else best[rows] + score
        if best is not total:
            total += best
    total[columns.statement[: len(total)] == 0] = 0
    return Weighed(total, tuple(worths), sum(worths))


def _worth(alive: int, term: Term, postings: Mapping[str, Posting]) -> float:
    """How telling a term is: its rarity by its best form that is held, the rarest if none is."""
    held = max(
        ((weight, len(postings[form].passages)) for form, weight in term.forms.items()
         if len(postings[form].passages)),
        default=(0.0, 0),
    )[1]  # fmt: skip
    return log(1 + (alive - held + 0.5) / (held + 0.5))
