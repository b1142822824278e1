"""Who is told of what, and that nobody is told twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from bot.ledger import Came, Ledger, Outcome
from bot.ledger.bodies import announcement_as_told, announcement_of
from bot.talk import (
    Announcement,
    Button,
    Cancelled,
    Cleared,
    Drafted,
    Forgotten,
    LanguageChosen,
    Letter,
    Progress,
    Published,
    Scope,
    Subscribed,
    Unsubscribed,
    Warned,
)

DAY = date(2024, 5, 14)
AT = datetime(2024, 5, 14, 12, tzinfo=UTC)
STAFF = "telegram:7"
TEXT = Announcement(
    "text",
    (("en", Letter(0, "The consul is back")), ("ru", Letter(0, "Консул вернулся"))),
    (("en", "The consul is back"),),
    frozenset({"consul", "консул"}),
)
STORM = Announcement("warning", (("en", Letter(0, "A storm")),), (("en", "A storm"),))


async def subscribe(ledger: Ledger, chat: int, scope: Scope = "everything", **more: str) -> None:
    words, language = tuple(more.get("words", "").split()), more.get("language", "en")
    wish = Subscribed(f"telegram:{chat}", scope, language, DAY, words)
    await ledger.apply([wish])


async def publish(ledger: Ledger, announcement: Announcement = TEXT, nonce: str = "n1") -> None:
    sent = Warned if announcement.kind == "warning" else Published
    await ledger.apply([Drafted(nonce, STAFF, AT, announcement)])
    await ledger.apply([sent(nonce, STAFF, AT)])


def waiting(ledger: Ledger) -> dict[int, str]:
    return {row.chat: row.sent.text for row in ledger.outbox.broadcasts()}


async def test_everybody_is_told_in_the_language_that_they_read(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    await subscribe(ledger, 2, language="ru")
    await subscribe(ledger, 3)
    await ledger.apply([LanguageChosen("telegram:3", "ru")])
    assert ledger.subscriptions.readers(TEXT) == Counter(ru=2, en=1)
    await publish(ledger)
    assert waiting(ledger) == {
        1: "The consul is back",
        2: "Консул вернулся",
        3: "Консул вернулся",
    }


async def test_a_reader_of_a_language_without_a_letter_gets_the_first(ledger: Ledger) -> None:
    await subscribe(ledger, 2, language="ru")
    await publish(ledger, STORM)
    assert waiting(ledger) == {2: "A storm"}


@pytest.mark.parametrize(
    ("scope", "words", "told"),
    [
        ("everything", "", True),
        ("warnings", "", False),
        ("words", "visa consuls", True),
        ("words", "консулом", True),
        ("words", "visa", False),
    ],
)
async def test_each_is_told_of_what_they_wanted_and_everybody_is_warned(
    ledger: Ledger, scope: Scope, words: str, told: bool
) -> None:
    await subscribe(ledger, 1, scope, words=words)
    assert bool(ledger.subscriptions.readers(TEXT)) == told
    assert bool(ledger.subscriptions.readers(STORM))


async def test_words_are_added_and_taken_away_one_by_one(ledger: Ledger) -> None:
    await subscribe(ledger, 1, "words", words="visa")
    await subscribe(ledger, 1, "words", words="passport visa")
    held = ledger.subscriptions.of("telegram:1")
    assert held is not None
    assert held.words == ("visa", "passport")
    await ledger.apply([Unsubscribed("telegram:1", ("visa",))])
    held = ledger.subscriptions.of("telegram:1")
    assert held is not None
    assert held.words == ("passport",)
    await ledger.apply([Unsubscribed("telegram:1", ("passport",))])
    assert ledger.subscriptions.of("telegram:1") is None


async def test_a_draft_is_sent_once_however_often_it_is_confirmed(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    await publish(ledger)
    await ledger.apply([Published("n1", STAFF, AT), Published("n1", STAFF, AT)])
    assert len(ledger.outbox.broadcasts()) == 1
    assert ledger.broadcasts.progress(2) is None


async def test_only_the_newest_draft_of_whoever_made_it_can_be_sent(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    await ledger.apply([Drafted("old", STAFF, AT, TEXT), Drafted("new", STAFF, AT, STORM)])
    await ledger.apply([Published("old", STAFF, AT), Published("new", "telegram:8", AT)])
    assert waiting(ledger) == {}
    assert ledger.broadcasts.draft("old", STAFF) is None
    assert ledger.broadcasts.draft("new", "telegram:8") is None
    assert ledger.broadcasts.draft("new", STAFF) is not None


async def test_a_draft_of_yesterday_is_not_sent_today(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    await ledger.apply([Drafted("old", STAFF, AT, TEXT)])
    await ledger.prune(AT.timestamp() + 25 * 3600)
    await ledger.apply([Published("old", STAFF, AT)])
    assert waiting(ledger) == {}


async def test_progress_counts_each_outcome_and_ends_with_the_last(ledger: Ledger) -> None:
    for chat in range(1, 5):
        await subscribe(ledger, chat)
    await publish(ledger)
    first, second, third, fourth = ledger.outbox.broadcasts()
    await ledger.outbox.take(first)
    await ledger.outbox.arrived(first)
    await ledger.outbox.gone(second.chat, at=1)
    await ledger.outbox.refused(third)
    assert ledger.broadcasts.running() == [Progress(1, "text", 4, sent=1, gone=1, refused=1)]
    await ledger.outbox.arrived(fourth)
    assert ledger.broadcasts.running() == []
    done = ledger.broadcasts.progress(1)
    assert done is not None
    assert (done.sent, done.waiting) == (2, 0)
    assert ledger.subscriptions.of("telegram:2") is None


async def test_a_broadcast_that_is_stopped_tells_nobody_else(ledger: Ledger) -> None:
    for chat in range(1, 4):
        await subscribe(ledger, chat)
    await publish(ledger)
    first, second, _ = ledger.outbox.broadcasts()
    await ledger.outbox.take(first)
    await ledger.apply([Cancelled(STAFF, AT, broadcast=1)])
    assert waiting(ledger) == {}
    assert not await ledger.outbox.take(second)
    await ledger.outbox.arrived(first)
    assert ledger.broadcasts.progress(1) == Progress(1, "text", 3, sent=1, stopped=2)
    assert ledger.broadcasts.running() == []


async def test_a_warning_stands_until_all_is_clear_and_then_tells_nobody(ledger: Ledger) -> None:
    await subscribe(ledger, 1, "warnings")
    await publish(ledger, STORM)
    (storm,) = ledger.broadcasts.warnings()
    assert storm.began == AT
    assert storm.words("ru") == ("en", "A storm")
    await ledger.apply([Cleared(STAFF, AT)])
    assert ledger.broadcasts.warnings() == []
    assert waiting(ledger) == {}


async def test_what_was_announced_to_how_many_and_when_is_remembered(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    statement = Announcement("statement", TEXT.letters, statement="4k2pd9xw", content="aaa")
    assert ledger.broadcasts.announced("4k2pd9xw") is None
    await publish(ledger, statement)
    held = ledger.broadcasts.announced("4k2pd9xw")
    assert held is not None
    assert (held.content, held.day, held.readers) == ("aaa", DAY, 1)


async def test_every_act_of_staff_is_kept_in_a_log(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    await publish(ledger)
    await publish(ledger, STORM, "n2")
    await ledger.apply([Cancelled(STAFF, AT, broadcast=1), Cleared(STAFF, AT)])
    assert ledger.broadcasts.acts() == [
        (AT, STAFF, "all clear, 1 warnings"),
        (AT, STAFF, "stopped 1, 1 not told"),
        (AT, STAFF, "warning 2 to 1"),
        (AT, STAFF, "text 1 to 1"),
    ]


async def test_who_is_forgotten_is_told_of_nothing_under_way(ledger: Ledger) -> None:
    await subscribe(ledger, 1)
    await publish(ledger)
    (came,) = await ledger.receive([Came(1, 1, "{}")], [None], at=1)
    await ledger.handled(came.n, Outcome((Letter(1, "Forgotten."),), (Forgotten("telegram:1"),)))
    assert waiting(ledger) == {}
    assert [row.sent.text for row in ledger.outbox.answers()] == ["Forgotten."]
    assert ledger.subscriptions.of("telegram:1") is None
    assert ledger.kept("telegram:1").letters == 1


async def test_the_subscription_of_a_group_moves_with_it(ledger: Ledger) -> None:
    await subscribe(ledger, -50)
    await publish(ledger)
    await ledger.outbox.moved(-50, -100500)
    assert ledger.subscriptions.of("telegram:-50") is None
    assert ledger.subscriptions.of("telegram:-100500") is not None
    assert list(waiting(ledger)) == [-100500]


async def test_a_group_that_moved_where_it_was_subscribed_already_is_told_once(
    ledger: Ledger,
) -> None:
    await subscribe(ledger, -50)
    await subscribe(ledger, -100500)
    await publish(ledger)
    await ledger.outbox.moved(-50, -100500)
    assert list(waiting(ledger)) == [-100500]
    assert ledger.broadcasts.running() == [Progress(1, "text", 2, gone=1)]


def test_an_announcement_comes_out_of_the_ledger_as_it_went_in() -> None:
    letter = Letter(0, "a", ((Button("b", asks="/read x"),),), preview=True)
    told = Announcement("statement", (("en", letter),), (("en", "a"),), frozenset("ab"), "x", "y")
    assert announcement_of(announcement_as_told(told)) == told
