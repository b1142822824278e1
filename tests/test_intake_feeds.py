"""Feeds as statements: RSS and Atom, their entities and dates, and what is never read."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Statement
from bot.staff.feeds import LARGEST
from bot.staff.intake_files import outcomes_of
from bot.staff.taking import Outcome, Refused, Wish

WISH = Wish("Kitchen", "", ("en", "ru"), zone=ZoneInfo("Europe/London"))
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The kitchen</title><link>https://kitchen.example/</link><language>en-gb</language>
{items}
</channel></rss>
"""
ITEM = "<item><title>On bread</title><pubDate>Thu, 16 Jan 2020 09:00:00 GMT</pubDate>{}</item>"


def taken(folder: Path, feed: str | bytes, name: str = "feed.xml") -> list[Outcome]:
    """What comes out of a feed that was saved in this folder."""
    file = folder / name
    file.write_bytes(feed.encode() if isinstance(feed, str) else feed)
    return list(outcomes_of(file, WISH, lambda size: None))


def one(folder: Path, more: str = "", item: str = ITEM) -> Statement:
    """The statement of a feed's only item, with this in it."""
    (statement,) = taken(folder, RSS.format(items=item.format(more)))
    assert isinstance(statement, Statement), statement
    return statement


def refused(folder: Path, feed: str | bytes, name: str = "feed.xml") -> Refused:
    """The only thing that comes out, which is a refusal."""
    (told,) = taken(folder, feed, name)
    assert isinstance(told, Refused), told
    return told


def test_an_item_of_rss_is_a_statement(tmp_path: Path) -> None:
    statement = one(
        tmp_path, "<link>/bread</link><guid>urn:7</guid><description>Hot.</description>"
    )
    assert (statement.title, statement.text) == ("On bread", "Hot.")
    assert statement.date.isoformat() == "2020-01-16"
    assert (statement.id, statement.url) == ("urn:7", "https://kitchen.example/bread")
    assert (statement.language, statement.publisher) == ("en", "Kitchen")
    assert statement.source == "feed.xml:4"


