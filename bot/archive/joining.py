"""Joining: the evidence of words and of meaning, summed by passage, the best of each work kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.archive.confidence import Evidence
from bot.archive.dates import Days
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
POINTS = 3
"""Points of one article that may be among the results, each a place of its own."""
DATED = 0.8
"""What being published on the days that a question names counts, by their share of it."""
UNKNOWN = 0.15
"""Nearness supposed of a passage that has no vector yet and holds all of the words."""
_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"))


@dataclass(frozen=True)
class Place:
    """A passage that may answer."""

    passage: int
    sum: float
    """Of the evidence of words and of meaning: what places are ranked by."""
    evidence: Evidence


@dataclass(frozen=True)
class Question:
    """What is asked of all passages: its words weighed, and its meaning where that is known."""

    shelf: Shelf
    weighed: Weighed
    meaning: Numbers | None
    foreign: bool
    """It is in none of the archive's languages."""
    cyrillic: bool
    """It is mostly in Cyrillic letters."""
    days: Days | None = None
    """Days that it names: what was published on them is raised."""
    dated: float = 0.0
    """The share of its worth that lies in naming them."""

    def on_these_days(self) -> Numbers:
        """By statement, whether it was published on the days named."""
        day = self.shelf.columns.day
        if self.days is None:
            return day < 0
        return (day >= self.days.first.toordinal()) & (day <= self.days.last.toordinal())


def places(question: Question, scope: Scope) -> list[Place]:
    """The places that the scope takes in, best first; each work once, its points apart."""
    import numpy as np

    columns, scores = question.shelf.columns, question.weighed.scores
    kept = columns.alive
    within = columns.within(scope)
    if within is not None:
        kept = kept & within[columns.statement]
        scores[~kept] = 0
    rows = question.weighed.best(CANDIDATES if question.meaning is not None else 3 * scope.most)
    if question.days is not None and question.days.few:
        held = np.flatnonzero(question.on_these_days()[columns.statement] & kept)
        rows = np.union1d(rows, held[-CANDIDATES:])
    near = np.zeros((3, len(rows)), np.float32)
    if question.meaning is not None and question.shelf.vectors is not None:
        rows, near = with_nearest(question.shelf, rows, question.meaning, kept)
    else:
        near[:] = np.nan
    supposed = np.where(np.isnan(near[0]), UNKNOWN * scores[rows], near[0])
    cyrillic = np.array([each in _CYRILLIC for each in columns.languages], dtype=bool)
    across = (cyrillic != question.cyrillic)[columns.language[columns.statement[rows]]]
    across |= question.foreign
    sums = scores[rows] + (MEANING + ACROSS * across) * supposed
    sums += (DATED * question.dated) * question.on_these_days()[columns.statement[rows]]
    return _best(question, rows, np.stack([sums, *near, across]), scope.most)


def _best(question: Question, rows: Numbers, parts: Numbers, most: int) -> list[Place]:
    """The best passage of each work, of an article that of its best few points; of equals the
    newest comes first.
    """
    import numpy as np

    columns, weighed = question.shelf.columns, question.weighed
    statements = columns.statement[rows]
    order = np.lexsort((rows, -columns.day[statements], -parts[0].round(5)))
    dated = question.dated * question.on_these_days()[statements]
    covered = weighed.covered(rows, columns.statement)
    parts = np.stack([*parts, weighed.scores[rows] + dated / 2, covered + dated])
    points = POINTS if weighed.worths else 1
    best: dict[tuple[int, int], Place] = {}
    taken: Counter[int] = Counter()
    for at in order.tolist():
        work = int(columns.work[statements[at]])
        unit = (work, int(columns.point[rows[at]]))
        if unit not in best and taken[work] < (points if unit[1] else 1):
            taken[work] += 1
            best[unit] = _place(int(rows[at]), parts[:, at].tolist(), question.foreign)
            if len(best) == most:
                break
    return list(best.values())


def _place(row: int, parts: list[float], foreign: bool) -> Place:
    total, near, alike, common, across, share, covered = parts
    known = near == near
    evidence = Evidence(
        share=min(1.0, share),
        covered=min(1.0, covered),
        near=near if known else None,
        alike=alike if known else None,
        common=common if known else 0.0,
        across=bool(across),
        foreign=foreign,
    )
    return Place(row, total, evidence)


def with_nearest(
    shelf: Shelf, rows: Numbers, question: Numbers, kept: Numbers
) -> tuple[Numbers, Numbers]:
    """These passages and as many nearest in meaning, with how near each is, centred by its
    language, as it is, and how near that language's mean is.
    """
    import numpy as np

    vectors, columns = shelf.vectors, shelf.columns
    assert vectors is not None
    passages = np.where(vectors.passages < len(kept), vectors.passages, 0)
    signs = signs_of((question - vectors.middle)[None, :], np.zeros((), np.float32))[:, 0]
    found = passages[vectors.near(signs, kept[passages], RESCORED)]
    found = found[~np.isin(found, rows)]
    # The question is centred by half of what all passages have in common.
    turned = question - vectors.middle / 2
    near = np.subtract(*_cosines(vectors, turned, found, columns.languages_of(found)))
    rows = np.concatenate([rows, found[np.argsort(-near)[:CANDIDATES]]])
    languages = columns.languages_of(rows)
    near = np.subtract(*_cosines(vectors, turned, rows, languages))
    return rows, np.stack([near, *_cosines(vectors, question, rows, languages)])


def _cosines(
    vectors: Vectors, question: Numbers, rows: Numbers, languages: Numbers
) -> tuple[Numbers, Numbers]:
    """With passages, and with the means of their languages; NaN without a vector."""
    import numpy as np

    near = np.full((2, len(rows)), np.nan, dtype=np.float32)
    at = vectors.places[np.where(rows < len(vectors.places), rows, 0)]
    held = at >= 0
    asked = question.astype(np.float32)
    numbers = vectors.file.numbers(at[held]).astype(np.float32)
    # Not `@`: for so few rows its threads cost a hundred times what they compute.
    near[0, held] = np.einsum("ij,j->i", numbers, asked / np.float32(SCALE))
    near[1, held] = np.einsum("ij,j->i", vectors.means, asked)[languages[held]]
    return near[0], near[1]
