"""Staff tell those who want to be told: previews, confirmations, warnings, corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.archive import Archive
from bot.knowledge import Knowledge
from bot.ledger import Ledger
from bot.talk import Answer, Quote, Subscribed
from tests.conftest import NOON, Ask

STAFF = "telegram:7"
DAY = date(2024, 5, 14)


def said(answer: Answer) -> list[str]:
    return [
        line.text.text if isinstance(line.text, Quote) else line.text
        for line in (*answer.above, *answer.lines)
    ]


def text_of(answer: Answer) -> str:
    return "\n".join(said(answer))


@pytest.fixture(autouse=True)
async def readers(ledger: Ledger) -> None:
    """Two who read English and one who reads Russian; a fourth wants only warnings."""
    wishes = [(1, "everything", "en"), (2, "everything", "en"), (3, "everything", "ru")]
    wishes.append((4, "warnings", "ru"))
    await ledger.apply(
        Subscribed(f"telegram:{chat}", scope, language, DAY)  # type: ignore[arg-type]
        for chat, scope, language in wishes
    )


async def staff(ask: Ask, text: str, **more: object) -> Answer:
    return await ask(text, asker=STAFF, staff=True, **more)  # type: ignore[arg-type]


def told(ledger: Ledger) -> dict[int, str]:
    return {row.chat: row.sent.text for row in ledger.outbox.broadcasts()}


async def test_a_preview_shows_each_language_and_the_number_of_readers(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/publish The consul is back.\nOn Monday.\n--- ru\nКонсул вернулся.")
    assert preview.title == "As readers will see it"
    shown = text_of(preview)
    assert "English:\nThe consul is back.\nOn Monday." in shown
    assert "Русский:\nКонсул вернулся." in shown
    assert "3 readers by language: en 2, ru 1." in shown
    send, drop = preview.choices
    assert (send.label, send.style) == ("Send to 3 readers", "success")
    assert (drop.label, drop.style) == ("Do not send", "danger")
    assert told(ledger) == {}


async def test_what_is_confirmed_goes_to_each_reader_in_their_language(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/publish The consul is back.\n--- ru\nКонсул вернулся.")
    answer = await staff(ask, preview.choices[0].asks)
    assert said(answer) == ["It is being sent to 3 readers."]
    letters = told(ledger)
    assert letters[1].startswith("The consul is back.\n\nEmbassy of Veldonia")
    assert letters[3].startswith("Консул вернулся.\n\nПосольство Вельдонии")
    assert 4 not in letters


async def test_a_confirmation_pressed_again_shows_how_far_it_is_and_sends_nothing(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/publish The consul is back.")
    for _ in range(2):
        answer = await staff(ask, preview.choices[0].asks)
    assert said(answer) == ["Message 1 to 3: sent 0, waiting 3, gone 0, refused 0, stopped 0."]
    assert [choice.asks for choice in answer.choices] == [preview.choices[0].asks, "/cancel 1"]
    assert len(told(ledger)) == 3


async def test_an_old_preview_sends_nothing(ask: Ask, ledger: Ledger) -> None:
    old = await staff(ask, "/publish The consul is away.")
    await staff(ask, "/publish The consul is back.")
    answer = await staff(ask, old.choices[0].asks)
    assert said(answer)[0].startswith("That preview is out of date")
    assert told(ledger) == {}


async def test_a_dropped_preview_sends_nothing(ask: Ask, ledger: Ledger) -> None:
    preview = await staff(ask, "/publish The consul is back.")
    assert said(await staff(ask, preview.choices[1].asks)) == ["Dropped. Nothing has been sent."]
    await staff(ask, preview.choices[0].asks)
    assert told(ledger) == {}


async def test_a_preview_of_somebody_else_on_the_staff_sends_nothing(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/publish The consul is back.")
    await ask(preview.choices[0].asks, asker="telegram:8", staff=True)
    assert told(ledger) == {}


@pytest.mark.parametrize(
    "text",
    ["/publish x", "/warn x", "/allclear", "/cancel", "/cancel 1", "/send", "/publish read_honey"],
)
async def test_strangers_are_told_that_it_is_not_for_them(
    ask: Ask, ledger: Ledger, text: str
) -> None:
    answer = await ask(text, asker="telegram:42")
    assert said(answer) == ["This is not available here."]
    assert told(ledger) == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("/publish", "Type the text after the command."),
        ("/publish \n \n", "Type the text after the command."),
        ("/publish Back.\n--- fr\nDe retour.", "The embassy does not speak “fr”"),
        ("/publish Back.\n--- ru\n\n", "There is no text in “ru”."),
        ("/publish One.\n--- ru\nДва.\n--- ru\nТри.", "One language stands there twice."),
        ("/warn " + "a very long warning " * 300, "It would take 2 messages."),
    ],
)
async def test_what_cannot_be_sent_is_said_at_once(ask: Ask, text: str, complaint: str) -> None:
    answer = await staff(ask, text)
    assert said(answer)[0].startswith(complaint)
    assert answer.choices == ()


async def test_a_reader_whose_language_is_missing_gets_the_first_and_a_line(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/publish The consul is back.")
    await staff(ask, preview.choices[0].asks)
    assert told(ledger)[3].startswith("The consul is back.\nЭтот текст на английском языке.")


async def test_a_text_without_a_mark_is_of_the_language_of_its_letters(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/publish Консул вернулся.")
    await staff(ask, preview.choices[0].asks)
    letters = told(ledger)
    assert letters[3].startswith("Консул вернулся.\n\n")
    assert letters[1].startswith("Консул вернулся.\nThis text is in Russian.")


async def test_markup_in_a_text_is_shown_as_it_is(ask: Ask, ledger: Ledger) -> None:
    preview = await staff(ask, "/publish <b>5 < 6 & 7</b>")
    await staff(ask, preview.choices[0].asks)
    assert told(ledger)[1].startswith("&lt;b&gt;5 &lt; 6 &amp; 7&lt;/b&gt;")


async def test_a_warning_reaches_everybody_and_stands_above_answers_until_all_is_clear(
    ask: Ask, ledger: Ledger
) -> None:
    preview = await staff(ask, "/warn Stay indoors.\n--- ru\nНе выходите.")
    assert "stand above every answer" in text_of(preview)
    assert said(await ask("/opening"))[0] != "Warning, 14.05.2024 12:00"
    await staff(ask, preview.choices[0].asks)
    assert set(told(ledger)) == {1, 2, 3, 4}
    assert told(ledger)[4].startswith("<b>Предупреждение</b>\n")
    for question in ("/opening", "when are you open", "/help"):
        assert said(await ask(question))[:2] == ["Warning, 14.05.2024 12:00", "Stay indoors."]
    assert said(await ask("/opening", "ru"))[1] == "Не выходите."
    cleared = await staff(ask, "/allclear")
    assert "4 readers had not been told" in text_of(cleared)
    assert told(ledger) == {}
    assert "Stay indoors." not in text_of(await ask("/opening"))
    assert said(await staff(ask, "/allclear")) == ["No warning is in force."]


async def test_a_broadcast_under_way_can_be_looked_at_and_stopped(ask: Ask, ledger: Ledger) -> None:
    assert said(await staff(ask, "/cancel")) == ["Nothing is being sent."]
    preview = await staff(ask, "/publish The consul is back.")
    await staff(ask, preview.choices[0].asks)
    await ledger.outbox.arrived(ledger.outbox.broadcasts()[0])
    shown = await staff(ask, "/cancel")
    assert said(shown) == ["Message 1 to 3: sent 1, waiting 2, gone 0, refused 0, stopped 0."]
    stopped = await staff(ask, shown.choices[1].asks)
    assert said(stopped) == ["Stopped: 2 readers had not been told."]
    assert told(ledger) == {}
    assert said(await staff(ask, "/cancel 1")) == ["Nothing is being sent."]


async def test_a_statement_is_announced_by_its_button_and_only_once(
    ask: Ask, ledger: Ledger
) -> None:
    opened = await staff(ask, "/read ferry-line")
    button = opened.choices[-1]
    assert button.label == "Announce it"
    assert "Announce it" not in [each.label for each in (await ask("/read ferry-line")).choices]
    preview = await staff(ask, button.asks)
    await staff(ask, preview.choices[0].asks)
    letters = told(ledger)
    assert "A ferry line to Westhaven opens" in letters[1]
    assert "Открывается паром до Вестхейвена" in letters[3], "in the reader's own edition"
    again = await staff(ask, button.asks)
    assert said(again) == [
        "It was announced on 14.05.2024 to 3 readers, and has not been corrected since."
    ]
    assert [each.label for each in (await staff(ask, "/read ferry-line")).choices] == [
        each.label for each in (await ask("/read ferry-line")).choices
    ]


async def test_nobody_is_told_of_a_statement_because_it_was_brought_in(ledger: Ledger) -> None:
    assert told(ledger) == {}


async def test_a_correction_of_what_was_announced_says_what_was_there_before(
    ask: Ask, ledger: Ledger, archive: Archive, knowledge: Knowledge
) -> None:
    opened = await staff(ask, "/read honey")
    preview = await staff(ask, opened.choices[-1].asks)
    await staff(ask, preview.choices[0].asks)
    for row in ledger.outbox.broadcasts():
        await ledger.outbox.arrived(row)
    statements = [
        replace(each, text="The fair begins on 8 June.") if each.id == "honey" else each
        for each in knowledge.statements
    ]
    await archive.bring_in(statements, on=date(2024, 5, 20))
    later = datetime(2024, 5, 21, 12)
    opened = await staff(ask, "/read honey", at=later)
    button = opened.choices[-1]
    assert button.label == "Announce the correction"
    preview = await staff(ask, button.asks, at=later)
    await staff(ask, preview.choices[0].asks, at=later)
    letter = told(ledger)[1]
    assert letter.startswith("<b>Corrected on 20.05.2024</b>")
    before, after = letter.index("begins on 1 June"), letter.index("begins on 8 June")
    assert letter.index("It said before:") < before < letter.index("It says now:") < after


async def test_only_readers_of_its_words_are_told_of_a_statement(ask: Ask, ledger: Ledger) -> None:
    for chat, word in ((5, "ferries"), (6, "honey"), (7, "паромы")):
        wish = Subscribed(f"telegram:{chat}", "words", "en", DAY, (word,))
        await ledger.apply([wish])
    opened = await staff(ask, "/read ferry-line")
    preview = await staff(ask, opened.choices[-1].asks)
    assert preview.choices[0].label == "Send to 5 readers"
    await staff(ask, preview.choices[0].asks)
    assert set(told(ledger)) == {1, 2, 3, 5, 7}


async def test_a_warning_is_told_by_the_clock_of_the_embassy(ask: Ask) -> None:
    preview = await staff(ask, "/warn Stay indoors.")
    await staff(ask, preview.choices[0].asks)
    assert NOON.hour == 12
    assert said(await ask("/opening"))[0] == "Warning, 14.05.2024 12:00"
