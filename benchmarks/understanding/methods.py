"""What most bots do, in the same run: a fuzzy scorer, BM25, a nearest centroid of n-grams."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt
from typing import Protocol

from rapidfuzz import fuzz, process

from bot.reading.normalise import words

Pairs = Sequence[tuple[str, str]]
"""Label and text of each phrase."""


class Method(Protocol):
    """Something that names the topic of a text, and how sure it is, on a scale of its own."""

    def __call__(self, text: str) -> tuple[str, float]:
        """The best topic and its score."""
        ...


def token_set(phrases: Pairs) -> Method:
    """RapidFuzz `token_set_ratio` over all phrases: the nearest phrase wins."""
    labels = [label for label, _ in phrases]
    texts = [" ".join(words(text)) for _, text in phrases]

    def best(text: str) -> tuple[str, float]:
        found = process.extractOne(" ".join(words(text)), texts, scorer=fuzz.token_set_ratio)
        return labels[found[2]], found[1]

    return best


def bm25(phrases: Pairs) -> Method:
    """BM25 over each topic's phrases as one text."""
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for label, text in phrases:
        texts[label].update(words(text))
    sizes = {label: sum(counts.values()) for label, counts in texts.items()}
    mean = sum(sizes.values()) / len(sizes)
    holders = Counter(word for counts in texts.values() for word in counts)
    worth = {word: log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for word, n in holders.items()}

    def best(text: str) -> tuple[str, float]:
        scores = dict.fromkeys(texts, 0.0)
        for word in words(text):
            for label, counts in texts.items():
                if count := counts[word]:
                    norm = count + 1.5 * (0.25 + 0.75 * sizes[label] / mean)
                    scores[label] += worth[word] * count * 2.5 / norm
        label = max(scores, key=scores.__getitem__)
        return label, scores[label]

    return best


def ngram_centroid(phrases: Pairs) -> Method:
    """Tf-idf of runs of three letters, the nearest centroid of a topic's phrases."""
    counted = [(label, _runs(text)) for label, text in phrases]
    holders = Counter(run for _, runs in counted for run in runs)
    worth = {run: log((1 + len(counted)) / (1 + n)) + 1 for run, n in holders.items()}
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for label, runs in counted:
        for run, value in _weighted(runs, worth).items():
            sums[label][run] += value
    lengths = {label: _length(vector) for label, vector in sums.items()}

    def best(text: str) -> tuple[str, float]:
        vector = _weighted(_runs(text), worth)
        scores = {
            label: sum(value * other.get(run, 0.0) for run, value in vector.items())
            / lengths[label]
            for label, other in sums.items()
        }
        label = max(scores, key=scores.__getitem__)
        return label, scores[label]

    return best


def _runs(text: str) -> Counter[str]:
    bordered = f" {' '.join(words(text))} "
    return Counter(bordered[at : at + 3] for at in range(len(bordered) - 2))


def _weighted(runs: Counter[str], worth: dict[str, float]) -> dict[str, float]:
    vector = {run: (1 + log(n)) * worth[run] for run, n in runs.items() if run in worth}
    length = _length(vector) or 1.0
    return {run: value / length for run, value in vector.items()}


def _length(vector: dict[str, float]) -> float:
    return sqrt(sum(value * value for value in vector.values()))
