"""What the ledger keeps of questions and readers: little, blotted, and not for long."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger import Ledger
from bot.ledger.blotting import BLOT, LONGEST, blotted
from bot.sqlite import Unusable
from bot.talk import Asked, Forgotten, LanguageChosen, Unanswered

DAY = date(2024, 5, 14)


def vain(text: str, day: date = DAY) -> Unanswered:
    return Unanswered(text, "en", day)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my number is +44 (0) 20 7946-0018, call me", f"my number is {BLOT}, call me"),
        ("паспорт 45 09 123456 потерян", f"паспорт {BLOT} потерян"),
        ("born 12.03.1985 or 12/03/1985", f"born {BLOT} or {BLOT}"),
        ("12\u200b345", BLOT),
        ("one\n12\n345", f"one {BLOT}"),
        ("write to anna.petrova@mail.example please", f"write to {BLOT} please"),
        ("write to anna @ mail . example today", f"write to {BLOT} today"),
        ("anna(at)mail.example is mine", f"{BLOT} is mine"),
        ("john (at) mail dot com, thanks", f"{BLOT}, thanks"),
        ("john.smith (at) mail (dot) co (dot) uk", BLOT),
        ("john at mail dot com", BLOT),
        ("john dot smith at mail dot com", BLOT),
        ("анна (собака) почта точка ру", BLOT),
        ("meet me at the embassy at ten", "meet me at the embassy at ten"),
        ("анна собака почта точка ру, жду", f"{BLOT}, жду"),
        ("моя собака болеет. Что делать", "моя собака болеет. Что делать"),
        ("ask @anna_p or t.me/anna_p", f"ask {BLOT} or {BLOT}"),
        ("see https://example.org/anna?id=1", f"see {BLOT}"),
        ("in 2020 it cost 1500 roubles", "in 2020 it cost 1500 roubles"),
        ("visa for 3 people, 14 days", "visa for 3 people, 14 days"),
        ("  many\n\n spaces ", "many spaces"),
        ("half a \ud83d letter", "half a ? letter"),
    ],
)
def test_what_may_tell_who_asked_is_blotted_out(text: str, kept: str) -> None:
    assert blotted(text) == kept


NUMBERS = st.text("0123456789 .-–()+/x", max_size=30)


@given(st.lists(st.text(max_size=10) | NUMBERS, max_size=6).map("".join))
def test_no_run_of_five_digits_survives_however_it_is_divided(text: str) -> None:
    kept = blotted(text)
    assert not re.search(r"\d(?:[\s().–—/-]?\d){4}", kept)
    assert len(kept) <= LONGEST and "\n" not in kept
    assert "@" not in kept or not re.search(r"\S@\S", kept)
    kept.encode()


async def test_a_language_is_remembered_and_the_last_choice_holds(ledger: Ledger) -> None:
    await ledger.apply([LanguageChosen("telegram:42", "ru"), LanguageChosen("telegram:43", "en")])
    await ledger.apply([LanguageChosen("telegram:42", "en"), LanguageChosen("telegram:42", "ru")])
    assert await ledger.language("telegram:42") == "ru"
    assert await ledger.language("telegram:43") == "en"
    assert await ledger.language("telegram:44") is None


async def test_a_language_is_remembered_over_a_restart(tmp_path: Path) -> None:
    for chosen in (None, "ru"):
        async with Ledger(tmp_path / "ledger.sqlite") as ledger:
            assert await ledger.language("telegram:42") == chosen
            await ledger.apply([LanguageChosen("telegram:42", "ru")])


async def test_whoever_asks_to_be_forgotten_is(ledger: Ledger) -> None:
    await ledger.apply([LanguageChosen("telegram:42", "ru"), Forgotten("telegram:42")])
    assert await ledger.language("telegram:42") is None


async def test_a_question_is_kept_blotted_and_without_its_asker(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    async with Ledger(path) as ledger:
        await ledger.apply([vain("where is my passport 45 09 123456")])
        (kept,) = await ledger.unanswered()
    assert kept.text == f"where is my passport {BLOT}"
    files = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"123456" not in files and b"telegram:" not in files


async def test_questions_are_dropped_after_the_days_that_the_operator_set() -> None:
    async with Ledger(keep_days=10) as ledger:
        await ledger.apply([vain("first"), vain("second", DAY + timedelta(days=10))])
        assert [each.text for each in await ledger.unanswered()] == ["first", "second"]
        await ledger.apply([vain("third", DAY + timedelta(days=11))])
        assert [each.text for each in await ledger.unanswered()] == ["second", "third"]


async def test_questions_are_dropped_even_when_nobody_asks_in_vain_any_more() -> None:
    async with Ledger(keep_days=10) as ledger:
        await ledger.apply([vain("first")])
        for days, left in ((10, 1), (11, 0)):
            now = datetime(2024, 5, 14, 12, tzinfo=UTC) + timedelta(days=days)
            await ledger.prune(now.timestamp())
            assert len(await ledger.unanswered()) == left


async def test_answers_are_counted_by_day_topic_language_and_outcome(ledger: Ledger) -> None:
    asked = Asked(DAY, "visa", "en", "sure")
    await ledger.apply([asked, asked, Asked(DAY, "visa", "ru", "sure")])
    await ledger.apply([asked, Asked(DAY + timedelta(days=1), "visa", "en", "sure")])
    counts = dict(await ledger.asked())
    assert counts[asked] == 3 and sum(counts.values()) == 5
    assert [each.day for each, _ in await ledger.asked(DAY + timedelta(days=1))] == [
        DAY + timedelta(days=1)
    ]


async def test_nothing_is_written_when_nothing_changed(ledger: Ledger) -> None:
    before = await ledger.version()
    await ledger.apply([])
    assert await ledger.version() == before


async def test_a_damaged_ledger_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"this was a ledger once " * 100)
    with pytest.raises(Unusable, match="damaged, and left as it is"):
        async with Ledger(path):
            pass
    assert path.read_bytes() == b"this was a ledger once " * 100
