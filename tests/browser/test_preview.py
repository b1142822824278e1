"""The preview in a real browser: asked, pressed, edited, by keyboard, by ear, in both themes."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ledger import Ledger
from bot.talk import Asked
from tests.browser.chromium import Tab
from tests.preview_site import previewed

pytestmark = pytest.mark.browser

LAST = "#messages .theirs:last-child:not(.waiting)"
ENTER = ("Enter", 13, "\r")


async def opened(tab: Tab, address: str) -> None:
    """Open the page and wait for the desk's first words."""
    await tab.screen(1440, 900)
    await tab.visit(address)
    await tab.sees("Embassy of Veldonia in Port Maren", LAST)


async def ask(tab: Tab, text: str) -> None:
    """Type a question and send it with the Enter key; wait for the answer."""
    before = await tab.run("document.querySelectorAll('.theirs:not(.waiting)').length")
    await tab.run("document.getElementById('typed').focus()")
    await tab.type(text)
    await tab.key(*ENTER)
    await tab.until(f"document.querySelectorAll('.theirs:not(.waiting)').length > {before}")


def button(label: str) -> str:
    """The last button of the chat with that label, as an expression."""
    keys = "[...document.querySelectorAll('.key')]"
    return f"{keys}.findLast((key) => key.innerText.includes('{label}'))"


async def test_a_question_typed_is_answered_and_explained(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "telephone of the consul")
    await tab.sees("+44 20 7946 0018", LAST)
    await tab.sees("Phone of the consul", ".bars .first")
    await tab.sees("sure from", ".key-to")
    await tab.sees("A question for this desk", ".scope")
    await tab.sees("near by words:", ".nearest")
    await tab.sees("contacts.yaml:", ".sources")


async def test_a_button_pressed_asks_its_question(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "/consul")
    await tab.press(button("Where from"))
    await tab.sees("embassy/contacts.yaml, line", LAST)


async def test_a_page_is_turned_in_its_place(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "/help")
    count = "document.querySelectorAll('.theirs').length"
    before = await tab.run(count)
    await tab.press(button("Papers"))
    await tab.until(f"document.activeElement.matches('.theirs') && {count} === {before}")


async def test_a_file_that_is_saved_changes_the_answer_on_the_page(
    tab: Tab, address: str, knowledge_files: Path
) -> None:
    await opened(tab, address)
    await ask(tab, "telephone of the consul")
    await tab.sees("+44 20 7946 0018", LAST)
    path = knowledge_files / "contacts.yaml"
    path.write_text(path.read_text("utf-8").replace("7946 0018", "7946 0099"), "utf-8")
    await tab.sees("+44 20 7946 0099", LAST)
    await tab.sees("changed at", LAST)


async def test_a_mistake_is_shown_where_it_stands_and_the_old_answer_stays(
    tab: Tab, address: str, knowledge_files: Path
) -> None:
    await opened(tab, address)
    await ask(tab, "telephone of the consul")
    path = knowledge_files / "contacts.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("+44 (0)20 7946 0018", "<b>12</b>"), "utf-8")
    await tab.sees("contacts.yaml:7", "#check")
    await tab.sees("<b>12</b>", "#check")
    await tab.sees("Not taken", "#standing")
    await tab.sees("+44 20 7946 0018", LAST)
    path.write_text(sound, "utf-8")
    await tab.sees("Live since", "#standing")


