"""Learns the index of meaning, and scores its own texts as if each had not been learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.understanding.meaning import (
    CENTROID,
    Matrix,
    MeaningIndex,
    MeaningScores,
    nearest,
    refusal,
    unit,
)
from bot.understanding.ridge import targets_of
from bot.understanding.ridge_kept import Texts
from bot.understanding.ridge_step import ridge_of

_OFF_CENTRE = 0.5
"""Share of the phrases' mean that is taken off: raw cosines lie between .7 and .9 for anything."""


@dataclass(frozen=True)
class Vectors:
    """The vectors that are learned from, a row each."""

    topics: tuple[str, ...]
    phrases: Matrix
    places: Sequence[int]
    """The topic of each phrase."""
    refused: Matrix
    mistaken: Matrix
    """What looks like a topic and is not it."""
    mistaken_for: Sequence[int]
    measured: Sequence[int]
    """Numbers of the phrases of which it is to be told how near other phrases are."""


@dataclass(frozen=True)
class MeaningLessons:
    """The index of meaning, and the scores of its own texts, each as if not learned."""

    index: MeaningIndex
    phrases: MeaningScores
    refused: MeaningScores
    """Of the refused samples, then of the mistakes."""


def learn(vectors: Vectors, file: Path | None = None) -> MeaningLessons:
    """Learn phrases and refused samples. Takes a second or two for some thousand texts.

    With a file it takes less where most of them were learned before.
    """
    labels = [*(vectors.topics[place] for place in vectors.places), *[""] * len(vectors.refused)]
    texts = Texts(np.concatenate([vectors.phrases, vectors.refused]), labels)
    topics = (*vectors.topics, "")
    middle, ridge = ridge_of(texts, topics, _OFF_CENTRE * vectors.phrases.mean(0), file)
    everything = unit(texts.raw - middle)
    rows, refused = np.split(everything, [len(vectors.phrases)])
    sums = targets_of(labels, topics).T @ everything
    index = MeaningIndex(
        middle,
        rows,
        np.array(vectors.places),
        np.concatenate([refused, unit(vectors.mistaken - middle)]),
        np.array(vectors.mistaken_for, dtype=int),
        unit(sums)[:-1],
        ridge.marks,
        ridge.weights,
        ridge.unseen[:0],
    )
    phrases = _phrases_unseen(index, sums, ridge.unseen[: len(rows)], vectors.measured)
    held = replace(index, unseen=phrases.fits.astype(np.float16))
    return MeaningLessons(held, phrases, _refused_unseen(index, ridge.unseen[len(rows) :]))


def _phrases_unseen(
    index: MeaningIndex, sums: Matrix, ridge: Matrix, measured: Sequence[int]
) -> MeaningScores:
    """The scores of the phrases; how near others are is looked up of the measured ones alone."""
    rows, places = index.rows, index.places
    apart = rows @ index.refused.T

    def own(place: int) -> Matrix:
        numbers = np.flatnonzero(places == place)
        near = rows @ rows[numbers].T
        near[numbers, np.arange(len(numbers))] = -1
        most: Matrix = near.max(1)
        return most

    centroid = rows @ index.centroids.T
    without = unit(sums[places] - rows)
    centroid[np.arange(len(rows)), places] = np.einsum("ij,ij->i", without, rows)
    fits = index.fitted(CENTROID * centroid + (1 - CENTROID) * ridge[:, :-1], apart, own)
    others = rows[measured] @ rows.T
    others[np.arange(len(measured)), measured] = -1
    near = np.zeros(len(rows), np.float32)
    near[measured] = nearest(others)
    return MeaningScores(fits, near, refusal(apart, ridge[:, -1]))


def _refused_unseen(index: MeaningIndex, ridge: Matrix) -> MeaningScores:
    rows = index.refused
    near, apart = rows @ index.rows.T, rows @ rows.T
    mistaken = index.ridge(rows[len(ridge) :], near[len(ridge) :], apart[len(ridge) :])
    np.fill_diagonal(apart, -1)
    everything = np.concatenate([ridge, mistaken])
    return index.joined(rows @ index.centroids.T, everything, near, apart)
