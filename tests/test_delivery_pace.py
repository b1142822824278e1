"""How fast letters follow each other, and which of those that wait is next."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import ChatPace, Rate, Rates
from bot.delivery.queue import Queue
from bot.ledger import Row
from bot.talk import Letter

pauses = st.lists(st.floats(0, 0.5), max_size=200)


def row(n: int, chat: int = 1, due: float = 0.0) -> Row:
    return Row(n, chat, Letter(chat, str(n)), None, due)


def times_of(
    wait: Callable[[float], float], took: Callable[[float], None], many: int
) -> list[float]:
    """When so many would go, were each sent as soon as it may."""
    now, times = 0.0, []
    for _ in range(many):
        now += wait(now)
        took(now)
        times.append(now)
    return times


@given(st.integers(1, 50), pauses)
def test_no_second_sees_more_than_the_rate(a_second: int, between: list[float]) -> None:
    rate, now, times = Rate(a_second), 0.0, []
    for pause in between:
        now += pause
        now += rate.wait(now)
        rate.took(now)
        times.append(now)
    for start in times:
        assert sum(start <= each < start + 1 - 1e-9 for each in times) <= a_second


def test_a_rate_below_one_is_one_in_so_many_seconds() -> None:
    rate = Rate(0.25)
    assert times_of(rate.wait, rate.took, 3) == [0, 4, 8]


def test_a_broadcast_rate_above_the_other_raises_both() -> None:
    assert Rates(send=10, broadcast=50).over_all == 50
    assert Rates(send=30, broadcast=25).over_all == 30


def test_a_chat_gets_three_at_once_and_then_one_a_second() -> None:
    pace = ChatPace()
    went = times_of(lambda now: pace.wait(1, now), lambda now: pace.took(1, now), 6)
    assert went == [0, 0, 0, 1, 2, 3]
    assert pace.wait(2, 3) == 0, "other chats need not wait"


def test_a_chat_that_was_quiet_gets_three_at_once_again() -> None:
    pace = ChatPace()
    for _ in range(3):
        pace.took(1, 0)
    for _ in range(3):
        assert pace.wait(1, 10) == 0
        pace.took(1, 10)
    assert pace.wait(1, 10) == 1


def test_a_group_gets_no_more_than_twenty_a_minute() -> None:
    pace = ChatPace()
    went = times_of(lambda now: pace.wait(-5, now), lambda now: pace.took(-5, now), 45)
    for start in went:
        assert sum(start <= each < start + 60 for each in went) <= 20


def test_what_is_forgotten_of_a_chat_is_not_held_against_it() -> None:
    pace = ChatPace()
    for _ in range(9):
        pace.took(1, 0)
    pace.forget(1)
    assert pace.wait(1, 0) == 0


def test_only_chats_that_were_written_to_lately_are_remembered() -> None:
    pace = ChatPace()
    for chat in range(1, 1000):
        pace.took(chat, float(chat))
    assert len(pace._chats) < 10


def queue(busy: set[int] | None = None) -> Queue:
    return Queue(busy if busy is not None else set(), lambda chat: 0.0)


def drained(waiting: Queue, now: float = 0.0) -> list[Row]:
    """All that may go, each sent before the next one of its chat."""
    rows = []
    while (taken := waiting.next(now)) is not None:
        rows.append(taken)
        waiting.release(taken.chat, now)
    return rows


def test_the_oldest_row_of_all_chats_is_next() -> None:
    waiting = queue()
    waiting.add([row(5, 1), row(7, 1), row(6, 2)], 0)
    assert [each.n for each in drained(waiting)] == [5, 6, 7]
    assert waiting.size == 0


def test_a_chat_whose_row_is_being_sent_waits_while_others_go_on() -> None:
    busy: set[int] = set()
    waiting = queue(busy)
    waiting.add([row(1, 1), row(2, 1), row(3, 2)], 0)
    assert waiting.next(0) == row(1, 1)
    busy.add(1)
    assert waiting.next(0) == row(3, 2)
    assert waiting.next(0) is None
    busy.discard(1)
    waiting.release(1, 0)
    assert waiting.next(0) == row(2, 1)


def test_a_row_that_is_tried_again_goes_before_those_of_its_chat_and_not_before_its_time() -> None:
    waiting = queue()
    waiting.add([row(1, 1), row(2, 1)], 0)
    first = waiting.next(0)
    assert first is not None
    waiting.put_back(row(1, 1, due=5), 0)
    assert waiting.next(4) is None
    assert waiting.due(4) == 5
    assert [each.n for each in drained(waiting, 5)] == [1, 2]


def test_nothing_waits_for_a_chat_that_was_dropped() -> None:
    waiting = queue()
    waiting.add([row(1, 1), row(2, 2)], 0)
    waiting.drop(1)
    assert waiting.size == 1
    assert waiting.next(0) == row(2, 2)
    assert waiting.next(0) is None


def test_the_rows_of_a_chat_that_moved_go_to_its_new_address() -> None:
    waiting = queue()
    waiting.add([row(1, -5), row(2, -5)], 0)
    waiting.move(-5, -9, 0)
    assert [each.chat for each in drained(waiting)] == [-9, -9]


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["add", "next", "again", "free"]))))
def test_whatever_happens_each_row_comes_out_once_and_a_chats_rows_in_order(
    steps: list[tuple[int, str]],
) -> None:
    busy: set[int] = set()
    waiting, out, held, n = queue(busy), list[Row](), dict[int, Row](), 0
    for chat, step in steps:
        if step == "add":
            n += 1
            waiting.add([row(n, chat)], 0)
        elif step == "next" and (taken := waiting.next(0)) is not None:
            busy.add(taken.chat)
            held[taken.chat] = taken
        elif chat in held and step == "again":
            waiting.put_back(held.pop(chat), 0)
            busy.discard(chat)
            waiting.release(chat, 0)
        elif chat in held and step == "free":
            out.append(held.pop(chat))
            busy.discard(chat)
            waiting.release(chat, 0)
    for chat in list(held):
        out.append(held.pop(chat))
        busy.discard(chat)
        waiting.release(chat, 0)
    out += drained(waiting)
    assert sorted(each.n for each in out) == list(range(1, n + 1))
    for chat in range(1, 5):
        own = [each.n for each in out if each.chat == chat]
        assert own == sorted(own)
