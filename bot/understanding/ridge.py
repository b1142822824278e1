"""The kernel ridge over a folder's texts: over all of them exactly, or resting on some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.meaning import Matrix, bent, kernel

MOST = 6_000
"""Texts up to which the ridge is exact; above, it rests on `_LANDMARKS` of them."""
_LANDMARKS = 1_500
LAMBDA = 0.05
_STEADY = 1e-3
_SMALL = 192


@dataclass(frozen=True)
class Ridge:
    """What was learned over all texts."""

    marks: Matrix
    """The texts that it rests on, where these are not all."""
    weights: Matrix
    unseen: Matrix
    """What each text would be given, were it unseen."""
    factor: Matrix | None = None
    """Lower triangular M with the inverse = M^T M, where all texts were compared."""


def targets_of(labels: Sequence[str], topics: Sequence[str]) -> Matrix:
    """A row for each label: 1 in the column of its topic, if that is among them."""
    places = {topic: place for place, topic in enumerate(topics)}
    targets = np.zeros((len(labels), len(topics)), np.float32)
    for row, label in zip(targets, labels, strict=True):
        if label in places:
            row[places[label]] = 1
    return targets


def exact(everything: Matrix, targets: Matrix) -> Ridge:
    """The ridge over every text; takes time with the cube of their number."""
    matrix = bent(everything @ everything.T)
    matrix[np.diag_indices(len(matrix))] += LAMBDA
    factor = _inverse_factor(matrix)
    del matrix
    weights = factor.T @ (factor @ targets)
    own = np.einsum("ij,ij->j", factor, factor)
    return Ridge(everything[:0], weights, targets - weights / own[:, None], factor)


def on_landmarks(everything: Matrix, targets: Matrix) -> Ridge:
    """The ridge resting on some of the texts."""
    steps = np.linspace(0, len(everything) - 1, _LANDMARKS).astype(int)
    marks = everything[steps]
    steady = _STEADY * np.eye(len(steps), dtype=np.float32)
    spread = _inverse_factor(kernel(marks @ marks.T) + steady)
    seen: Matrix = bent(everything @ marks.T) @ spread.T
    gram = seen.T @ seen
    gram[np.diag_indices(len(gram))] += LAMBDA
    factor = _inverse_factor(gram)
    projected: Matrix = seen @ factor.T
    own = np.einsum("ij,ij->i", projected, projected)[:, None]
    inner = np.asarray(projected.T @ targets, np.float32)
    unseen: Matrix = (projected @ inner - own * targets) / (1 - own)
    weights: Matrix = spread.T @ (factor.T @ inner)
    return Ridge(marks, weights, unseen)


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
