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
MEANING = 3.0
"""What nearness in meaning counts against the share of words."""
ACROSS = 2.0
"""What it counts in addition for a passage in another script than the question's, which cannot
hold its words."""
UNKNOWN = 0.15
"""Nearness supposed of a passage that has no vector yet and holds all of the words."""
_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"))


@dataclass(frozen=True)
class Place:
    """A passage that may answer."""

    passage: int
    sum: float
    """Of the evidence of words and of meaning: what places are ranked by."""
    share: float
    """Of the evidence of words that there could be."""
    covered: float
    """Share of the question's worth that its statement holds."""
    cosine: float
    """How near in meaning, centred; 0 where meaning took no part."""
    across: bool
    """It is in another script than the question."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for passages: the question's words, and its meaning where that is known."""

    shelf: Shelf
    weighed: Weighed
    meaning: Numbers | None
    cyrillic: bool
    """The question is mostly in Cyrillic letters."""


def places(evidence: Evidence, scope: Scope) -> list[Place]:
    """The best passage of each work that the scope takes in, best first."""
    import numpy as np

    columns, scores = evidence.shelf.columns, evidence.weighed.scores
    kept = columns.statement > 0
    within = columns.within(scope)
    if within is not None:
        kept &= within[columns.statement]
        scores[~kept] = 0
    rows = evidence.weighed.best(CANDIDATES)
    near = np.zeros(len(rows), np.float32)
    if evidence.meaning is not None and evidence.shelf.vectors is not None:
        rows, near = _with_nearest(evidence.shelf, rows, evidence.meaning, kept)
    supposed = np.where(np.isnan(near), UNKNOWN * scores[rows], near)
    cyrillic = np.array([each in _CYRILLIC for each in columns.languages], dtype=bool)
    across = (cyrillic != evidence.cyrillic)[columns.language[columns.statement[rows]]]
    sums = scores[rows] + (MEANING + ACROSS * across) * supposed
    return _best(evidence, rows, (sums, np.nan_to_num(near), across))


def _best(
    evidence: Evidence, rows: Numbers, parts: tuple[Numbers, Numbers, Numbers]
) -> list[Place]:
    """Of each work the best passage; of equals the newest comes first."""
    import numpy as np

    columns, weighed = evidence.shelf.columns, evidence.weighed
    sums, near, across = parts
    statements = columns.statement[rows]
    order = np.lexsort((rows, -columns.day[statements], -sums.round(5)))
    best: dict[int, Place] = {}
    for at in order.tolist():
        row, statement = int(rows[at]), int(statements[at])
        best.setdefault(
            int(columns.work[statement]),
            Place(
                row,
                float(sums[at]),
                float(weighed.scores[row]),
                float(weighed.covered[statement]),
                float(near[at]),
                bool(across[at]),
            ),
        )
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
