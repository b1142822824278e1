"""What is left of a page when all that is known was found: rows that nothing was compared with.

A label beside a fact, the name of a section, a way onward and a menu say nothing. Every other row
is told, so that no agreement is reported that was not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.knowledge import Knowledge
from bot.staff.drift_contacts import mails_in, phones_in
from bot.staff.drift_counts import clock_spans, counter_spans
from bot.staff.drift_dates import date_alone
from bot.staff.drift_findings import UNREAD, Finding
from bot.staff.drift_statements import Joined, Titles, plain
from bot.staff.page_names import ends_section, is_rights, is_way_onward, named
from bot.staff.page_rows import Row
from bot.topics.contact import Contact

_SHOWN = 90
_LABEL = 4
"""Words of a label at most that stands in one row with what it is the label of."""
_LINE = 60


def rest_findings(
    knowledge: Knowledge, titles: Titles, day: date | None, told: Sequence[Finding]
) -> Iterator[Finding]:
    """Each row of which something is left; not what another finding tells already."""
    free = [row for number, row in enumerate(titles.rows) if number not in titles.taken]
    page = Joined(free)
    seen = [*counter_spans(page, knowledge), *clock_spans(page, knowledge)]
    seen += [*_addresses(page, knowledge)]
    said = [plain(one.theirs).removesuffix(" …") for one in told if one.theirs]
    names = {
        plain(topic.title.said(each)).lower()
        for topic in knowledge.topics.values()
        for each in topic.title.by_language
    }
    for row, (start, end) in zip(free, page.places(), strict=True):
        left, whole = _left(page.text, (start, end), seen), page.text[start:end]
        if date_alone(whole) == day is not None or left.strip(" :.").lower() in names:
            continue
        known = any(each and (each in whole or whole in each) for each in said)
        if not known and _says(left, whole, row):
            shown = whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN].rstrip()} …"
            yield Finding(UNREAD, None, shown, "missing", None, row.line)


def _left(text: str, row: tuple[int, int], seen: Sequence[tuple[int, int]]) -> str:
    """A row without what was compared."""
    start, end = row
    whole = text[start:end]
    letters = list(whole)
    inside = [range(max(one, start) - start, min(last, end) - start) for one, last in seen]
    inside += [range(*span) for span in (*phones_in(whole), *mails_in(whole))]
    for place in (place for places in inside for place in places):
        letters[place] = " "
    return " ".join("".join(letters).split())


def _says(left: str, whole: str, row: Row) -> bool:
    """Whether what is left of a row may be a fact."""
    if not any(map(str.isalnum, left)) or (is_rights(whole) and len(whole) <= 2 * _LINE):
        return False
    if any(map(str.isdigit, left)):
        return True
    label = left != whole and len(left.split()) <= _LABEL
    label = label or (left.endswith(":") and len(left) <= _LINE)
    name = named(left) is not None or ends_section(left, heading=True) or is_way_onward(left)
    return not (label or name or row.beside)


def _addresses(page: Joined, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    for topic in knowledge.topics.values():
        facts = topic.facts
        for text in facts.address.by_language.values() if isinstance(facts, Contact) else ():
            start = page.text.find(plain(text))
            if start >= 0:
                yield start, start + len(plain(text))
