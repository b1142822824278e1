"""The evidence of meaning: the vectors of the phrases, and how near a question comes to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Matrix = np.ndarray[Any, np.dtype[np.float32]]

CENTROID = 0.4
"""Share of the topic's centroid in the fit; the ridge has the rest."""
_BEND = 2.0
_ROWS = 256
_MISTAKE = 0.6
"""Of how much nearer a text is to what a topic is not."""


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


@dataclass(frozen=True)
class MeaningIndex:
    """Part centroid, part kernel ridge over the phrases, with the refused as one more topic."""

    middle: Matrix
    """What is taken off every vector."""
    rows: Matrix
    """The phrases, centred; a row each."""
    places: Matrix
    """The topic of each phrase."""
    refused: Matrix
    """The refused samples, then the mistakes."""
    mistaken_for: Matrix
    """The topics of the mistakes."""
    centroids: Matrix
    marks: Matrix
    """The texts that the ridge rests on, where these are not all."""
    weights: Matrix
    """What each of these says of each topic and, last, of refusing."""
    unseen: Matrix
    """The fits of the phrases, each as if it had not been learned; in half precision."""

    def centred(self, vectors: Matrix) -> Matrix:
        """Unit vectors about the folder's own middle."""
        return unit(vectors - self.middle) if len(vectors) else vectors

    def score(self, questions: Matrix) -> MeaningScores:
        """Scores of questions that were not learned."""
        rows = self.centred(questions)
        near, apart = rows @ self.rows.T, rows @ self.refused.T
        return self.joined(rows @ self.centroids.T, self.ridge(rows, near, apart), near, apart)

    def ridge(self, rows: Matrix, near: Matrix, apart: Matrix) -> Matrix:
        """What the ridge says of centred rows, of which the closeness to all texts is known."""
        if len(self.marks):
            said: Matrix = kernel(rows @ self.marks.T) @ self.weights
            return said
        first = len(self.rows)
        ours: Matrix = kernel(near) @ self.weights[:first]
        own = len(self.weights) - first
        return ours + kernel(apart[:, :own]) @ self.weights[first:]

    def joined(self, centroid: Matrix, ridge: Matrix, near: Matrix, apart: Matrix) -> MeaningScores:
        """Scores of texts from their closeness to centroids, phrases and refused samples."""
        fits = self.fitted(
            CENTROID * centroid + (1 - CENTROID) * ridge[:, :-1],
            apart,
            lambda place: near[:, self.places == place].max(1),
        )
        return MeaningScores(fits, nearest(near), refusal(apart, ridge[:, -1]))

    def fitted(self, fits: Matrix, apart: Matrix, own: Callable[[int], Matrix]) -> Matrix:
        """Fits less what speaks for a mistake: `own` is how near texts are to a topic's phrases."""
        first = self.refused.shape[0] - len(self.mistaken_for)
        for place in np.unique(self.mistaken_for):
            wrong = apart[:, first:][:, self.mistaken_for == place].max(1)
            fits[:, place] -= _MISTAKE * np.maximum(wrong - own(place), 0)
        return fits

    def nearest_phrase(self, question: Matrix) -> tuple[int, float]:
        """Number and closeness of the phrase nearest to one question."""
        return _first(self.centred(question) @ self.rows.T)

    def nearest_refused(self, question: Matrix) -> tuple[int, float]:
        """Number and closeness of the nearest of the refused samples and mistakes."""
        return _first(self.centred(question) @ self.refused.T)

    def kin(self, place: int) -> list[float]:
        """Likeness of every topic to one, from 0 for the farthest to 1 for the same."""
        cosines = self.centroids @ self.centroids[place]
        low = float(cosines.min())
        return [(float(value) - low) / max(1 - low, 1e-6) for value in cosines]


def unit(rows: Matrix) -> Matrix:
    """Rows of length one."""
    scaled: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def kernel(closeness: Matrix) -> Matrix:
    """The ridge's kernel of cosines."""
    return bent(closeness.copy())


def bent(closeness: Matrix) -> Matrix:
    """The same in the place of the cosines, which nobody needs any more."""
    closeness -= 1
    closeness *= _BEND
    return np.exp(closeness, out=closeness)


def nearest(closeness: Matrix) -> Matrix:
    """Mean of the three greatest values of each row; some rows at a time, to stay in the cache."""
    blocks = [_nearest(closeness[at : at + _ROWS]) for at in range(0, len(closeness), _ROWS)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def _nearest(closeness: Matrix) -> Matrix:
    if closeness.shape[1] > 3:
        closeness = np.partition(closeness, -3, axis=1)[:, -3:]
    near: Matrix = closeness.mean(1)
    return near


def refusal(closeness: Matrix, ridge: Matrix) -> Matrix:
    """Closeness to the nearest refused sample, to the three nearest, and to them as a topic."""
    if not closeness.shape[1]:
        return np.zeros((len(closeness), 3), np.float32)
    return np.column_stack([closeness.max(1), nearest(closeness), ridge])


def _first(closeness: Matrix) -> tuple[int, float]:
    best = int(closeness[0].argmax())
    return best, float(closeness[0, best])
