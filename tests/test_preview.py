"""The preview answers as the desk does, shows what is behind it, and keeps nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bot.channels.preview as preview_of
from bot.channels.preview import Checked
from bot.channels.preview.excerpts import excerpt
from bot.channels.preview.markup import text_of
from bot.desk import Desk
from bot.entries import Complaint
from bot.ledger import Ledger
from bot.talk import Asked
from bot.topics.live import Live
from tests.conftest import EMBASSY, Written
from tests.preview_site import Site, site

STATIC = Path(preview_of.__file__).parent / "static"


@pytest.fixture
async def preview(desk: Desk) -> AsyncIterator[Site]:
    """The preview of the invented embassy."""
    async with site(desk, EMBASSY) as preview:
        yield preview


def said(reply: dict[str, Any]) -> str:
    """What is read in the bubbles of a reply."""
    return "\n".join(text_of(piece) for piece in reply["pieces"])


def labels(reply: dict[str, Any]) -> list[str]:
    """The buttons of a reply."""
    return [button["label"] for row in reply["buttons"] for button in row]


async def test_a_question_gets_the_desks_answer_with_its_buttons(preview: Site) -> None:
    reply = await preview.ask("how do I reach the consul")
    assert reply["label"] == "consul"
    assert "+44 20 7946 0018" in said(reply)
    buttons = {button["label"]: button for row in reply["buttons"] for button in row}
    assert buttons["Copy consul@veldonia.example"]["copy"] == "consul@veldonia.example"
    assert buttons["Open the page"]["url"] == "https://veldonia.example/consul"
    assert buttons["Where from"]["asks"] == "/why consul"
    assert buttons["Not what I asked"]["asks"] == "/wrong consul"


async def test_a_russian_question_gets_a_russian_answer(preview: Site) -> None:
    reply = await preview.ask("контактные данные консульства")
    assert reply["language"] == "ru"
    assert "Откуда это" in labels(reply)


async def test_a_command_is_answered_in_the_language_of_the_readers_app(preview: Site) -> None:
    reply = await preview.ask("/consul", language="ru")
    assert said(reply).startswith("Консул")


async def test_a_language_chosen_by_button_holds_for_that_reader_and_no_other(
    preview: Site,
) -> None:
    await preview.ask("/language ru", reader="a1")
    assert (await preview.ask("/consul", reader="a1"))["language"] == "ru"
    assert (await preview.ask("/consul", reader="b2"))["language"] == "en"


async def test_an_answer_is_given_as_of_a_moment_in_the_embassys_zone(preview: Site) -> None:
    reply = await preview.ask("/consul", at="2024-05-14T23:30")
    assert reply["asked_at"] == "2024-05-14T23:30-02:30"


async def test_it_shows_what_was_considered_and_where_each_stands(preview: Site) -> None:
    reply = await preview.ask("telephone of the consul")
    first = reply["considered"][0]
    assert first["label"] == "consul_phone"
    assert first["title"] == "Phone of the consul"
    assert first["file"] == "embassy/contacts.yaml"
    assert 0 < first["score"] <= 1
    assert reply["explain"]["reading"]["text"]


async def test_the_page_is_told_what_decided_in_the_words_that_it_reads(preview: Site) -> None:
    """`static/deciding.js` reads these names; explain may have more."""
    explain = (await preview.ask("telephone of the consul"))["explain"]
    limits = {
        "lost_below",
        "for_this_desk",
        "sure_from",
        "words_known",
        "words_of_the_topic",
        "lead",
    }
    assert limits <= set(explain["thresholds"])
    assert {"label", "score", "fit", "by_words"} <= set(explain["scores"][0])
    assert {"by", "label", "text", "file", "line", "closeness"} <= set(explain["nearest"][0])
    assert {"typed", "read", "topics"} <= set(explain["words"][0])
    script = (STATIC / "deciding.js").read_text("utf-8")
    assert all(name in script for name in limits)


async def test_a_button_has_the_room_that_telegram_gives_it(preview: Site) -> None:
    question = "пожалуйста " * 10 + "garden party"
    reply = await preview.ask(question)
    asks = [each["asks"] for row in reply["buttons"] for each in row if "asks" in each]
    assert asks and all(len(each.encode()) <= 64 or question in each for each in asks)


async def test_it_shows_how_a_question_on_the_wrong_keyboard_was_read(preview: Site) -> None:
    reading = (await preview.ask("ntktajy rjycekf"))["reading"]
    assert (reading["text"], reading["how"]) == ("телефон консула", ["layout"])
    assert [word["typed"] for word in reading["words"]] == ["ntktajy", "rjycekf"]
    assert all(word["known"] for word in reading["words"])


async def test_a_command_needs_no_understanding_and_explains_none(preview: Site) -> None:
    assert not {"explain", "reading"} & set(await preview.ask("/consul"))


async def test_each_source_is_shown_with_the_words_that_stand_there(preview: Site) -> None:
    reply = await preview.ask("/consul")
    place = next(each for each in reply["places"] if each["file"])
    meant = dict(place["excerpt"])[place["line"]]
    assert meant == (EMBASSY / "contacts.yaml").read_text("utf-8").splitlines()[place["line"] - 1]
    assert place["as_of"] == "2024-05-01"
    assert place["page"] == "page.txt"
    assert place["page_excerpt"]


async def test_a_page_that_is_turned_takes_the_place_of_the_one_before(preview: Site) -> None:
    typed = await preview.ask("/help")
    asks = next(button["asks"] for row in typed["buttons"] for button in row if button.get("asks"))
    on = {"about": typed["why"], "question": None}
    assert (await preview.ask(asks, on=on))["replaces"]
    assert not (await preview.ask(asks))["replaces"] or typed["why"] is None


async def test_nothing_asked_is_kept_or_counted(preview: Site, desk: Desk) -> None:
    for text in ("telephone", "an altogether unknown matter", "/wrong consul", "/start"):
        await preview.ask(text, reader="abc", on={"about": "consul", "question": "telephone"})
    assert await desk.ledger.unanswered() == []
    assert await desk.ledger.asked() == []


async def test_markup_in_a_question_is_only_text(preview: Site) -> None:
    text = "<script>alert(1)</script><b>telephone</b>"
    reply = await preview.ask(text)
    assert reply["text"] == text
    assert all(tag not in str(reply["pieces"]) for tag in ("'tag': 'script'", "'tag': 'img'"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 5000,
        b'{"text": 7}',
        b'{"text": ""}',
        b'{"language": "en"}',
        b'{"text": "x", "at": "soon"}',
        b'{"text": "x", "at": "0001-01-01T00:00"}',
        b'{"text": "x", "at": "9999-12-31T23:59-12:00"}',
        b'{"text": "x", "on": "that"}',
        b'{"text": "x", "reader": "../../etc"}',
    ],
)
async def test_what_is_no_question_is_refused_with_a_sentence(preview: Site, body: bytes) -> None:
    response = await preview.post(body)
    assert response.status == 400
    assert (await response.json())["error"]


async def test_a_question_that_is_too_long_is_refused(preview: Site) -> None:
    assert (await preview.post({"text": "x" * 70_000})).status == 413


TEXTS = st.text(max_size=80) | st.none() | st.integers() | st.lists(st.text(max_size=3), max_size=2)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {"text": TEXTS},
        optional={"language": TEXTS, "at": TEXTS, "about": TEXTS, "on": TEXTS, "reader": TEXTS},
    )
)
def test_the_preview_survives_any_question(body: dict[str, Any]) -> None:
    from bot.channels.preview.asking import Unasked, asking_from

    try:
        asking = asking_from(body)
    except Unasked as unasked:
        assert str(unasked)
    else:
        asking.heard.text.encode()


async def test_half_a_letter_in_a_question_is_answered_all_the_same(preview: Site) -> None:
    response = await preview.post(b'{"text": "telephone \\ud83d", "language": "en"}')
    assert response.status == 200


async def test_the_page_is_told_how_the_knowledge_stands(preview: Site) -> None:
    async with preview.told() as news:
        standing = await anext(news)
        while not standing["checked"]:
            standing = await anext(news)
    assert standing["topics"] == len(preview.news.desk.knowledge.topics)
    assert standing["names"]["ru"] == "Посольство Вельдонии в Порт-Марене"
    assert ["/consul", "The consul"] in standing["commands"]["en"]
    assert standing["complaints"] == []


async def test_new_knowledge_is_told_to_everyone_who_watches(preview: Site, desk: Desk) -> None:
    async with preview.told() as one, preview.told() as other:
        versions = [(await anext(one))["version"], (await anext(other))["version"]]
        desk.knowledge = replace(desk.knowledge)
        for news, before in zip((one, other), versions, strict=True):
            while (await anext(news))["version"] <= before:
                pass


async def test_files_that_cannot_be_used_are_told_while_the_old_answers_stay(
    preview: Site, desk: Desk
) -> None:
    now = datetime.now(UTC)
    wrong = Complaint("embassy/contacts.yaml", 7, "phone: <b>12</b> is not a number")
    async with preview.told() as news:
        await anext(news)
        desk.live = Live(now, waiting_since=now, complaints=(wrong,))
        standing = await anext(news)
        while not standing["refused"]:
            standing = await anext(news)
    [complaint] = standing["complaints"]
    assert (complaint["file"], complaint["line"]) == ("embassy/contacts.yaml", 7)
    assert complaint["says"] == "phone: <b>12</b> is not a number"
    assert (await preview.ask("telephone of the consul"))["label"] == "consul_phone"


async def test_what_the_check_finds_is_told_when_it_is_done(desk: Desk) -> None:
    doubt = Complaint("embassy/papers.yaml", 3, "only two phrases", warning=True)

    async def check() -> Checked:
        return Checked((doubt,), questions=5, missed=1)

    async with site(desk, EMBASSY, check) as preview, preview.told() as news:
        standing = await anext(news)
        while not standing["checked"]:
            standing = await anext(news)
    assert standing["complaints"][0]["warning"]
    assert (standing["questions"], standing["missed"]) == (5, 1)


async def test_a_check_that_breaks_is_told_and_the_desk_goes_on(desk: Desk) -> None:
    async def check() -> Checked:
        raise RuntimeError("broken")

    async with site(desk, EMBASSY, check) as preview:
        async with preview.told() as news:
            while not (await anext(news))["failed"]:
                pass
        assert (await preview.ask("/consul"))["label"] == "consul"


async def test_a_desk_that_breaks_gives_a_sentence_and_no_traceback(
    preview: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "knowledge", None)
    response = await preview.post({"text": "telephone"})
    assert response.status == 500
    assert "Traceback" not in await response.text()


async def test_a_page_that_is_closed_is_forgotten(preview: Site) -> None:
    for _ in range(40):
        async with preview.told() as news:
            assert (await anext(news))["topics"]
            # One page at a time, as a browser that is reloaded; its news end with it.
            await asyncio.sleep(0.01)


async def test_without_counts_the_statistics_say_so(preview: Site) -> None:
    assert await (await preview.get("/counts")).json() == {"counted": False}


async def test_the_statistics_name_topics_in_both_languages(desk: Desk) -> None:
    today = datetime.now(desk.knowledge.embassy.zone).date()

    async def counted(since: date) -> list[tuple[Asked, int]]:
        await ledger.apply([Asked(today, "consul", "ru", "sure")] * 3)
        return await ledger.asked(since)

    async with Ledger() as ledger, site(desk, EMBASSY, counted=counted) as preview:
        told = await (await preview.get("/counts?days=7")).json()
    assert told["total"] == 3
    assert len(told["days"]) == 7
    assert told["topics"][0]["titles"] == {"en": "The consul", "ru": "Консул"}


@pytest.mark.parametrize("days", ["0", "-1", "x", "999999", "٣"])
async def test_a_period_that_is_none_is_refused(preview: Site, days: str) -> None:
    assert (await preview.get(f"/counts?days={days}")).status == 400


def test_an_excerpt_is_only_of_files_inside_the_folder(folder: Written, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("token\n")
    folder.write({"a.yaml": "one\ntwo\nthree\nfour\n", "sources/page.txt": "page\n"})
    (folder.path / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    name = folder.path.name
    assert excerpt(folder.path, f"{name}/a.yaml", 1) == [(1, "one"), (2, "two"), (3, "three")]
    assert excerpt(folder.path, "page.txt", 1) == [(1, "page")]
    for other in (
        "secret.yaml",
        f"{name}/../secret.yaml",
        f"{name}/link.yaml",
        "../secret.yaml",
        str(tmp_path / "secret.yaml"),
        "a\0b",
        "",
        None,
    ):
        assert excerpt(folder.path, other, 1) == []
    assert excerpt(folder.path, f"{name}/a.yaml", 0) == []
    assert excerpt(folder.path, f"{name}/a.yaml", 400) == []
