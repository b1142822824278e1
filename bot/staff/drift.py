"""What the bot says beside a saved copy of the embassy's own page, as of the page's date."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.archive import Scope, Statement
from bot.desk import Desk
from bot.knowledge import read_knowledge
from bot.staff.check import temporary_desk
from bot.staff.drift_contacts import contact_findings
from bot.staff.drift_counts import clock_findings, counter_findings
from bot.staff.drift_dates import date_alone, dates_in
from bot.staff.drift_findings import Drift, Finding
from bot.staff.drift_items import item_findings
from bot.staff.drift_page import read_rows, with_links
from bot.staff.drift_rest import rest_findings
from bot.staff.drift_statements import Titles, items, title_finding
from bot.staff.drift_texts import text_finding
from bot.topics.latest import Latest
from bot.topics.statement import StatementTopic
from bot.wording import written


async def drift(folder: Path, page: Path) -> Drift:
    """Every fact of both sides that a home page shows. Raises Unreadable and NoPage."""
    knowledge = await asyncio.to_thread(read_knowledge, folder)
    read = await asyncio.to_thread(read_rows, page)
    rows = with_links(read)
    async with temporary_desk(knowledge) as desk:
        held = [statement async for statement in desk.archive.everything()]
        titles = Titles(rows)
        titles.find(held)
        day = _day_of(titles)
        findings = _statement_findings(titles, held, await _said(desk, day), day)
        findings += item_findings(read, titles, held, day)
    rest = [row for number, row in enumerate(rows) if number not in titles.taken]
    facts = [*contact_findings(knowledge, rest)]
    if day is not None:
        facts += counter_findings(knowledge, rest, day)
        facts += clock_findings(knowledge, rest, day)
    told = [*facts, *findings]
    return Drift((*told, *rest_findings(knowledge, titles, day, told)), day)


def _day_of(titles: Titles) -> date | None:
    """The page's own date: of those that stand alone and belong to no title, the latest."""
    free = [text for number, text in enumerate(titles.texts) if number not in titles.taken]
    alone = [day for text in free if (day := date_alone(text)) is not None]
    short = [found.day for text in free if len(text) < 60 for found in dates_in(text)]
    return max(alone or short, default=None)


async def _said(desk: Desk, day: date | None) -> list[Statement]:
    """The statements whose titles the bot gives on that day: the newest, and single ones."""
    found: dict[str, Statement] = {}
    for topic in desk.knowledge.topics.values():
        facts = topic.facts
        if isinstance(facts, Latest):
            scope = Scope(facts.section, None, until=day)
            newest = await desk.archive.latest(scope, 0, facts.count)
            found |= {statement.name: statement for statement in newest}
        elif isinstance(facts, StatementTopic):
            statement = await desk.archive.read(facts.statement, day)
            found |= {statement.name: statement} if statement else {}
    return list(found.values())


def _statement_findings(
    titles: Titles, held: Sequence[Statement], said: Sequence[Statement], day: date | None
) -> list[Finding]:
    findings: list[Finding] = []
    names = {statement.name for statement in said}
    older = [one for one in held if one.name in titles.where and one.name not in names]
    shown = sorted([*said, *older], key=lambda one: one.name not in titles.where)
    findings += [title_finding(statement, titles) for statement in shown]
    findings += [text for one in shown if (text := text_finding(one, titles)) is not None]
    for published, title, number in items(titles, day):
        if day is None or published <= day:
            titles.taken.add(number)
            line = titles.rows[number].line
            theirs = f"{written(published)} {title}"
            findings.append(Finding("title", None, theirs, "missing", None, line))
    return findings