def test_an_entry_of_atom_is_a_statement(tmp_path: Path) -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
    <title>Кухня</title>
    <entry><id>urn:7</id><title type="html">О &lt;i&gt;хлебе&lt;/i&gt;</title>
    <published>2020-01-16T09:00:00Z</published><updated>2020-02-01T09:00:00Z</updated>
    <link rel="alternate" href="https://kitchen.example/bread"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Хлеб есть.</p>
    <ol><li>Чёрный</li><li>Белый</li></ol></div></content><summary>Кратко</summary></entry></feed>"""
    (statement,) = taken(tmp_path, feed)
    assert isinstance(statement, Statement)
    assert (statement.title, statement.language) == ("О хлебе", "ru")
    assert statement.text == "Хлеб есть.\n\n1. Чёрный\n\n2. Белый"
    assert (statement.date.isoformat(), statement.source) == ("2020-01-16", "feed.xml:3")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<![CDATA[<p>Hot &amp; <b>good</b></p><p>Now</p>]]>", "Hot & good\n\nNow"),
        ("&lt;p&gt;Hot &amp;amp; good&lt;/p&gt;", "Hot & good"),
        ("Hot&nbsp;&ndash; AT&T &copy; &#8364; &bogus;", "Hot – AT&T © € &bogus;"),
        ("<![CDATA[1 < 2 & 3]]>", "1 < 2 & 3"),
        ("<![CDATA[<script>alert(1)</script><p onclick=x>Hot<style>p{}</style>]]>", "Hot"),
        ("Hot\n   bread\n\n\n now", "Hot bread\n\nnow"),
        ("\u202eHot\u2066 bread\u2069\u200b", "Hot bread"),
        ("<![CDATA[<p>" + "<b>" * 5 + "deep" + "</b>" * 5 + "]]>", "deep"),
    ],
)
def test_descriptions_become_paragraphs(tmp_path: Path, said: str, text: str) -> None:
    assert one(tmp_path, f"<description>{said}</description>").text == text


def test_the_whole_text_is_taken_where_the_feed_has_it(tmp_path: Path) -> None:
    more = "<description>short</description><content:encoded><![CDATA[<p>Long]]></content:encoded>"
    assert one(tmp_path, more).text == "Long"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Thu, 16 Jan 2020 09:00:00 +0000", "2020-01-16"),
        ("Thu, 16 Jan 2020 01:30:00 +0300", "2020-01-15"),
        ("Tue, 16 Jun 2020 23:30:00 GMT", "2020-06-17"),
        ("Tue, 16 Jun 2020 23:30:00", "2020-06-16"),
        ("2020-01-16", "2020-01-16"),
        ("2020-01-16T09:00:00.5Z", "2020-01-16"),
        ("Thu, 16 Jan 2020", "2020-01-16"),
        ("16 January 2020", "2020-01-16"),
        ("16.01.2020", "2020-01-16"),
    ],
)
def test_a_moment_falls_on_a_day_of_the_embassys_zone(
    tmp_path: Path, printed: str, day: str
) -> None:
    item = f"<item><title>On bread</title><pubDate>{printed}</pubDate></item>{{}}"
    assert one(tmp_path, item=item).date.isoformat() == day


@pytest.mark.parametrize(
    "printed",
    ["Thu, 30 Feb 2020 09:00:00 GMT", "2020-13-01", "Thu, 16 Jan 2020 25:00:00 GMT", "yesterday"],
)
def test_a_wrong_date_is_refused_with_line_and_reason_and_the_rest_is_taken(
    tmp_path: Path, printed: str
) -> None:
    wrong = f"<item><title>On soup</title>\n<pubDate>{printed}</pubDate></item>"
    told, taken_too = taken(tmp_path, RSS.format(items=f"{wrong}\n{ITEM.format('')}"))
    assert isinstance(told, Refused)
    assert (told.line, told.why) == (4, f"{printed!r} is not a date: 'On soup'")
    assert isinstance(taken_too, Statement)
    assert taken_too.source == "feed.xml:6"


def test_an_item_without_a_date_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, RSS.format(items="<item><title>On soup</title></item>"))
    assert (told.line, told.why) == (4, "it has no date: 'On soup'")


@pytest.mark.parametrize(
    ("more", "known_by"),
    [
        ("", (None, None)),
        ("<link>https://kitchen.example/1</link>", (None, "https://kitchen.example/1")),
        ("<guid>https://kitchen.example/1</guid>", (None, "https://kitchen.example/1")),
        ("<link>javascript:alert(1)</link>", (None, None)),
        ('<guid isPermaLink="false">7</guid>', ("7", None)),
    ],
)
def test_an_item_without_an_id_is_known_by_its_link_else_by_none(
    tmp_path: Path, more: str, known_by: tuple[str | None, str | None]
) -> None:
    statement = one(tmp_path, more)
    assert (statement.id, statement.url) == known_by


def test_an_id_or_a_link_that_several_items_have_tells_none_from_another(tmp_path: Path) -> None:
    same = '<guid isPermaLink="false">1</guid><link>https://kitchen.example/</link>'
    for each in taken(tmp_path, RSS.format(items=ITEM.format(same) + ITEM.format(same))):
        assert isinstance(each, Statement) and (each.id, each.url) == (None, None)


BOMB = '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_refused_before_anything_is_read(tmp_path: Path, code: str) -> None:
    feed = RSS.format(items=ITEM.format("<description>&f;</description>"))
    _, _, rest = feed.partition("\n")
    feed = f'<?xml version="1.0" encoding="{code[:6].rstrip("-")}"?>{BOMB}{rest}'
    told = refused(tmp_path, feed.encode(code))
    assert told.why == "this feed declares a document type (DTD), which is never read"


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        (RSS.format(items="<item>"), "this is not well-formed XML: mismatched tag"),
        ("<html><body>soup</body></html>", "this is neither RSS nor Atom"),
        ('<?xml version="1.0" encoding="utf-7"?><rss/>', "the encoding 'utf-7' is not read"),
        (b"\xff<rss/>", "this is not text in utf-8"),
        ("", "this is neither RSS nor Atom"),
        (RSS.format(items=" " * LARGEST), "this feed is larger than 2 MiB"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_sentence(
    tmp_path: Path, feed: str | bytes, why: str
) -> None:
    assert refused(tmp_path, feed).why.startswith(why)


def test_a_feed_is_known_by_what_it_holds_whatever_its_name(tmp_path: Path) -> None:
    (statement,) = taken(tmp_path, RSS.format(items=ITEM.format("")), "saved.txt")
    assert isinstance(statement, Statement)


@pytest.mark.parametrize("piece", ["<!--", "<![CDATA[", "<a>", "&", "&#x;", "<?x "])
def test_a_feed_that_never_ends_what_it_begins_takes_no_longer(tmp_path: Path, piece: str) -> None:
    outcomes = taken(tmp_path, RSS.format(items=piece * 150_000))
    assert all(isinstance(each, Refused) for each in outcomes)


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=60))
def test_whatever_an_item_says_is_text_of_a_statement_or_refused(
    tmp_path_factory: pytest.TempPathFactory, said: str, title: str
) -> None:
    marked = said.replace("]]>", "")
    item = f"<item><title>{title.replace('<', '&lt;')}</title><pubDate>2020-01-16</pubDate>"
    item += f"<description><![CDATA[{marked}]]></description></item>"
    for each in taken(
        tmp_path_factory.mktemp("feed"), RSS.format(items=item).encode("utf-8", "replace")
    ):
        assert isinstance(each, Refused) or each.title or each.text
