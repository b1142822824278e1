"""What the ledger promises of what came and of what is to be sent."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger import Came, Ledger, Outcome, Received
from bot.ledger.bodies import body_of, sent_of
from bot.talk import Asked, Button, Edit, Forgotten, LanguageChosen, Letter

KEPT = Path(__file__).parent / "ledgers"
DAY = date(2024, 5, 14)
ASKED = Asked(DAY, "contact", "en", "sure")


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Ledger]:
    """A ledger in a file."""
    async with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


async def came(ledger: Ledger, update: int = 1, chat: int = 42, body: str = "{}") -> int:
    (received,) = await arrive(ledger, Came(update, chat, body))
    return received.n


async def arrive(ledger: Ledger, *came: Came) -> list[Received]:
    return await ledger.receive(came, [None] * len(came), at=1000)


async def test_an_update_that_comes_twice_is_kept_once(kept: Ledger) -> None:
    first, second = await arrive(kept, Came(7, 42, "a"), Came(7, 42, "a"))
    assert first.n > 0
    assert second.n == 0
    assert await came(kept, 7) == 0
    assert kept.inbox.waiting() == [(first.n, 42, "a")]


async def test_updates_wait_in_the_order_in_which_they_came_and_not_of_their_ids(
    kept: Ledger,
) -> None:
    await arrive(kept, Came(900, 1, "old"))
    await arrive(kept, Came(3, 1, "anew"), Came(4, 2, "next"))
    assert [body for _, _, body in kept.inbox.waiting()] == ["old", "anew", "next"]


async def test_what_is_handled_waits_no_more_and_leaves_only_its_number(kept: Ledger) -> None:
    n = await came(kept, 7, body="my question")
    (row,) = await kept.handled(n, Outcome([Letter(42, "an answer")], [ASKED]))
    assert kept.inbox.waiting() == []
    assert row.sent == Letter(42, "an answer")
    assert kept.outbox.answers() == [row]
    assert await came(kept, 7) == 0
    assert await kept.asked() == [(ASKED, 1)]


async def test_what_is_handled_at_once_is_written_at_once_and_once(kept: Ledger) -> None:
    asks, led_to = Came(7, 42, "my question"), Outcome([Letter(42, "an answer")], [ASKED])
    first, again = await kept.receive([asks, asks], [led_to, led_to], at=1000)
    assert first.rows == kept.outbox.answers()
    assert (again.n, again.rows) == (0, [])
    assert kept.inbox.waiting() == []
    assert await kept.asked() == [(ASKED, 1)]


async def test_what_is_handled_twice_says_and_counts_nothing_again(kept: Ledger) -> None:
    n = await came(kept)
    await kept.handled(n, Outcome([Letter(42, "an answer")], [ASKED]))
    assert await kept.handled(n, Outcome([Letter(42, "an answer")], [ASKED])) == []
    assert len(kept.outbox.answers()) == 1
    assert await kept.asked() == [(ASKED, 1)]


async def test_when_a_change_cannot_be_written_nothing_of_the_update_is(kept: Ledger) -> None:
    n = await came(kept)
    broken = Asked(DAY, "contact", "en", None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        await kept.handled(n, Outcome([Letter(42, "an answer")], [broken]))
    assert len(kept.inbox.waiting()) == 1
    assert kept.outbox.answers() == []


async def test_a_write_that_fails_takes_none_of_those_beside_it_along(kept: Ledger) -> None:
    rows = [await came(kept, update, update) for update in range(1, 6)]
    broken = Asked(DAY, "contact", "en", None)  # type: ignore[arg-type]
    outcomes = [Outcome([Letter(n, "an answer")], [broken] if n == 3 else [ASKED]) for n in rows]
    done = await asyncio.gather(
        *(kept.handled(n, outcome) for n, outcome in zip(rows, outcomes, strict=True)),
        return_exceptions=True,
    )
    assert [isinstance(each, sqlite3.IntegrityError) for each in done].count(True) == 1
    assert {row.chat for row in kept.outbox.answers()} == {1, 2, 4, 5}
    assert await kept.asked() == [(ASKED, 4)]


async def test_what_was_being_sent_waits_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    async with Ledger(path) as ledger:
        (row,) = await ledger.handled(await came(ledger), Outcome([Letter(42, "an answer")]))
        assert await ledger.outbox.take(row)
        assert not await ledger.outbox.take(row)
        assert ledger.outbox.answers() == []
    async with Ledger(path) as ledger:
        assert await ledger.outbox.recover() == 1
        assert ledger.outbox.answers() == [row]


async def test_what_arrived_is_not_kept(kept: Ledger) -> None:
    (row,) = await kept.handled(await came(kept), Outcome([Letter(42, "an answer")], takes=True))
    await kept.outbox.arrived(row)
    assert kept.outbox.depths() == (0, 0)


async def test_a_chat_that_is_gone_gets_nothing_until_it_writes_again(kept: Ledger) -> None:
    await kept.handled(await came(kept, 1), Outcome([Letter(42, "one")]))
    second = await came(kept, 2)
    await kept.outbox.gone(42, at=2000)
    assert kept.outbox.depths() == (0, 0)
    assert await kept.handled(second, Outcome([Letter(42, "two")])) == []
    third = await came(kept, 3)
    assert len(await kept.handled(third, Outcome([Letter(42, "three")]))) == 1


async def test_the_letters_of_a_group_that_moved_go_to_its_new_address(kept: Ledger) -> None:
    await kept.apply([LanguageChosen("telegram:-50", "ru")])
    await kept.handled(await came(kept, 1, -50), Outcome([Letter(-50, "an answer")]))
    await kept.outbox.moved(-50, -100500)
    (row,) = kept.outbox.answers()
    assert row.chat == -100500
    assert row.sent.chat == -100500
    assert await kept.language("telegram:-100500") == "ru"
    assert await kept.language("telegram:-50") is None


async def test_numbers_of_handled_updates_are_kept_for_two_days(kept: Ledger) -> None:
    n = await came(kept, 7)
    await kept.handled(n, Outcome())
    await kept.prune(1000 + 47 * 3600)
    assert await came(kept, 7) == 0
    await kept.prune(1000 + 49 * 3600)
    assert await came(kept, 7) > 0


async def test_what_has_not_been_handled_is_never_pruned(kept: Ledger) -> None:
    await came(kept, 7)
    await kept.prune(1000 + 1000 * 3600)
    assert len(kept.inbox.waiting()) == 1


async def test_forgetting_erases_the_reader_from_the_file_and_its_log(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    async with Ledger(path) as ledger:
        await ledger.apply([LanguageChosen("telegram:987654321", "ru")])
        await arrive(ledger, Came(1, 987654321, "about my passport"))
        n = await came(ledger, 2, 987654321)
        await ledger.handled(n, Outcome([Letter(987654321, "a former answer")]))
        (first, _, _) = ledger.inbox.waiting()[0]
        await ledger.handled(first, Outcome((), [Forgotten("telegram:987654321")]))
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        for trace in (b"987654321", b"about my passport", b"a former answer"):
            assert trace not in left
        assert (tmp_path / "ledger.sqlite-wal").stat().st_size == 0


async def test_the_last_letter_to_the_forgotten_leaves_no_trace_either(tmp_path: Path) -> None:
    who, path = 0x3ADE68B1, tmp_path / "ledger.sqlite"
    async with Ledger(path) as ledger:
        n = await came(ledger, 2, who)
        goodbye = Outcome([Letter(who, "all erased")], [Forgotten(f"telegram:{who}")])
        (row,) = await ledger.handled(n, goodbye)
        await ledger.tidy()
        assert await ledger.outbox.take(row)
        await ledger.outbox.arrived(row)
        await ledger.tidy()
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        for trace in (who.to_bytes(4, "big"), b"all erased"):
            assert trace not in left


async def test_another_process_that_writes_changes_the_version(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    async with Ledger(path) as ledger:
        before = await ledger.version()
        await ledger.apply([LanguageChosen("telegram:42", "ru")])
        assert await ledger.version() == before
        async with Ledger(path) as other:
            await other.apply([LanguageChosen("telegram:42", "en")])
        assert await ledger.version() != before


@pytest.mark.parametrize("file", sorted(KEPT.glob("*.db")), ids=lambda file: file.stem)
async def test_a_ledger_of_every_older_version_is_still_read(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    shutil.copy(file, path)
    async with Ledger(path) as ledger:
        assert await ledger.language("telegram:42") == "ru"
        assert [each.text for each in await ledger.unanswered()] == ["how deep is the harbour"]
        assert await ledger.asked() == [(ASKED, 3)]
        assert await came(ledger, 7) > 0


async def test_a_copy_from_before_a_new_schema_goes_after_a_week(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    shutil.copy(KEPT / "schema-1.db", path)
    async with Ledger(path) as ledger:
        copy = tmp_path / "ledger.sqlite.schema-1"
        made = copy.stat().st_mtime
        await ledger.prune(made + 6 * 86400)
        assert copy.exists()
        await ledger.prune(made + 8 * 86400)
        assert not copy.exists()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
buttons = st.one_of(
    st.builds(Button, label=texts, asks=texts),
    st.builds(Button, label=texts, copy=texts),
    st.builds(Button, label=texts, url=texts, style=st.sampled_from([None, "success", "danger"])),
)
rows = st.lists(st.lists(buttons, max_size=3).map(tuple), max_size=3).map(tuple)
chats = st.integers(-(2**52), 2**52)


@given(st.builds(Letter, chats, texts, rows, st.one_of(st.none(), st.integers()), st.booleans()))
def test_a_letter_comes_out_of_the_ledger_as_it_went_in(letter: Letter) -> None:
    assert sent_of(body_of(letter), letter.chat) == letter


@given(st.builds(Edit, chats, st.integers(), texts, rows, st.booleans()))
def test_an_edit_comes_out_of_the_ledger_as_it_went_in(edit: Edit) -> None:
    assert sent_of(body_of(edit), edit.chat) == edit
