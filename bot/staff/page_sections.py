"""The sections of a saved page that hold statements: where each begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.staff.page_dates import opening_of
from bot.staff.page_rows import Row

SPEECHES, EVENTS = "speeches", "events"
_NOUNS = {
    SPEECHES: "speech speeches interview interviews article articles remarks"
    " выступление выступления интервью статья статьи речь речи",
    EVENTS: "event events news message messages statement statements update updates announcement"
    " announcements headline headlines release releases publication publications"
    " событие события новость новости сообщение сообщения заявление заявления публикации анонсы",
}
_SECTION = {word: name for name, words in _NOUNS.items() for word in words.split()}
_AROUND = (
    "latest recent last new all our the of and press media main top embassy"
    " последние последнее свежие новые все наши и пресс сми главные релизы посольства"
)
_ELSEWHERE = (
    "contact contacts consular queries useful links about embassy menu address services visa visas"
    " subscribe follow us photo photos video gallery calendar weather search site map copyright"
    " контакты консульские вопросы полезные ссылки адрес меню услуги визы фото видео поиск"
    " карта сайта об о посольстве"
)
_WORD = re.compile(r"[^\W\d_]+")
_MORE = re.compile(
    r"(?:(?:view|see|show|read|browse) )?(?:all|more|older|earlier|previous|next|archive)"
    r"(?: \w+){0,2}[ .…»>→]*|(?:все|ещё|еще|далее|архив|подробнее|предыдущие)"
    r"(?: \w+){0,2}[ .…»>→]*",
    re.IGNORECASE,
)
_LONGEST = 60


@dataclass(frozen=True)
class Section:
    """A section with its rows, its name and ways onward left out."""

    name: str
    rows: list[Row]


def sections_of(rows: list[Row]) -> list[Section]:
    """The sections with dated items, in the order of the page."""
    found: list[Section] = []
    current: list[Row] | None = None
    for row in rows:
        name = section_named(row.text)
        if name is not None:
            current = []
            found.append(Section(name, current))
        elif current is not None and _elsewhere(row.text):
            current = None
        elif current is not None and not _MORE.fullmatch(row.text):
            current.append(row)
    return [section for section in found if any(opening_of(row.text) for row in section.rows)]


def section_named(text: str) -> str | None:
    """Which section a row is the name of: every word of it belongs to such a name."""
    words = [word.lower() for word in _WORD.findall(text)]
    named = [_SECTION[word] for word in words if word in _SECTION]
    if not named or len(text) > _LONGEST or any(letter.isdigit() for letter in text):
        return None
    return named[0] if all(word in _AROUND.split() or word in _SECTION for word in words) else None


def _elsewhere(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    return (
        bool(words) and len(text) <= _LONGEST and all(word in _ELSEWHERE.split() for word in words)
    )
