"""The evidence of meaning: the vectors of the phrases, and how near a question comes to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Matrix = np.ndarray[Any, np.dtype[np.float32]]

_OFF_CENTRE = 0.5
"""Share of the phrases' mean that is taken off: raw cosines lie between .7 and .9 for anything."""
_BEND = 2.0
_LAMBDA = 0.05
_CENTROID = 0.4
MOST = 6_000
"""Phrases up to which the ridge is exact; above, it rests on `_LANDMARKS` of them."""
_LANDMARKS = 1_500
_SMALL = 192
_MISTAKE = 0.6
"""Of how much nearer a text is to what a topic is not."""


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
class MeaningScores:
    """How near questions, a row each, are to the topics, to any phrases, and to what is refused."""

    fits: Matrix
    near: Matrix
    """Mean closeness to the three nearest phrases."""
    refused: Matrix
    """Closeness to the nearest refused sample, to the three nearest, and to them as a topic."""

    def row(self, at: int) -> tuple[list[float], float, tuple[float, float, float]]:
        """One question's fits, nearness and closeness to what is refused."""
        one, three, ridge = (float(value) for value in self.refused[at])
        return [float(value) for value in self.fits[at]], float(self.near[at]), (one, three, ridge)


class MeaningIndex:
    """Part centroid, part kernel ridge over the phrases, with the refused as one more topic."""

    def __init__(self, taught: Vectors) -> None:
        self.middle = _OFF_CENTRE * taught.phrases.mean(0)
        self.rows = self._centred(taught.phrases)
        refused = self._centred(taught.refused)
        self.mistaken = self._centred(taught.mistaken)
        self.refused = np.concatenate([refused, self.mistaken])
        self.topics = max(taught.places) + 1
        self.places = np.array([*taught.places, *[self.topics] * len(refused)])
        self._mistaken_for = [
            (
                place,
                np.flatnonzero(self.places == place),
                np.flatnonzero(np.array(taught.mistaken_for) == place) + len(refused),
            )
            for place in sorted(set(taught.mistaken_for))
        ]
        self._targets = np.eye(self.topics + 1, dtype=np.float32)[self.places]
        everything = np.concatenate([self.rows, refused])
        self._sums = self._targets.T @ everything
        self.centroids = _unit(self._sums)[: self.topics]
        self._learn(everything)

    def _centred(self, vectors: Matrix) -> Matrix:
        return _unit(vectors - self.middle) if len(vectors) else vectors

    def _learn(self, everything: Matrix) -> None:
        """The ridge's weights, and what it would say of each text had it not seen that one."""
        if len(everything) <= MOST:
            self.marks = everything
            kernel = _kernel(everything, everything)
            kernel[np.diag_indices(len(kernel))] += _LAMBDA
            factor = _inverse_factor(kernel)
            self.weights = factor.T @ (factor @ self._targets)
            own = np.einsum("ij,ij->j", factor, factor)
            self._unseen = self._targets - self.weights / own[:, None]
            return
        steps = np.linspace(0, len(everything) - 1, _LANDMARKS).astype(int)
        self.marks = everything[steps]
        spread = _inverse_factor(
            _kernel(self.marks, self.marks) + 1e-3 * np.eye(len(steps), dtype=np.float32)
        )
        seen = _kernel(everything, self.marks) @ spread.T
        gram = seen.T @ seen
        gram[np.diag_indices(len(gram))] += _LAMBDA
        factor = _inverse_factor(gram)
        projected = seen @ factor.T
        own = np.einsum("ij,ij->i", projected, projected)[:, None]
        fitted = projected @ (projected.T @ self._targets)
        self._unseen = (fitted - own * self._targets) / (1 - own)
        self.weights = spread.T @ (factor.T @ (projected.T @ self._targets))

    def score(self, questions: Matrix) -> MeaningScores:
        """Scores of questions that were not learned."""
        rows = self._centred(questions)
        ridge = _kernel(rows, self.marks) @ self.weights
        near = rows @ self.rows.T
        apart = rows @ self.refused.T
        fits = _CENTROID * rows @ self.centroids.T + (1 - _CENTROID) * ridge[:, : self.topics]
        fits -= self._mistakes(near, apart)
        return MeaningScores(fits, _nearest(near), _refusal(apart, ridge[:, -1]))

    def nearest_phrase(self, question: Matrix) -> tuple[int, float]:
        """Number and closeness of the phrase nearest to one question."""
        return _first(self._centred(question) @ self.rows.T)

    def nearest_refused(self, question: Matrix) -> tuple[int, float]:
        """Number and closeness of the nearest of the refused samples and mistakes."""
        return _first(self._centred(question) @ self.refused.T)

    def kin(self, place: int) -> list[float]:
        """Likeness of every topic to one, from 0 for the farthest to 1 for the same."""
        cosines = self.centroids @ self.centroids[place]
        low = float(cosines.min())
        return [(float(value) - low) / max(1 - low, 1e-6) for value in cosines]

    def left_out(self) -> tuple[MeaningScores, MeaningScores]:
        """Scores of the phrases and of the refused, each as if it had not been learned."""
        return self.phrases_unseen(range(len(self.rows))), self._refused_unseen()

    def phrases_unseen(self, numbers: Sequence[int]) -> MeaningScores:
        """Scores of the phrases of these numbers, each as if it had not been learned."""
        chosen, own = np.array(numbers, int), np.arange(len(numbers))
        rows, places = self.rows[chosen], self.places[chosen]
        near = rows @ self.rows.T
        near[own, chosen] = -1
        apart = rows @ self.refused.T
        centroid = rows @ self.centroids.T
        without = _unit(self._sums[places] - rows)
        centroid[own, places] = np.einsum("ij,ij->i", without, rows)
        ridge = self._unseen[chosen]
        fits = _CENTROID * centroid + (1 - _CENTROID) * ridge[:, : self.topics]
        fits -= self._mistakes(near, apart)
        return MeaningScores(fits, _nearest(near), _refusal(apart, ridge[:, -1]))

    def _refused_unseen(self) -> MeaningScores:
        near = self.refused @ self.rows.T
        apart = self.refused @ self.refused.T
        np.fill_diagonal(apart, -1)
        seen: Matrix = _kernel(self.mistaken, self.marks) @ self.weights
        ridge: Matrix = np.concatenate([self._unseen[len(self.rows) :], seen])
        centroid = self.refused @ self.centroids.T
        fits = _CENTROID * centroid + (1 - _CENTROID) * ridge[:, : self.topics]
        fits -= self._mistakes(near, apart)
        return MeaningScores(fits, _nearest(near), _refusal(apart, ridge[:, -1]))

    def _mistakes(self, near: Matrix, apart: Matrix) -> Matrix:
        """What each topic loses where a text is nearer to what it is not than to its phrases."""
        lost = np.zeros((len(near), self.topics), np.float32)
        for place, own, wrong in self._mistaken_for:
            ahead = apart[:, wrong].max(1) - near[:, own].max(1)
            lost[:, place] = _MISTAKE * np.maximum(ahead, 0)
        return lost


