"""A folder of five topics, spoilt as files are spoilt in life, and worse."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TOPICS = """\
kitchen:
  kind: contact
  title: {en: Kitchen, ru: Кухня}
  phone: "+44 20 7946 0958"
  email: kitchen@example.org
  source: page.txt:1
  as_of: 2020-01-17
  asked:
    en: [phone of the kitchen, call the cook]
    ru: [телефон кухни, позвонить повару]
fire:
  kind: counter
  title: {en: Last fire, ru: Пожар}
  since: 2019-12-31
  caption: {en: "days have passed since the last fire"}
  asked: {en: [days since the fire], ru: [сколько дней с пожара]}
"""
MORE = """\
oven:
  kind: clock
  title: {en: Oven, ru: Печь}
  zone: Europe/Moscow
  place: {en: Oven, ru: Печь}
  asked: {en: [time in the oven], ru: [время в печи]}
tea:
  title: {en: Tea, ru: Чай}
  asked:
    en:
      - where is the tea
      - is there tea
    ru:
      - где чай
  answer:
    en: |
      In the kitchen.
      On the shelf.
    ru: На кухне.
board:
  kind: bundle
  title: {en: Board, ru: Сводка}
  of: [kitchen, fire, oven]
"""
FILES = {
    "embassy.yaml": "name: {en: House, ru: Дом}\nzone: Europe/London\nlanguages: [en, ru]\n",
    "a.yaml": TOPICS,
    "more/b.yaml": MORE,
    "refused.yaml": "en: [what is the weather]\nru: [какая погода]\n",
    "questions/all.yaml": "- {ask: where is the tea, topic: tea, says: kitchen}\n",
    "statements/all.yaml": "- {date: 2020-01-03, title: On bread, text: Bread., language: en}\n",
    "sources/page.txt": "Kitchen: +44 20 7946 0958\n",
}
HUGE = 6 * 1024 * 1024


@dataclass(frozen=True)
class Mutation:
    """One way of spoiling, where, and a number that it may use."""

    way: str
    file: str
    place: float
    number: int


def make(folder: Path) -> Path:
    """Write the sound folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def drawn(dice: random.Random) -> Mutation:
    """A mutation by chance."""
    return Mutation(
        dice.choice(list(WAYS)), dice.choice(list(FILES)), dice.random(), dice.randrange(1 << 20)
    )


def apply(mutation: Mutation, folder: Path) -> None:
    """Spoil the folder."""
    WAYS[mutation.way](folder / mutation.file, mutation)


def _edit(
    how: Callable[[bytes, int, random.Random], bytes],
) -> Callable[[Path, Mutation], None]:
    def edit(path: Path, mutation: Mutation) -> None:
        if not path.is_file():
            return
        raw = path.read_bytes()
        place = int(mutation.place * len(raw))
        path.write_bytes(how(raw, place, random.Random(mutation.number)))

    return edit


def _cut(raw: bytes, place: int, dice: random.Random) -> bytes:
    return raw[:place] + raw[place + dice.randrange(1, 60) :]


def _doubled(raw: bytes, place: int, dice: random.Random) -> bytes:
    rows = raw.split(b"\n")
    at = place * len(rows) // max(len(raw), 1)
    return b"\n".join(rows[: at + 1] + rows[at:])


def _retyped(raw: bytes, place: int, dice: random.Random) -> bytes:
    letters = b"abc:-[]{},'\"#&*!|>%@`\t 0\n\\~?"
    return raw[:place] + bytes([dice.choice(letters)]) + raw[place + dice.randrange(2) :]


def _indented(raw: bytes, place: int, dice: random.Random) -> bytes:
    rows = raw.split(b"\n")
    at = place * len(rows) // max(len(raw), 1)
    rows[at] = dice.choice([b"  ", b" ", b"\t", b"      "]) + rows[at]
    if dice.randrange(2):
        rows[at] = rows[at].strip()
    return b"\n".join(rows)


def _grown(raw: bytes, place: int, dice: random.Random) -> bytes:
    piece = dice.choice([b"a", b"tea ", b"[", b"- ", b"? ", b"{a: ", b"\n", b"x:\n", b"'"])
    count = dice.choice([50, 5_000, 200_000, HUGE // len(piece)])
    return raw[:place] + piece * count + raw[place:]


def _noisy(raw: bytes, place: int, dice: random.Random) -> bytes:
    return raw[:place] + dice.randbytes(dice.randrange(1, 400)) + raw[place:]


def _encoded(raw: bytes, place: int, dice: random.Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    name = dice.choice(["utf-16", "utf-32", "cp1251", "utf-8-sig", "koi8-r", "utf-7"])
    return text.encode(name, "replace")


def _swapped(raw: bytes, place: int, dice: random.Random) -> bytes:
    rows = raw.split(b"\n")
    dice.shuffle(rows)
    return b"\n".join(rows)


def _bomb(raw: bytes, place: int, dice: random.Random) -> bytes:
    rows = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]".encode() for n in range(1, 12)]
    rows += [b"<<: *a9", b"b: !!python/object/apply:os.getcwd []"]
    return raw + b"\n".join(rows[: dice.randrange(1, len(rows) + 1)]) + b"\n"


def _filled(raw: bytes, place: int, dice: random.Random) -> bytes:
    value = dice.choice(["", "null", "true", "-1", "1e999", "[]", "{}", "0x1F", "9" * 400, "*"])
    rows = raw.split(b"\n")
    at = place * len(rows) // max(len(raw), 1)
    name, colon, _ = rows[at].partition(b":")
    rows[at] = name + colon + b" " + value.encode() if colon else value.encode()
    return b"\n".join(rows)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _linked(path: Path, mutation: Mutation) -> None:
    targets = ["/etc/passwd", "/dev/zero", "nowhere", path.name, "..", "/"]
    _remove(path)
    path.symlink_to(targets[mutation.number % len(targets)])


def _odd(path: Path, mutation: Mutation) -> None:
    _remove(path)
    match mutation.number % 4:
        case 0:
            path.mkdir()
        case 1:
            os.mkfifo(path)
        case 2:
            path.write_bytes(b"")
        case _:
            path.touch(mode=0o000)


def _added(path: Path, mutation: Mutation) -> None:
    names = ["z\n.yaml", "ц.yaml", ".hidden.yaml", "a.yaml.swp", "x" * 200 + ".yaml", "z.YML"]
    added = path.parent / names[mutation.number % len(names)]
    added.write_text("new: {answer: {en: New., ru: Новое.}}\n", "utf-8")


WAYS: dict[str, Callable[[Path, Mutation], None]] = {
    "cut": _edit(_cut),
    "doubled": _edit(_doubled),
    "retyped": _edit(_retyped),
    "indented": _edit(_indented),
    "grown": _edit(_grown),
    "noisy": _edit(_noisy),
    "encoded": _edit(_encoded),
    "swapped": _edit(_swapped),
    "bomb": _edit(_bomb),
    "filled": _edit(_filled),
    "linked": _linked,
    "odd": _odd,
    "added": _added,
}
