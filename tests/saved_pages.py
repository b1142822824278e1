"""Invents saved pages of an embassy's site: the same stories in many orders, markups and codes."""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WORDS = {
    "en": "the kitchen garden minister bread soup meeting of and on with harbour question answer"
    " winter treaty friendship between neighbours it was said that trade in spring grows slowly"
    " ambassador’s visit “joint work” 2019 long-term UK’s café well-being, however, people",
    "ru": "кухня сад министр хлеб суп встреча и на с гавань вопрос ответ зима договор дружба между"
    " соседями было сказано что торговля весной растёт медленно визит посла «совместная работа»"
    " 2019 долго-срочный люди, однако, ещё ёлка",
}
NAMES = {
    ("en", "events"): ["LATEST EVENTS", "Latest events", "News", "PRESS RELEASES AND NEWS"],
    ("en", "speeches"): ["SPEECHES, INTERVIEWS, ARTICLES", "Speeches and articles", "INTERVIEWS"],
    ("ru", "events"): ["ПОСЛЕДНИЕ СОБЫТИЯ", "Последние новости", "Новости и заявления"],
    ("ru", "speeches"): ["ВЫСТУПЛЕНИЯ, ИНТЕРВЬЮ, СТАТЬИ", "Статьи и интервью"],
}
MORE = {"en": ["all messages", "More news", "Read more »"], "ru": ["все сообщения", "Подробнее"]}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


@dataclass(frozen=True)
class Story:
    """What must come out of a page."""

    section: str
    day: date
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Saved:
    """A page as it was saved, and what it holds."""

    name: str
    raw: bytes
    stories: tuple[Story, ...]
    """In the order of the page."""


def saved_page(seed: int) -> Saved:
    """One page of many; the same seed gives the same page."""
    return _Site(Random(seed)).saved()


