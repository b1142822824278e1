"""Takes the pictures of the preview for the docs: `python -m tests.browser.pictures`.

The statistics show invented counts. Where pngquant is on the path, it makes the pictures small.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.ledger import Ledger
from bot.talk import Asked
from tests.browser.chromium import Tab, chromium, opened_tab
from tests.preview_site import ROOT, previewed

PICTURES = ROOT / "docs" / "pictures"
DESKTOP, PHONE = (1440, 900), (390, 844)
THE_DAY = "2020-01-17T20:01"

SHARES = {
    "contact_phone": 30,
    "passport_renewal": 22,
    "contact": 20,
    "opening_hours": 16,
    "latest": 14,
    "clock_both": 12,
    "help": 10,
    "visa": 9,
    "citizenship": 8,
    "notary": 6,
    "today": 6,
    "fees": 5,
    "article": 4,
}
"""How often topics are asked for in the invented counts."""


def invented(today: date) -> Iterator[Asked]:
    """Counts of four months: fewer at weekends, more of late, opening hours most of all."""
    chance = random.Random(7)
    for back in range(120):
        day = today - timedelta(days=back)
        busy = (14 if day.weekday() < 5 else 6) * (1.6 - back / 150)
        for _ in range(int(busy * chance.uniform(0.7, 1.3))):
            language = "ru" if chance.random() < 0.62 else "en"
            luck = chance.random()
            [topic] = chance.choices(list(SHARES), list(SHARES.values()))
            if luck < 0.09:
                yield Asked(day, "none", language, "lost")
            elif topic != "opening_hours" or back <= 30 or luck < 0.4:
                yield Asked(day, topic, language, "unsure" if luck < 0.26 else "sure")


async def keep(tab: Tab, name: str) -> None:
    """Write what is seen into a picture of that name."""
    await asyncio.sleep(2)  # until what has changed is not lit up any more
    path = PICTURES / f"preview-{name}.png"
    path.write_bytes(await tab.picture())
    if shutil.which("pngquant"):
        subprocess.run(
            ["pngquant", "--force", "--skip-if-larger", "--output", path, "128", path], check=False
        )


async def ask(tab: Tab, text: str) -> None:
    """Ask in the chat and wait for the answer."""
    count = "document.querySelectorAll('.theirs:not(.waiting)').length"
    before = await tab.run(count)
    await tab.run("document.getElementById('typed').focus()")
    await tab.type(text)
    await tab.key("Enter", 13, "\r")
    await tab.until(f"{count} > {before}")


async def opened(tab: Tab, address: str, language: str, scheme: str) -> None:
    """Open the chat in a language and a theme, as of the day of the embassy's page."""
    await tab.scheme(scheme)
    await tab.screen(*DESKTOP)
    await tab.visit(address)
    await tab.run(f"localStorage.language = localStorage.hint = '{language}'")
    await tab.visit(address)
    await tab.until("document.querySelector('#messages .theirs:not(.waiting)')")
    await tab.until("document.querySelector('#check .fine, #check .complaints')")
    await tab.run(
        f"(at => {{ at.value = '{THE_DAY}'; at.dispatchEvent(new Event('change')); }})"
        "(document.getElementById('at'))"
    )


async def take(tab: Tab, address: str, knowledge: Path) -> None:
    """Every picture, one after the other."""
    await opened(tab, address, "en", "light")
    await ask(tab, "what time is it in Moscow")
    await ask(tab, "how do I phone the consul")
    await keep(tab, "light")
    await tab.screen(*PHONE, phone=True)
    await keep(tab, "phone-light")
    await opened(tab, address, "ru", "dark")
    await ask(tab, "/article")
    await ask(tab, "паспорт ребенку")
    await keep(tab, "dark")
    await tab.screen(*PHONE, phone=True)
    await keep(tab, "phone-dark")
    await opened(tab, address, "en", "light")
    await ask(tab, "e-mail of the consulate")
    await spoil(knowledge / "contacts.yaml")
    await tab.sees("Not taken", "#standing")
    await keep(tab, "mistake")
    await tab.visit(f"{address}statistics")
    await tab.until("document.querySelector('.chart')")
    await tab.screen(1280, await tab.run("document.documentElement.scrollHeight"))
    await keep(tab, "statistics-light")
    await tab.scheme("dark")
    await tab.screen(*PHONE, phone=True)
    await keep(tab, "statistics-phone-dark")


async def spoil(path: Path) -> None:
    """Save what staff get wrong most easily."""
    text = path.read_text("utf-8")
    wrong = text.replace("+44 (0) 203 668 7474", "020 3668 747").replace("menu: true", "menü: true")
    path.write_text(wrong, "utf-8")


async def main() -> None:
    """Take them from a copy of the shipped knowledge."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as made:
        knowledge = Path(shutil.copytree(ROOT / "knowledge", Path(made, "knowledge")))
        data = Path(made, "data")
        async with Ledger(data / "ledger.sqlite") as ledger:
            await ledger.apply(invented(date.today()))
        if (ROOT / "data" / "cache").is_dir():
            shutil.copytree(ROOT / "data" / "cache", data / "cache")
        options = ("--data", str(data))
        with chromium() as port:
            async with (
                previewed(knowledge, *options, EMBEDDINGS="on") as address,
                opened_tab(port) as tab,
            ):
                await take(tab, address, knowledge)
                print("\n".join(tab.faults) or "no faults")


if __name__ == "__main__":
    asyncio.run(main())