async def test_an_answer_is_given_as_of_a_day(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await tab.run(
        "const at = document.getElementById('at'); at.value = '2024-05-14T12:00';"
        "at.dispatchEvent(new Event('change'))"
    )
    await tab.sees("As of 14.05.2024, 12:00", "#messages")
    await ask(tab, "/consul")
    await tab.until(f"document.querySelector('{LAST} time').textContent === '12:00'")
    await tab.press("document.getElementById('now')")
    await tab.until("document.getElementById('at').value === ''")


async def test_the_page_speaks_russian_as_well(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await tab.run(
        "const chosen = document.getElementById('language'); chosen.value = 'ru';"
        "chosen.dispatchEvent(new Event('change'))"
    )
    await tab.sees("Что стоит за ответом", "#inside-title")
    await tab.press("document.querySelector('#hint input[value=ru]')")
    await tab.sees("Посольство Вельдонии в Порт-Марене", LAST)
    await ask(tab, "телефон консула")
    await tab.sees("+44 20 7946 0018", LAST)
    assert await tab.run("document.documentElement.lang") == "ru"


async def test_markup_that_is_typed_stays_text(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "<img src=x onerror=\"document.title='broken'\"><b>telephone</b>")
    await tab.sees("<img src=x onerror=", "#messages")
    assert await tab.run("document.querySelectorAll('main img, main script').length") == 0
    assert await tab.run("document.title") != "broken"


async def test_nothing_is_asked_of_anywhere_else(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "telephone of the consul")
    await tab.visit(f"{address}statistics")
    await tab.sees("Nothing is counted here", "#charts")
    # The browser's own pictures, of a calendar and an arrow, come as `data:` and from nowhere.
    asked = [request for request in tab.requests if not request.startswith(("about:", "data:"))]
    assert [request for request in asked if not request.startswith(address)] == []


async def test_everything_can_be_reached_and_pressed_by_keyboard(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "/consul")
    met: list[str] = []
    await tab.run("document.activeElement.blur()")
    for _ in range(60):
        await tab.key("Tab", 9)
        met.append(
            await tab.run(
                "(({id, className, innerText, tagName}) => `${tagName} ${id} ${className} "
                "${innerText}`)(document.activeElement)"
            )
        )
    for wanted in ("skip", "language", "theme", " at ", "menu-button", "typed", "send", "key Wher"):
        assert any(wanted in each for each in met), (wanted, met)
    await tab.run(f"({button('Where from')}).focus()")
    await tab.key(*ENTER)
    await tab.sees("embassy/contacts.yaml, line", LAST)
    await tab.run("document.getElementById('menu-button').focus()")
    await tab.key(*ENTER)
    await tab.until("document.activeElement.closest('#menu')")
    await tab.key("Escape", 27)
    await tab.until("document.activeElement.id === 'menu-button'")


async def test_a_screen_reader_hears_what_each_thing_is(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await ask(tab, "telephone of the consul")
    spoken = await tab.spoken()
    for one in (
        ("log", "Messages"),
        ("textbox", "Message"),
        ("button", "Send"),
        ("button", "Not what I asked"),
        ("radio", "English"),
        ("combobox", "Theme"),
        ("heading", "Behind the answer"),
        ("main", ""),
    ):
        assert one in spoken, one
    nameless = [
        role
        for role, name in spoken
        if role in ("button", "link", "textbox", "combobox", "radio") and not name.strip()
    ]
    assert nameless == []


FAINT = """
(() => {
  const parts = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const ground = parts(getComputedStyle(each).backgroundColor);
      if (ground[3] > 200) return ground;
    }
    return [255, 255, 255, 255];
  };
  return [...document.querySelectorAll('body *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    && element.checkVisibility() && !element.closest('.unseen, .skip, .face'))
    .map((element) => {
      const [one, other] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      return [contrast, element.innerText.slice(0, 30), element.className];
    }).filter(([contrast]) => contrast < 4.5);
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_what_is_behind_them(
    tab: Tab, address: str, scheme: str
) -> None:
    await tab.scheme(scheme)
    await opened(tab, address)
    await ask(tab, "telephone of the consul")
    assert await tab.run(FAINT) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
async def test_nothing_is_wider_than_the_screen(tab: Tab, address: str, width: int) -> None:
    await opened(tab, address)
    await ask(tab, "/consul")
    await tab.screen(width, 800)
    for path in ("", "statistics"):
        if path:
            await tab.visit(address + path)
        await tab.until(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


async def test_on_a_phone_one_part_is_seen_at_a_time(tab: Tab, address: str) -> None:
    await opened(tab, address)
    await tab.screen(390, 844, phone=True)
    parts = "[...document.querySelectorAll('.talk, .inside, .from, .check')]"
    seen = f"{parts}.filter((one) => one.checkVisibility()).map((one) => one.className).join()"
    assert await tab.run(seen) == "talk"
    await tab.press("document.querySelector('.views button[data-view=inside]')")
    await tab.until(f"{seen} === 'panel inside,panel from'")


async def test_the_statistics_draw_what_was_counted(
    tab: Tab, knowledge_files: Path, tmp_path: Path
) -> None:
    today = datetime.now(UTC).date()
    ledger = tmp_path / "data" / "ledger.sqlite"
    async with Ledger(ledger) as counts:
        await counts.apply([Asked(today, "consul", "en", "sure")] * 3)
        await counts.apply([Asked(today, "none", "ru", "lost")])
    async with previewed(knowledge_files, "--data", str(tmp_path / "data")) as address:
        await tab.visit(f"{address}statistics")
        await tab.sees("The consul", "#charts .bars")
        await tab.sees("75 %", ".figures")
        assert await tab.run("document.querySelectorAll('.chart rect.sure').length") == 1
        await tab.visit(address)
        await ask(tab, "telephone of the consul")
    with sqlite3.connect(ledger) as kept:
        assert kept.execute("select sum(times) from asked").fetchone() == (4,)
        assert kept.execute("select count(*) from unanswered").fetchone() == (0,)