def _unit(rows: Matrix) -> Matrix:
    scaled: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def _first(closeness: Matrix) -> tuple[int, float]:
    best = int(closeness[0].argmax())
    return best, float(closeness[0, best])


def _kernel(left: Matrix, right: Matrix) -> Matrix:
    kernel: Matrix = np.exp(_BEND * (left @ right.T - 1))
    return kernel


def _nearest(closeness: Matrix) -> Matrix:
    """Mean of the three greatest values of each row."""
    if closeness.shape[1] > 3:
        closeness = np.partition(closeness, -3, axis=1)[:, -3:]
    near: Matrix = closeness.mean(1)
    return near


def _refusal(closeness: Matrix, ridge: Matrix) -> Matrix:
    if not closeness.shape[1]:
        return np.zeros((len(closeness), 3), np.float32)
    return np.column_stack([closeness.max(1), _nearest(closeness), ridge])


def _inverse_factor(matrix: Matrix) -> Matrix:
    """Lower triangular M with the inverse = M^T M, by halves, so that products do the work."""
    size = len(matrix)
    if size <= _SMALL:
        lower = np.linalg.cholesky(matrix.astype(np.float64))
        return np.linalg.inv(lower).astype(np.float32)
    half = size // 2
    first = _inverse_factor(matrix[:half, :half])
    across = matrix[half:, :half] @ first.T
    second = _inverse_factor(matrix[half:, half:] - across @ across.T)
    factor = np.zeros_like(matrix)
    factor[:half, :half] = first
    factor[half:, half:] = second
    factor[half:, :half] = -second @ (across @ first)
    return factor
