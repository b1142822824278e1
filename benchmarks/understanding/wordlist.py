"""Makes the shipped lists of real words: `python -m benchmarks.understanding.wordlist`.

Needs `wordfreq`, which is a dependency of development only; its data are CC BY-SA 4.0, and so are
the lists. A list has a line for each tenth of the Zipf scale, falling: the value, then its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

LISTS = Path(__file__).resolve().parents[2] / "bot" / "reading" / "lists"
SHAPES = {"en": re.compile(r"[a-z]+"), "ru": re.compile(r"[а-я]+")}
SINGLE = {"en": set("ai"), "ru": set("авикосуя")}
COUNT = {"en": 50_000, "ru": 100_000}
"""Russian has more forms of a word."""
OTHERS = ("de", "es", "fr", "it", "nl", "pl", "pt", "tr", "uk", "cs", "ro", "fi", "sv", "id", "lt")
"""Languages that wordfreq knows and citizens of several embassies write in."""
OTHER_COUNT = 3_000
TELLING = 1.5
"""How much more frequent, on the Zipf scale, a word must be elsewhere than in our languages."""
FAMILIAR = 5.0
SHORT, LEAST_SHORT = 3, 3.3
"""Up to so many letters, what is rarer is more often an abbreviation or a slip than a word."""


def real_words(language: str) -> dict[str, float]:
    """The most frequent words of a language as the desk compares them, with their Zipf value."""
    found: dict[str, float] = {}
    for word in top_n_list(language, 2 * COUNT[language]):
        plain = word.replace("ё", "е").replace("'", "").replace("’", "")
        if not SHAPES[language].fullmatch(plain):
            continue
        if len(plain) > 1 or plain in SINGLE[language]:
            found.setdefault(plain, round(zipf_frequency(word, language), 1))
        if len(found) == COUNT[language]:
            break
    return found


def telling_words(ours: dict[str, float]) -> list[str]:
    """Words that are frequent in another language and far less so in ours: they give it away."""
    found: set[str] = set()
    for language in OTHERS:
        for word in top_n_list(language, OTHER_COUNT):
            here = ours.get(word, 0.0)
            far = zipf_frequency(word, language) - here >= TELLING
            if word.isalpha() and len(word) > 1 and far and here < FAMILIAR:
                found.add(word)
    return sorted(found)


def main() -> None:
    """Write both lists and the list of other languages' words."""
    ours: dict[str, float] = {}
    for language in SHAPES:
        by_value: dict[float, list[str]] = defaultdict(list)
        for word, value in real_words(language).items():
            if len(word) > SHORT or value >= LEAST_SHORT:
                by_value[value].append(word)
            ours[word] = max(value, ours.get(word, 0.0))
        lines = (f"{value} {' '.join(sorted(by_value[value]))}" for value in sorted(by_value)[::-1])
        (LISTS / f"{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (LISTS / "other.txt").write_text("\n".join(telling_words(ours)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
