"""Learns the index of meaning, and scores its own texts as if each had not been learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.understanding.meaning import Matrix, MeaningIndex, MeaningScores, kernel, unit

MOST = 6_000
"""Texts up to which the ridge is exact; above, it rests on `_LANDMARKS` of them."""
_LANDMARKS = 1_500
_OFF_CENTRE = 0.5
"""Share of the phrases' mean that is taken off: raw cosines lie between .7 and .9 for anything."""
_LAMBDA = 0.05
_STEADY = 1e-3
_SMALL = 192


@dataclass(frozen=True)
class Vectors:
    """The vectors that are learned from, a row each."""

    phrases: Matrix
    places: Sequence[int]
    """The topic of each phrase."""
    refused: Matrix
    mistaken: Matrix
    """What looks like a topic and is not it."""
    mistaken_for: Sequence[int]


@dataclass(frozen=True)
class MeaningLessons:
    """The index of meaning, and the scores of its own texts, each as if not learned."""

    index: MeaningIndex
    phrases: MeaningScores
    refused: MeaningScores
    """Of the refused samples, then of the mistakes."""


def learn(vectors: Vectors) -> MeaningLessons:
    """Learn phrases and refused samples. Takes a second or two for some thousand texts."""
    middle = _OFF_CENTRE * vectors.phrases.mean(0)

    def centred(some: Matrix) -> Matrix:
        return unit(some - middle) if len(some) else some

    rows, refused = centred(vectors.phrases), centred(vectors.refused)
    topics = max(vectors.places) + 1
    places = np.array([*vectors.places, *[topics] * len(refused)])
    targets = np.eye(topics + 1, dtype=np.float32)[places]
    everything = np.concatenate([rows, refused])
    sums = targets.T @ everything
    ridge = _ridge(everything, targets)
    unseen = ridge.unseen
    index = MeaningIndex(
        middle,
        rows,
        places[: len(rows)],
        np.concatenate([refused, centred(vectors.mistaken)]),
        np.array(vectors.mistaken_for, dtype=int),
        unit(sums)[:topics],
        ridge.marks,
        ridge.weights,
        unseen[:0],
    )
    phrases = _phrases_unseen(index, sums, ridge)
    held = replace(index, unseen=phrases.fits.astype(np.float16))
    return MeaningLessons(held, phrases, _refused_unseen(index, unseen[len(rows) :]))


def _phrases_unseen(index: MeaningIndex, sums: Matrix, ridge: _Ridge) -> MeaningScores:
    rows, places = index.rows, index.places
    own = np.arange(len(rows))
    near = ridge.closeness
    near = rows @ rows.T if near is None else near[: len(rows), : len(rows)]
    near[own, own] = -1
    centroid = rows @ index.centroids.T
    without = unit(sums[places] - rows)
    centroid[own, places] = np.einsum("ij,ij->i", without, rows)
    return index.joined(centroid, ridge.unseen[: len(rows)], near, rows @ index.refused.T)


def _refused_unseen(index: MeaningIndex, ridge: Matrix) -> MeaningScores:
    rows = index.refused
    near, apart = rows @ index.rows.T, rows @ rows.T
    mistaken = index.ridge(rows[len(ridge) :], near[len(ridge) :], apart[len(ridge) :])
    np.fill_diagonal(apart, -1)
    everything = np.concatenate([ridge, mistaken])
    return index.joined(rows @ index.centroids.T, everything, near, apart)


@dataclass(frozen=True)
class _Ridge:
    """What was learned over all texts."""

    marks: Matrix
    """The texts that it rests on, where these are not all."""
    weights: Matrix
    unseen: Matrix
    """What each text would be given, were it unseen."""
    closeness: Matrix | None
    """Of every text to every other one, where all were compared."""


def _ridge(everything: Matrix, targets: Matrix) -> _Ridge:
    if len(everything) > MOST:
        return _ridge_of_landmarks(everything, targets)
    closeness = everything @ everything.T
    matrix = kernel(closeness)
    matrix[np.diag_indices(len(matrix))] += _LAMBDA
    factor = _inverse_factor(matrix)
    weights = factor.T @ (factor @ targets)
    own = np.einsum("ij,ij->j", factor, factor)
    return _Ridge(everything[:0], weights, targets - weights / own[:, None], closeness)


def _ridge_of_landmarks(everything: Matrix, targets: Matrix) -> _Ridge:
    steps = np.linspace(0, len(everything) - 1, _LANDMARKS).astype(int)
    marks = everything[steps]
    steady = _STEADY * np.eye(len(steps), dtype=np.float32)
    spread = _inverse_factor(kernel(marks @ marks.T) + steady)
    seen: Matrix = kernel(everything @ marks.T) @ spread.T
    gram = seen.T @ seen
    gram[np.diag_indices(len(gram))] += _LAMBDA
    factor = _inverse_factor(gram)
    projected: Matrix = seen @ factor.T
    own = np.einsum("ij,ij->i", projected, projected)[:, None]
    inner = np.asarray(projected.T @ targets, np.float32)
    unseen: Matrix = (projected @ inner - own * targets) / (1 - own)
    weights: Matrix = spread.T @ (factor.T @ inner)
    return _Ridge(marks, weights, unseen, None)


def _inverse_factor(matrix: Matrix) -> Matrix:
    """Lower triangular M with the inverse = M^T M, by halves, so that products do the work."""
    size = len(matrix)
    if size <= _SMALL:
        lower = np.linalg.cholesky(matrix.astype(np.float64))
        return np.linalg.inv(lower).astype(np.float32)
    half = size // 2
    first = _inverse_factor(matrix[:half, :half])
    across = _lower_times(first, matrix[half:, :half].T).T
    second = _inverse_factor(_less_square(matrix[half:, half:], across))
    factor = np.zeros_like(matrix)
    factor[:half, :half] = first
    factor[half:, half:] = second
    factor[half:, :half] = -_lower_times(second, _lower_times(first.T, across.T, True).T)
    return factor


def _lower_times(lower: Matrix, other: Matrix, upper: bool = False) -> Matrix:
    """A triangle times a matrix, without the half of the work that only meets zeros."""
    size = len(lower)
    if size <= _SMALL:
        return np.asarray(lower @ other, np.float32)
    half = size // 2
    result = np.empty((size, other.shape[1]), np.float32)
    result[:half] = _lower_times(lower[:half, :half], other[:half], upper)
    result[half:] = _lower_times(lower[half:, half:], other[half:], upper)
    if upper:
        result[:half] += lower[:half, half:] @ other[half:]
    else:
        result[half:] += lower[half:, :half] @ other[:half]
    return result


def _less_square(matrix: Matrix, across: Matrix) -> Matrix:
    """The matrix less `across` times its own turn; of the symmetric result the lower blocks."""
    size = len(matrix)
    if size <= _SMALL:
        return np.asarray(matrix - across @ across.T, np.float32)
    half = size // 2
    result = np.empty_like(matrix)
    result[:half, :half] = _less_square(matrix[:half, :half], across[:half])
    result[half:, half:] = _less_square(matrix[half:, half:], across[half:])
    result[half:, :half] = matrix[half:, :half] - across[half:] @ across[:half].T
    return result