class _Site:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.language = random.choice(["en", "en", "ru"])
        self.html = random.random() < 0.6
        self.dash = random.choice(["-", "-", "–", "—", ":", " |"])
        self.spoken = random.random() < 0.2
        parts = ["speeches", "events"]
        parts = random.choice([parts, parts[::-1], parts[:1], parts[1:]])
        self.sections = {part: self.stories(part) for part in parts}
        self.alone = {part: part == "speeches" or random.random() < 0.2 for part in parts}
        before = [self.header, self.contacts, self.counters]
        keep = [part for part in before if random.random() < 0.8]
        random.shuffle(keep)
        cut = random.choice([len(keep), len(keep), random.randint(0, len(keep))])
        self.before, self.after = keep[:cut], keep[cut:]

    def saved(self) -> Saved:
        stories = tuple(story for part in self.sections.values() for story in part)
        text = self.as_html() if self.html else self.as_text()
        return Saved("page.html" if self.html else "page.txt", self.encoded(text), stories)

    def encoded(self, text: str) -> bytes:
        text = text.replace("\n", self.random.choice(["\n", "\n", "\r\n"]))
        code = self.random.choice(["utf-8", "utf-8", "utf-8-sig", "windows", "utf-16"])
        if code == "windows":
            code = "cp1251" if self.language == "ru" else "cp1252"
            if self.html:
                text = text.replace("utf-8", "windows-1251" if code == "cp1251" else code, 1)
        return text.encode(code, "xmlcharrefreplace" if self.html else "replace")

    def stories(self, part: str) -> tuple[Story, ...]:
        day, found = date(2020, 1, 16), list[Story]()
        for _ in range(self.random.randint(1, 2 if part == "speeches" else 8)):
            day -= timedelta(self.random.choice([0, 1, 3, 40]))
            texts = [self.text() for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
            if part == "speeches" and self.random.random() < 0.7:
                texts += self.points()
            found.append(Story(part, day, self.title(), tuple(texts)))
        return tuple(found)

    def points(self) -> list[str]:
        found = []
        for number in range(1, self.random.randint(3, 14)):
            found.append(f"{number}. {self.text()}")
            found += [self.text() for _ in range(self.random.choice([0, 0, 0, 1, 2]))]
        return found

    def words(self, least: int, most: int) -> str:
        known = WORDS[self.language].split()
        said = [self.random.choice(known) for _ in range(self.random.randint(least, most))]
        return " ".join(said).strip(",;")

    def text(self) -> str:
        parts = [self.words(5, 30) for _ in range(self.random.choice([1, 2, 3, 6]))]
        return "".join(f"{part[0].upper()}{part[1:]}. " for part in parts).strip()

    def title(self) -> str:
        said = self.words(4, 25)
        end = self.random.choice(["", "", ", New Delhi, January 15, 2020", " - 2020: a review"])
        return f"{said[0].upper()}{said[1:]}{end}"

    def date(self, day: date) -> str:
        if not self.spoken:
            return f"{day:%d.%m.%Y}"
        return f"{day.day} {MONTHS[self.language].split()[day.month - 1]} {day.year}"

    def header(self) -> list[str]:
        clocks = {"en": ["Moscow: 23:01", "London: 20:01"], "ru": ["Москва: 23:01", "Лондон 20:01"]}
        month = MONTHS[self.language].split()[0]
        return [f"17 {month} 2020", *clocks[self.language]]

    def contacts(self) -> list[str]:
        title = {"en": "Consular queries:", "ru": "Консульские вопросы:"}[self.language]
        return [title, "+44 (0) 203 668 7474", "kitchen@example.org"]

    def counters(self) -> list[str]:
        said = {
            "en": "684 days have passed since the fire - nobody knows why",
            "ru": "Прошло 684 дня со дня пожара - никто не знает почему",
        }
        return [said[self.language]]

    def as_text(self) -> str:
        # What is wrapped is known by its lines being full, and so by there being some.
        texts = sum(len(story.paragraphs) for part in self.sections.values() for story in part)
        width = self.random.choice([0, 0, 60, 72, 100]) if texts > 3 else 0
        parted = 1 if width else self.random.choice([0, 1, 1])
        rows: list[str] = []
        for part in self.before:
            rows += [*part(), ""]
        for part, stories in self.sections.items():
            rows += ["", self.random.choice(NAMES[self.language, part]), ""]
            for story in stories:
                rows += ["", *self.story_text(part, story, width, parted)]
            rows += ["", self.random.choice(MORE[self.language])] * (self.random.random() < 0.5)
        for part in self.after:
            rows += ["", *part()]
        if self.random.random() < 0.3:
            rows = [row + "   \t" for row in rows]
        return "\n".join(rows)

    def story_text(self, part: str, story: Story, width: int, parted: int) -> list[str]:
        if self.alone[part]:
            rows = [self.date(story.day), *[""] * parted, story.title, *[""] * parted]
        else:
            rows = [f"{self.date(story.day)} {self.dash} {story.title}", *[""] * parted]
        gap = [""] * self.random.choice([1, 1, 2])
        for text in story.paragraphs:
            rows += [text, *(gap if parted else [])]
        if not width:
            return rows
        return [line for row in rows for line in textwrap.wrap(row, width) or [""]]

    def as_html(self) -> str:
        menu = "<nav><ul><li><a href='/'>News</a></li><li><a href='/s'>Speeches</a></li></ul></nav>"
        foot = "<footer>© 2020 Kitchen. All rights reserved. <a href='/c'>Contacts</a></footer>"
        parts = [menu] if self.random.random() < 0.5 else []
        parts += [self.rows_html("p", part()) for part in self.before]
        parts += [self.section_html(part, stories) for part, stories in self.sections.items()]
        parts += [self.rows_html("div", part()) for part in self.after]
        parts += [foot] if self.random.random() < 0.5 else []
        body = "\n".join(parts)
        return (
            "<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>16.01.2020 - Title</title>\n"
            '<script>var x = "<p>17.01.2020 - no news</p>";</script><style>p{}</style></head>\n'
            f"<body>{body}<script>count('15.01.2020 - no')</script></body></html>"
        )

    def rows_html(self, tag: str, rows: list[str]) -> str:
        return "\n".join(f"<{tag}>{self.escaped(row)}</{tag}>" for row in rows)

    def section_html(self, part: str, stories: tuple[Story, ...]) -> str:
        name = self.escaped(self.random.choice(NAMES[self.language, part]))
        way = self.random.choice(["p", "br", "table", "dl", "article"])
        head = {"br": f"<b>{name}</b><br><br>", "table": f"<div class=h>{name}</div>"}
        made = [head.get(way, f"<h2>{name}</h2>")]
        made += [getattr(self, f"story_{way}")(part, story) for story in stories]
        if self.random.random() < 0.5:
            more = self.escaped(self.random.choice(MORE[self.language]))
            made.append(f"<a href='/all'>{more}</a>")
        body = "\n".join(made)
        return f"<div>{body}</div>"

    def opening_html(self, part: str, story: Story, between: str) -> str:
        """Date and title, with this markup between them where the date stands alone."""
        between = between if self.alone[part] else f" {self.dash} "
        return self.escaped(self.date(story.day)) + between + self.escaped(story.title)

    def texts_html(self, tag: str, story: Story) -> str:
        return self.rows_html(tag, list(story.paragraphs))

    def story_p(self, part: str, story: Story) -> str:
        head = self.opening_html(part, story, "</b></p><h3><b>")
        end = "</b></h3>" if self.alone[part] else "</b></p>"
        return f"<p><b>{head}{end}{self.texts_html('p', story)}"

    def story_br(self, part: str, story: Story) -> str:
        head = self.opening_html(part, story, "<br>")
        texts = "<br /><br />".join(map(self.escaped, story.paragraphs))
        return f"{head}<br>{texts}<br><br><br>"

    def story_table(self, part: str, story: Story) -> str:
        head = self.opening_html(part, story, "</td><td>")
        texts = self.texts_html("div", story)
        return f"<table><tr><td>{head}</td></tr><tr><td>{texts}</td></tr></table>"

    def story_dl(self, part: str, story: Story) -> str:
        head = self.opening_html(part, story, "</dt><dd>")
        return f"<dl><dt>{head}</dl><dl>{self.texts_html('dd', story)}</dl>"

    def story_article(self, part: str, story: Story) -> str:
        head = self.opening_html(part, story, "</span><a href='/2'>")
        texts = "".join(f"<p>{self.escaped(text)}" for text in story.paragraphs)
        return (
            f"<article><header><span class=date>{head}</header>\n"
            f"<div hidden>gone</div><div style='display: none'>gone</div>{texts}</article>"
        )

    def escaped(self, text: str) -> str:
        text = html.escape(text, quote=self.random.random() < 0.5)
        if self.random.random() < 0.3:
            text = text.replace("’", "&rsquo;").replace("“", "&ldquo;").replace("é", "&#233;")
        if self.random.random() < 0.3:
            text = text.replace(" ", "&nbsp;", 3)
        if self.random.random() < 0.3:
            text = text.replace(" the ", " <i>the</i> ").replace(" и ", " <em>и</em> ")
        if self.random.random() < 0.3:
            text = text.replace(" ", "\n   ", 2)
        return text
