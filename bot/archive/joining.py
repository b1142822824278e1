"""Joining: the evidence of words and of meaning, summed by passage, the best of each work kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.archive.ranking import Weighed
from bot.archive.scope import Scope
from bot.archive.shelf import Shelf
from bot.archive.vectors import SCALE, Vectors, signs_of

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

CANDIDATES = 100
"""Passages that words, and as many that meaning, may offer."""
RESCORED = 2000
"""Passages nearest by signs that are looked at by number: 1,000 lose a twentieth of the best."""
POWER = 1.5
MEANING = 8.0
"""What meaning counts against words: fitted, see benchmarks/archive/fit.py."""
UNKNOWN = 0.08
"""Nearness supposed of a passage that has no vector yet and holds all of the words."""


@dataclass(frozen=True)
class Place:
    """A passage that may answer."""

    passage: int
    sum: float
    """Of the evidence of words and of meaning: what places are ranked by."""
    words: float
    """Share of the question's worth that its statement holds."""
    cosine: float
    """How near in meaning, centred; 0 where meaning took no part."""


def places(shelf: Shelf, weighed: Weighed, question: Numbers | None, scope: Scope) -> list[Place]:
    """The best passage of each work that the scope takes in, best first."""
    import numpy as np

    columns = shelf.columns
    within = columns.within(scope)
    kept = columns.statement > 0
    if within is not None:
        kept &= within[columns.statement]
        weighed.scores[~kept] = 0
    rows = weighed.best(CANDIDATES)
    if question is None or shelf.vectors is None:
        shares = weighed.scores[rows] / max(weighed.most, 1e-9)
        return _best(shelf, rows, shares, (shares, np.zeros(len(rows))))
    rows, near = _with_nearest(shelf, rows, question, kept)
    shares = weighed.scores[rows] / max(weighed.most, 1e-9)
    supposed = np.where(np.isnan(near), UNKNOWN * shares, near)
    sums = np.maximum(shares, 0) ** POWER + MEANING * supposed
    return _best(shelf, rows, sums, (shares, np.nan_to_num(near)))


def _best(
    shelf: Shelf, rows: Numbers, sums: Numbers, parts: tuple[Numbers, Numbers]
) -> list[Place]:
    """Of each work the best passage; of equals the newest comes first."""
    import numpy as np

    columns = shelf.columns
    statements = columns.statement[rows]
    order = np.lexsort((rows, -columns.day[statements], -sums.round(6)))
    best: dict[int, Place] = {}
    for at in order:
        work = int(columns.work[statements[at]])
        if work not in best:
            words, near = float(parts[0][at]), float(parts[1][at])
            best[work] = Place(int(rows[at]), float(sums[at]), words, near)
    return list(best.values())


def _with_nearest(
    shelf: Shelf, rows: Numbers, question: Numbers, kept: Numbers
) -> tuple[Numbers, Numbers]:
    """These passages and as many nearest in meaning, with how near each is; NaN if not known."""
    import numpy as np

    vectors = shelf.vectors
    assert vectors is not None
    passages = np.where(vectors.passages < len(kept), vectors.passages, 0)
    signs = signs_of((question - vectors.middle)[None, :], np.zeros((), np.float32))[:, 0]
    found = passages[vectors.near(signs, kept[passages], RESCORED)]
    own, found = rows, np.setdiff1d(found, rows)
    rows = np.concatenate([own, found])
    near = _nearness(vectors, question, rows, shelf.columns.language[shelf.columns.statement[rows]])
    best = np.argsort(-near[len(own) :])[:CANDIDATES] + len(own)
    chosen = np.concatenate([np.arange(len(own)), best])
    return rows[chosen], near[chosen]


def _nearness(vectors: Vectors, question: Numbers, rows: Numbers, languages: Numbers) -> Numbers:
    """How near passages are in meaning, each centred by its language; NaN without a vector.

    The question is taken less half of what all passages have in common.
    """
    import numpy as np

    near = np.full(len(rows), np.nan, dtype=np.float32)
    at = vectors.places[np.where(rows < len(vectors.places), rows, 0)]
    held = at >= 0
    turned = (question - vectors.middle / 2).astype(np.float32)
    numbers = vectors.file.numbers(at[held]).astype(np.float32) / np.float32(SCALE)
    near[held] = numbers @ turned - (vectors.means @ turned)[languages[held]]
    return near
