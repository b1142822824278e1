"""Facts in their time: notices that come and go, facts overdue, where each line stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.archive import Archive
from bot.desk import Desk
from bot.knowledge import read_knowledge
from bot.ledger import Ledger
from bot.rendering import plain
from bot.talk import Answer, Heard

FOLDER = {
    "embassy.yaml": """\
name: {en: House}
zone: Europe/London
languages: [en]
contacts: kitchen
""",
    "topics.yaml": """\
kitchen:
  kind: contact
  title: {en: Kitchen}
  phone: "+44 20 7946 0958"
  source: page.txt:1
  as_of: 2020-01-17
  reviewed: 2020-02-01
  review_by: 2020-06-30
ring:
  kind: contact
  title: {en: Ring}
  of: kitchen
  show: [phone]
tea:
  title: {en: Tea}
  answer: {en: In the kitchen.}
  also: [kitchen]
  as_of: 2020-03-01
  review_by: 2020-05-31
bread:
  title: {en: Bread}
  answer: {en: On the shelf.}
  review_by: 2020-05-31
baking:
  kind: service
  title: {en: Baking}
  parts:
    fees: {en: A penny.}
    payment: {en: In cash.}
  as_of: 2020-03-02
  review_by: 2020-05-31
fees:
  title: {en: Fees}
  answer: {en: A penny for everything.}
fire:
  kind: counter
  title: {en: Fire}
  since: 2019-12-31
  as_of: 2020-03-03
  review_by: 2020-05-31
oven: {kind: clock, title: {en: Oven}, zone: Europe/Moscow, place: {en: Oven}}
board:
  kind: bundle
  title: {en: Board}
  of: [fire, oven]
news: {kind: latest, title: {en: News}}
easter:
  title: {en: Easter}
  answer: {en: The bakery makes buns.}
  from: 2020-04-10
  until: 2020-04-13
tray: {kind: bundle, title: {en: Tray}, of: [tea, bread]}
cups: {kind: bundle, title: {en: Cups}, of: [cup, mug]}
cup: {title: {en: Cup}, answer: {en: White.}, as_of: 2020-03-05, review_by: 2020-05-31}
mug: {title: {en: Mug}, answer: {en: Blue.}, as_of: 2020-03-05, review_by: 2020-05-31}
burn: {title: {en: Burn}, answer: {en: Cold water.}, urgent: true, also: [kitchen]}
washing: {kind: service, title: {en: Washing}}
""",
    "notices.yaml": """\
closed:
  kind: notice
  title: {en: Closed}
  answer: {en: The kitchen is closed on 9 May.}
  from: 2020-05-07
  until: 2020-05-09
  topics: [kitchen, tea]
strike:
  kind: notice
  title: {en: Strike}
  answer: {en: The cooks are on strike.}
  from: 2020-05-08T09:00
  until: 2020-05-08T17:30
""",
    "statements/all.yaml": """\
