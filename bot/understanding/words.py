"""The evidence of words: an index of all phrases together, in which telling words weigh more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from bot.reading.repair import Word

_STOPS = frozenset(
    (
        "a an the is are was were be been am do does did i me my we our you your he she it its they "
        "this that of to in on at for from with by and or if so can could will would should may have has "
        "had there here as but not no any some please just im id "
        "а и в во на с со к ко о об по за из у от до для не ни же ли бы то это этот эта эти как что чтобы "
        "я мне меня мы нам нас вы вас вам он она они ты мой моя мое мои ваш ваша где там тут есть быть "
        "был была было если или но да нет так вот ещё еще уже пожалуйста "
    ).split()
)
_STOP_SHARE = 0.3
_BLOCK = 1 / sqrt(3)

Features = dict[str, float]


def features_of(words: Sequence[Word]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Stems, pairs of neighbouring stems, and runs of three letters, each counted."""
    stems = [word.stem for word in words]
    edged = ["<", *stems, ">"]
    pairs = (f"{left} {right}" for left, right in pairwise(edged))
    runs = (
        f"{bordered[at : at + 3]}~"
        for bordered in (f"<{word.text}>" for word in words)
        for at in range(len(bordered) - 2)
    )
    return Counter(stems), Counter(pairs), Counter(runs)


@dataclass(frozen=True)
class WordScores:
    """How well the words of a question fit each topic, and the share of them that phrases know."""

    by_label: Mapping[str, float]
    coverage: float


class WordIndex:
    """Topics as weighted features of all their phrases. It never changes once made."""

    def __init__(self, phrases: Iterable[tuple[str, Sequence[Word]]]) -> None:
        counted = [(label, features_of(words)) for label, words in phrases]
        self.labels = tuple(dict.fromkeys(label for label, _ in counted))
        self.phrases = len(counted)
        self._uses: Counter[str] = Counter()
        topics: dict[str, set[str]] = defaultdict(set)
        for label, (stems, pairs, runs) in counted:
            self._uses.update(stems.keys())
            for feature in (*stems, *pairs, *runs):
                topics[feature].add(label)
        spread = len(self.labels)
        self._weights = {
            feature: log((1 + spread) / (1 + len(used))) + 1 for feature, used in topics.items()
        }
        self._postings = self._index(counted)

    def _index(
        self, counted: Sequence[tuple[str, tuple[Counter[str], ...]]]
    ) -> dict[str, list[tuple[int, float]]]:
        sums: dict[str, Counter[str]] = {label: Counter() for label in self.labels}
        for label, blocks in counted:
            for feature, value in self._vector(blocks).items():
                sums[label][feature] += value  # type: ignore[assignment]
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, label in enumerate(self.labels):
            length = sqrt(sum(value * value for value in sums[label].values())) or 1.0
            for feature, value in sums[label].items():
                postings[feature].append((place, value / length))
        return dict(postings)

    def _vector(self, blocks: Iterable[Counter[str]]) -> Features:
        """A text's weighted features that some topic uses, of length 1 when all blocks have any."""
        vector: Features = {}
        for block in blocks:
            part = {
                feature: (1 + log(count)) * self._weights[feature]
                for feature, count in block.items()
                if feature in self._weights
            }
            length = sqrt(sum(value * value for value in part.values()))
            vector.update({feature: _BLOCK * value / length for feature, value in part.items()})
        return vector

    def score(self, words: Sequence[Word]) -> WordScores:
        """Cosine to every topic times the share of the words that the phrases explain."""
        found = [0.0] * len(self.labels)
        for feature, value in self._vector(features_of(words)).items():
            for place, share in self._postings[feature]:
                found[place] += value * share
        coverage = self.coverage(words)
        return WordScores(
            {label: found[place] * coverage for place, label in enumerate(self.labels)}, coverage
        )

    def coverage(self, words: Sequence[Word]) -> float:
        """Share of the question's words, by weight, that phrases explain; stop words count less."""
        known = total = 0.0
        for word in words:
            uses = self._uses.get(word.stem, 0)
            weight = log((1 + self.phrases) / (1 + uses)) + 1
            if word.text in _STOPS:
                if not uses:
                    continue
                weight *= _STOP_SHARE
            total += weight
            known += weight * word.trust if uses else 0.0
        return known / total if total else 0.0
