"""Learns the ridge of a folder of which little changed from the one that was kept.

The inverse of the ridge's matrix is put right for the texts that went and those that came (the
formulas of the inverse of a matrix in blocks), in a time that grows with the square of the texts
and not with their cube. The outcome is that of the whole ridge but for rounding and for the
middle, which stays that of the kept one while the folder's own is as good as there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.understanding.meaning import Matrix, bent, unit
from bot.understanding.ridge import LAMBDA, MOST, Ridge, exact, on_landmarks, targets_of
from bot.understanding.ridge_kept import Kept, Texts

LEAST = 1_500
"""Texts from which it is worth a file; fewer are learned whole as soon."""
STRAY = 0.002
"""How far a folder's own middle may be from the kept one."""
_SHARE = 12
"""Of the texts one in so many may have changed; with more, the whole is learned as soon."""


@dataclass(frozen=True)
class Match:
    """Which of the texts are those that were kept."""

    old: list[int]
    """Numbers of the kept texts that are still there."""
    new: list[int]
    """Their numbers now."""
    gone: list[int]
    """Numbers of the kept texts that are not."""
    came: list[int]
    """Numbers of those that were not there."""

    @classmethod
    def of(cls, kept: Texts, now: Texts) -> Match | None:
        """The match of two sets of texts; None when too much has changed."""
        places: dict[bytes, list[int]] = defaultdict(list)
        for number, name in enumerate(kept.names()):
            places[name].append(number)
        old, new, came = list[int](), list[int](), list[int]()
        for number, name in enumerate(now.names()):
            if places.get(name):
                old.append(places[name].pop())
                new.append(number)
            else:
                came.append(number)
        gone = sorted(number for left in places.values() for number in left)
        few = len(gone) + len(came) <= len(now.labels) // _SHARE
        return cls(old, new, gone, came) if few else None


def ridge_of(
    texts: Texts, topics: tuple[str, ...], middle: Matrix, file: Path | None
) -> tuple[Matrix, Ridge]:
    """The ridge, and the middle that it was learned about; taken from the file where that can be.

    What is learned whole is kept there for the next time.
    """
    count = len(texts.labels)
    if not LEAST <= count <= MOST:
        file = None
    kept = Kept.get(file) if file else None
    if kept is not None and np.linalg.norm(kept.middle - middle) <= STRAY:
        ridge = put_right(kept, texts, topics)
        if ridge is not None:
            return kept.middle, ridge
    learned = exact if count <= MOST else on_landmarks
    ridge = learned(unit(texts.raw - middle), targets_of(texts.labels, topics))
    if file:
        Kept.of(middle, texts, topics, ridge).put(file)
    return middle, replace(ridge, factor=None)


def put_right(kept: Kept, now: Texts, topics: tuple[str, ...]) -> Ridge | None:
    """The ridge of texts of which most were kept; None when too many were not."""
    match = Match.of(kept.texts, now)
    return None if match is None else _Step(kept, now, topics, match).ridge()


@dataclass(frozen=True)
class _Step:
    """From a kept ridge to the one of now."""

    kept: Kept
    now: Texts
    topics: tuple[str, ...]
    match: Match

    def ridge(self) -> Ridge:
        """Without what went (of the inverse P: P - P_g (P_gg)^-1 P_g^T), then with what came."""
        kept, match = self.kept, self.match
        gone = kept.times(_columns(len(kept.texts.labels), match.gone))
        within = _inverse(gone[match.gone])

        def less(some: Matrix) -> Matrix:
            left: Matrix = some - gone @ (within @ some[match.gone])
            return left

        left = less(self._weights() - gone @ self._targets(kept.texts, match.gone))
        across, inner = self._beside()
        lean = less(kept.times(across))
        schur = _inverse(inner - across.T @ lean)
        came = schur @ (self._targets(self.now, match.came) - across.T @ left)
        own = kept.own() - _products(gone @ within, gone) + _products(lean @ schur, lean)
        weights = self._placed(left - lean @ came, came)
        owns = self._placed(own[:, None], schur.diagonal()[:, None])
        targets = targets_of(self.now.labels, self.topics)
        return Ridge(kept.texts.raw[:0], weights, targets - weights / owns)

    def _beside(self) -> tuple[Matrix, Matrix]:
        """The kernel of what came with all that was kept, and with itself."""
        match, middle = self.match, self.kept.middle
        came = unit(self.now.raw[match.came] - middle)
        across = bent(unit(self.kept.texts.raw - middle) @ came.T)
        across[match.gone] = 0
        inner = bent(came @ came.T)
        inner[np.diag_indices(len(inner))] += LAMBDA
        return across, inner

    def _weights(self) -> Matrix:
        """The kept weights, a column for each topic of now."""
        kept = self.kept
        weights = np.zeros((len(kept.weights), len(self.topics)), np.float32)
        places = {topic: place for place, topic in enumerate(kept.topics)}
        both = [at for at, topic in enumerate(self.topics) if topic in places]
        weights[:, both] = kept.weights[:, [places[self.topics[at]] for at in both]]
        return weights

    def _targets(self, texts: Texts, numbers: Sequence[int]) -> Matrix:
        return targets_of([texts.labels[number] for number in numbers], self.topics)

    def _placed(self, kept: Matrix, came: Matrix) -> Matrix:
        """Rows of the kept texts and of those that came, in the order of now."""
        rows = np.empty((len(self.now.labels), kept.shape[1]), np.float32)
        rows[self.match.new] = kept[self.match.old]
        rows[self.match.came] = came
        return rows


def _columns(size: int, numbers: Sequence[int]) -> Matrix:
    """Columns of the identity matrix."""
    columns = np.zeros((size, len(numbers)), np.float32)
    columns[numbers, range(len(numbers))] = 1
    return columns


def _inverse(matrix: Matrix) -> Matrix:
    return np.asarray(np.linalg.inv(matrix.astype(np.float64)), np.float32)


def _products(one: Matrix, other: Matrix) -> Matrix:
    """Of each row of one matrix the product with the other's."""
    products: Matrix = np.einsum("ij,ij->i", one, other)
    return products
