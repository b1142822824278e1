"""Makes the shipped pairs of words, bot/reading/lists/pairs.txt, by which search crosses languages.

    python -m benchmarks.archive.pairs FOLDER

FOLDER holds what https://github.com/Badestrand/russian-dictionary publishes of OpenRussian.org
(CC BY-SA 4.0) at commit 64259e4: `*.csv-russian_to_en.json`, `*.csv-en_to_russian.json` and
`others.csv`. To these the model adds, for frequent words of the shipped lists, the word of the
other language that is by far the nearest in meaning. A line: a Russian stem, then English ones.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bot.archive.stopwords import STOP_WORDS
from bot.embedding import Embedder, open_embedder
from bot.reading.lexicon import LISTS, real_words
from bot.reading.normalise import is_cyrillic, stem, words

FREQUENT = 3.0
"""Zipf value from which on the model is asked for a word."""
AHEAD = 0.15
"""How much nearer two words must be than either is to its ten nearest: half of the pairs over this
are in the dictionary too where it has the word, and most others mean nearly the same."""
_NEAREST = 10
_GRAMMAR = re.compile(
    r"(adjective|form|genitive|diminutive|plural|feminine|female|participle|past|passive|perfective"
    r"|imperfective|instrumental|comparative|superlative|abbr|dative|accusative)\s",
    re.IGNORECASE,
)
_FLEETING = re.compile(r"(\w+[бвгджзйклмнпрстфхцчшщь])[оеё]([бвгджзйклмнпрстфхцчшщ])ь?")
_BRACKETS = re.compile(r"\([^)]*\)")
_BETWEEN = re.compile(r" ?[/,;] ?")
Numbers = np.ndarray[Any, np.dtype[Any]]


def translated(folder: Path) -> Iterator[tuple[str, str]]:
    """Russian words with what the dictionary says of them, some of several senses."""
    for file in sorted(folder.glob("*russian_to_en.json")):
        yield from json.loads(file.read_text(encoding="utf-8")).items()
    for file in sorted(folder.glob("*en_to_russian.json")):
        english = json.loads(file.read_text(encoding="utf-8"))
        yield from ((russian, meaning) for meaning, russian in english.items())
    for row in (folder / "others.csv").read_text(encoding="utf-8").splitlines()[1:]:
        columns = row.split("\t")
        if len(columns) > 3:
            yield columns[0], columns[2]


def stems_of(russian: str, meaning: str) -> Iterator[tuple[str, str]]:
    """The pairs of single words in an entry, as stems."""
    word = words(russian)
    if len(word) != 1 or not is_cyrillic(word[0]) or word[0] in STOP_WORDS:
        return
    if _GRAMMAR.match(meaning):
        return
    for sense in _BETWEEN.split(meaning):
        said = [
            each
            for each in words(_BRACKETS.sub("", sense))
            if each not in STOP_WORDS and each.isascii() and each.isalpha()
        ]
        if len(said) == 1 and len(said[0]) > 2:
            yield from ((form, stem(said[0])) for form in {stem(word[0]), *without_vowel(word[0])})


def without_vowel(word: str) -> Iterator[str]:
    """The stem of a noun's other forms where they lose a vowel: `посла` of `посол`."""
    fleeting = _FLEETING.fullmatch(word)
    if fleeting is None:
        return
    kept, lost = word.rstrip("ь"), fleeting[1] + fleeting[2]
    known = real_words("ru")
    for ending in ("а", "я"):
        if lost + ending in known and kept + ending not in known:
            yield stem(lost + ending)


def frequent(language: str, embedder: Embedder) -> tuple[list[str], Numbers]:
    """Stems of frequent words, each with the centred vector of its most frequent form."""
    forms: dict[str, str] = {}
    for word, zipf in real_words(language).items():
        if zipf >= FREQUENT and len(word) > 2 and word not in STOP_WORDS and word.isalpha():
            forms.setdefault(stem(word), word)
    vectors = embedder.questions(list(forms.values()))
    vectors = vectors - vectors.mean(axis=0)
    return list(forms), vectors / np.linalg.norm(vectors, axis=1)[:, None]


def nearest(embedder: Embedder) -> Iterator[tuple[str, str]]:
    """Pairs that the model is clear about."""
    (russian, ours), (english, theirs) = (frequent(each, embedder) for each in ("ru", "en"))
    around = [_around(ours, theirs)[:, None], _around(theirs, ours)[None, :]]
    for at in range(0, len(ours), 1000):
        ahead = 2 * (ours[at : at + 1000] @ theirs.T) - around[0][at : at + 1000] - around[1]
        for row, best in enumerate(ahead.argmax(axis=1).tolist()):
            if ahead[row, best] > AHEAD:
                yield russian[at + row], english[best]


def _around(some: Numbers, others: Numbers) -> Numbers:
    """Mean cosine of each to its nearest among the others."""
    means = [
        np.partition(some[at : at + 1000] @ others.T, -_NEAREST, axis=1)[:, -_NEAREST:].mean(axis=1)
        for at in range(0, len(some), 1000)
    ]
    return np.concatenate(means)


def main(folder: Path) -> None:
    """Write the list."""
    embedder = open_embedder(None)
    assert embedder is not None
    pairs: dict[str, set[str]] = defaultdict(set)
    for russian, meaning in translated(folder):
        for ours, theirs in stems_of(russian, meaning):
            pairs[ours].add(theirs)
    held = sum(map(len, pairs.values()))
    for ours, theirs in nearest(embedder):
        pairs[ours].add(theirs)
    lines = (f"{ours} {' '.join(sorted(pairs[ours]))}\n" for ours in sorted(pairs))
    (LISTS / "pairs.txt").write_text("".join(lines), encoding="utf-8")
    print(f"{held} pairs of the dictionary, {sum(map(len, pairs.values()))} in all")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
