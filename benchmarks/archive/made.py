"""Makes statements with a realistic vocabulary: words as frequent as in life, and questions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import numpy as np

from bot.archive import Archive
from bot.archive.flatfile import WIDTH
from bot.archive.statements import Statement
from bot.archive.vectors import SCALE
from bot.reading.lexicon import real_words

NAMES = 60_000
"""Made words in each language, rare as names are: Zipf's law has a long tail."""
_SYLLABLES = {
    "en": [
        "ba",
        "con",
        "der",
        "fel",
        "gar",
        "hol",
        "in",
        "ker",
        "lam",
        "mer",
        "nor",
        "ost",
        "per",
        "ran",
        "sen",
        "tor",
        "ul",
        "ven",
        "wick",
        "yar",
    ],
    "ru": [
        "ба",
        "вол",
        "гор",
        "ден",
        "ежи",
        "зам",
        "ив",
        "кор",
        "луж",
        "мир",
        "нов",
        "ост",
        "пет",
        "рев",
        "сел",
        "тар",
        "ув",
        "фед",
        "хол",
        "чер",
    ],
}
PASSAGES = 3
"""Passages of a statement."""
_SENTENCES = (16, 22)


class Author:
    """Writes in one language; the same seed gives the same texts."""

    def __init__(self, language: str, seed: int) -> None:
        self._dice = random.Random(f"{language} {seed}")
        usual = real_words(language)
        names = {self._name(language): 3.5 - 0.00004 * rank for rank in range(NAMES)}
        self._words = [*usual, *names]
        self._weights = list(accumulate(10**zipf for zipf in (*usual.values(), *names.values())))

    def words(self, count: int) -> list[str]:
        """Words as frequent as in the language."""
        return self._dice.choices(self._words, cum_weights=self._weights, k=count)

    def sentence(self) -> str:
        """A sentence of 14 to 22 words."""
        return " ".join(self.words(self._dice.randint(*_SENTENCES))).capitalize() + "."

    def text(self) -> str:
        """A text of three passages of about 400 letters."""
        return "\n\n".join(" ".join(self.sentence() for _ in range(3)) for _ in range(PASSAGES))

    def title(self) -> str:
        """A title of 8 words."""
        return " ".join(self.words(8)).capitalize()

    def _name(self, language: str) -> str:
        return "".join(self._dice.choices(_SYLLABLES[language], k=self._dice.randint(2, 4)))


def statements(passages: int, seed: int = 1) -> Iterator[Statement]:
    """Statements of about so many passages in all, by turns in English and Russian."""
    authors = [Author("en", seed), Author("ru", seed)]
    for number in range(passages // PASSAGES):
        author = authors[number % 2]
        yield Statement(
            title=author.title(),
            text=author.text(),
            date=date(2000, 1, 1) + timedelta(days=number % 7300),
            language=("en", "ru")[number % 2],
            publisher="Made for measuring",
            section="events",
            id=f"made-{seed}-{number}",
        )


def questions(count: int, seed: int = 2) -> Iterator[tuple[str, bool]]:
    """Questions of two to ten words, half with a slip; whether there is one."""
    dice = random.Random(seed)
    authors = [Author("en", seed - 1), Author("ru", seed - 1)]
    for number in range(count):
        words = authors[number % 2].words(dice.randint(2, 10))
        slips = dice.random() < 0.5
        yield " ".join(with_slip(word, dice) for word in words) if slips else " ".join(words), slips


def with_slip(word: str, dice: random.Random) -> str:
    """A word of five letters and more with a letter left out, doubled, changed or swapped."""
    if len(word) < 5 or not word.isalpha():
        return word
    at = dice.randrange(1, len(word) - 1)
    other = dice.choice("оеаинт" if "а" <= word[0] <= "я" else "etaoin")
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + other + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return dice.choice(ways)


async def put_vectors(path: Path, cache: Path, model: str = "made") -> None:
    """Vectors for every passage: a thousand subjects with noise, spread as real ones are."""
    dice = np.random.default_rng(1)
    subjects = dice.normal(size=(1000, WIDTH))
    async with Archive.open(path, cache) as archive, archive.changes() as db:
        missing = "select n from passage where n > (select coalesce(max(passage), 0) from vector)"
        numbers = [n for (n,) in await db.execute_fetchall(missing)]
        for at in range(0, len(numbers), 20_000):
            rows = numbers[at : at + 20_000]
            noise = dice.normal(size=(len(rows), WIDTH))
            made = subjects[dice.integers(0, 1000, len(rows))] + noise
            made = 0.85 / WIDTH**0.5 + 0.5 * made / np.linalg.norm(made, axis=1)[:, None]
            blobs = np.rint(made * SCALE).clip(-127, 127).astype(np.int8)
            await db.executemany(
                "insert into vector (passage, model, numbers) values (?, ?, ?)",
                [(n, model, blob.tobytes()) for n, blob in zip(rows, blobs, strict=True)],
            )