- {id: soup, date: 2020-01-05, title: On soup, text: Soup., language: en, publisher: House}
- {id: stew, date: 2020-03-05, title: On stew, text: Stew., language: en, publisher: House}
""",
    "sources/page.txt": "Kitchen +44 20 7946 0958\n",
}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "knowledge"
    for name, text in FOLDER.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    knowledge = read_knowledge(folder)
    async with Archive.open(None) as archive, Ledger(None) as ledger:
        await archive.bring_in(knowledge.statements, on=datetime(2020, 1, 1).date())
        yield Desk(knowledge, archive, ledger)


async def answer(desk: Desk, text: str, at: str) -> Answer:
    heard = Heard(text, hint="en", at=datetime.fromisoformat(at))
    return await desk.answer(await desk.hear(heard))


async def says(desk: Desk, text: str, at: str) -> str:
    return plain(await answer(desk, text, at))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("/kitchen", "01.02.2020"),
        ("/ring", "01.02.2020"),
        ("/baking fees", "02.03.2020"),
        ("/fire", "03.03.2020"),
        ("/board", "03.03.2020"),
    ],
)
async def test_an_overdue_fact_of_any_kind_says_when_it_was_last_confirmed(
    desk: Desk, text: str, day: str
) -> None:
    assert "Last confirmed" not in await says(desk, text, "2020-05-31")
    assert f"Last confirmed on {day}" in await says(desk, text, "2020-07-01")


async def test_of_several_overdue_facts_each_says_so_once_by_its_own_day(desk: Desk) -> None:
    for text in ("/tea", "/tray"):
        told = await says(desk, text, "2020-07-01")
        assert told.count("Last confirmed on 01.03.2020") == 1, text
        assert told.count("Last confirmed on 01.02.2020") == 1, text
        assert told.index("In the kitchen") < told.index("01.03.2020") < told.index("+44")
        assert told.index("+44") < told.index("01.02.2020")
    told = await says(desk, "/tray", "2020-07-01")
    assert told.count("Not confirmed since 31.05.2020") == 1
    assert told.index("On the shelf") < told.index("Not confirmed since")
    told = await says(desk, "/burn", "2020-07-01")
    assert told.count("Last confirmed on 01.02.2020") == 1
    told = await says(desk, "/tea", "2020-06-01")
    assert told.count("Last confirmed on 01.03.2020") == 1 and "As of 17.01.2020" in told


async def test_without_any_day_it_says_since_when_the_fact_is_not_confirmed(desk: Desk) -> None:
    told = await says(desk, "/bread", "2020-07-01")
    assert told.count("Not confirmed since 31.05.2020") == 1 and "Last confirmed" not in told
    assert "onfirmed" not in await says(desk, "/bread", "2020-05-31")


async def test_two_facts_of_the_same_days_say_so_each(desk: Desk) -> None:
    assert (await says(desk, "/cups", "2020-07-01")).count("Last confirmed on 05.03.2020") == 2


async def test_where_there_is_no_answer_the_contact_says_when_it_was_confirmed(desk: Desk) -> None:
    assert "Last confirmed on 01.02.2020" in await says(desk, "qwrt", "2020-07-01")
    assert "Last confirmed on 01.02.2020" in await says(desk, "/washing", "2020-07-01")


async def test_a_notice_stands_above_its_topics_from_its_first_day_through_its_last(
    desk: Desk,
) -> None:
    notice = "The kitchen is closed on 9 May."
    for text in ("/kitchen", "/tea"):
        assert notice not in await says(desk, text, "2020-05-06T23:59")
        assert (await says(desk, text, "2020-05-07T00:00")).startswith(notice)
        assert (await says(desk, text, "2020-05-09T23:59")).startswith(notice)
        assert notice not in await says(desk, text, "2020-05-10T00:00")
    assert notice not in await says(desk, "/bread", "2020-05-08")


async def test_a_notice_without_topics_stands_above_all_in_its_hours(desk: Desk) -> None:
    notice = "The cooks are on strike."
    assert (await says(desk, "/bread", "2020-05-08T09:00")).startswith(notice)
    assert notice not in await says(desk, "/bread", "2020-05-08T17:30")
    # Half past four in the afternoon in London, told by a clock in Moscow.
    assert notice in await says(desk, "/bread", "2020-05-08T18:30+03:00")


async def test_a_topic_is_there_from_its_first_day_through_its_last(desk: Desk) -> None:
    assert "buns" in await says(desk, "/easter", "2020-04-10")
    assert "buns" in await says(desk, "/easter", "2020-04-13T23:00")
    for day in ("2020-04-09", "2020-04-14"):
        assert "buns" not in await says(desk, "/easter", day)


async def test_an_answer_as_of_a_day_counts_and_quotes_as_of_that_day(desk: Desk) -> None:
    assert "17 days" in await says(desk, "/fire", "2020-01-17")
    assert "On stew" not in await says(desk, "/news", "2020-03-04")
    assert "On stew" in await says(desk, "/news", "2020-03-05")
    assert "21:00" in await says(desk, "/oven", "2020-01-17T18:00")
    assert "20:00" in await says(desk, "/oven", "2020-07-17T18:00")


async def test_why_tells_file_page_day_and_review_of_each_line(desk: Desk) -> None:
    told = await says(desk, "/why kitchen", "2020-03-01")
    assert "knowledge/topics.yaml, line 4" in told and "page.txt:1" in told
    assert "as of 17.01.2020" in told and "last looked at on 01.02.2020" in told


async def test_why_tells_the_parts_of_a_service_and_the_members_of_a_bundle(desk: Desk) -> None:
    told = await says(desk, "/why baking", "2020-03-01")
    assert "A penny." in told and "In cash." in told
    told = await says(desk, "/why board", "2020-03-01")
    assert "line 38" in told and "line 41" in told


async def test_every_answer_but_small_talk_can_say_why(desk: Desk) -> None:
    for topic in desk.knowledge.topics.values():
        said = await answer(desk, f"/{topic.key}", "2020-04-11")
        if topic.kind != "notice" or topic.key == "easter":
            assert said.why == topic.key or said.topic is None, topic.key
