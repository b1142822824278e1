"""Makes a knowledge folder of 300 topics with ten phrases each in two languages.

    python -m benchmarks.staff.made FOLDER [TOPICS]

Every topic is a matter and what is done about it (fifteen matters, twenty doings), so that topics
lie near each other as they do in life; the phrases put both in ten ways. The same folder each time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

TOPICS = 300
MATTERS = {
    "boat licence": "права на лодку",
    "fishing permit": "разрешение на рыбалку",
    "dog certificate": "справка на собаку",
    "library card": "читательский билет",
    "parking pass": "пропуск на стоянку",
    "garden plot": "садовый участок",
    "school place": "место в школе",
    "travel grant": "деньги на поездку",
    "museum ticket": "билет в музей",
    "water meter": "счётчик воды",
    "bicycle number": "номер для велосипеда",
    "market stall": "место на рынке",
    "choir room": "комната для хора",
    "bee hive": "пчелиный улей",
    "sports hall": "спортивный зал",
}
DOINGS = {
    "renew": ("renew", "extend", "продлить", "обновить"),
    "lose": ("replace a lost", "report the loss of a", "потеряли", "восстановить"),
    "sell": ("sell", "hand over", "продать", "передать"),
    "rent": ("rent", "hire", "снять", "взять на время"),
    "cancel": ("cancel", "give up", "отменить", "отказаться"),
    "pay": ("pay for", "settle the bill for", "оплатить", "внести плату"),
    "move": ("move", "transfer", "перенести", "перевести"),
    "check": ("check", "inspect", "проверить", "осмотреть"),
    "insure": ("insure", "protect", "застраховать", "обезопасить"),
    "repair": ("repair", "mend", "починить", "исправить"),
    "share": ("share", "use together", "разделить", "пользоваться вместе"),
    "measure": ("measure", "take the size of", "измерить", "снять размер"),
    "print": ("print", "get on paper", "распечатать", "получить на бумаге"),
    "inherit": ("inherit", "take over", "унаследовать", "получить в наследство"),
    "translate": ("translate", "put into Russian", "перевести на английский", "переложить"),
    "photograph": ("photograph", "take a picture of", "сфотографировать", "снять на камеру"),
    "complain": ("complain about", "be unhappy with", "пожаловаться", "быть недовольным"),
    "order": ("order", "ask for", "заказать", "попросить"),
    "store": ("store", "keep safe", "хранить", "сберечь"),
    "open": ("open", "unlock", "открыть", "отпереть"),
}
ENGLISH = (
    "how do I {one} a {matter}",
    "{matter}: {one}",
    "I want to {other} my {matter}",
    "can somebody help me {one} the {matter}",
    "what does it take to {other} a {matter}",
    "{one} {matter} please",
    "my husband needs to {one} his {matter}",
    "is it hard to {other} one's {matter}",
    "where does one {one} a {matter}",
    "{matter}, who can {other} it for me",
)
RUSSIAN = (
    "как {one}: {matter}",
    "{matter}, {one}",
    "хочу {other}, это {matter}",
    "кто поможет {one}? {matter}",
    "{matter}: что нужно, чтобы {other}",
    "пожалуйста, {one} ({matter})",
    "мужу надо {one}, у него {matter}",
    "трудно ли {other}, если {matter}",
    "где можно {one}: {matter}",
    "{matter}, и кто это может {other}",
)
EMBASSY = """\
name: {en: The town hall, ru: Ратуша}
zone: Europe/London
languages: [en, ru]
"""


def files(topics: int = TOPICS) -> Iterator[tuple[str, str]]:
    """Names and contents of the folder's files: one a matter."""
    yield "embassy.yaml", EMBASSY
    pairs = islice(product(MATTERS.items(), DOINGS.items()), topics)
    contents: dict[str, list[str]] = {}
    for matter, (doing, words) in pairs:
        name = matter[0].replace(" ", "_")
        contents.setdefault(name, []).append("\n".join(_topic(f"{doing}_{name}", matter, words)))
    for name, entries in contents.items():
        yield f"{name}.yaml", "\n".join(entries) + "\n"


def _topic(key: str, matter: tuple[str, str], words: tuple[str, ...]) -> Iterator[str]:
    english, russian = matter
    told = f"{words[0]} {english}".capitalize()
    yield f"{key}:"
    yield f'  title: {{en: "{told}", ru: "{russian}: {words[2]}"}}'
    yield f'  answer: {{en: "{told}: room {len(key)}.", ru: "Кабинет {len(key)}: {russian}."}}'
    yield "  asked:"
    for language, forms, name, one, other in (
        ("en", ENGLISH, english, words[0], words[1]),
        ("ru", RUSSIAN, russian, words[2], words[3]),
    ):
        yield f"    {language}:"
        yield from (f'      - "{form.format(matter=name, one=one, other=other)}"' for form in forms)


def make(folder: Path, topics: int = TOPICS) -> None:
    """Write the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(topics):
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else TOPICS)
