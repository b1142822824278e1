"""What the rows of a page are by their words: names of sections, ways onward, and furniture."""

from __future__ import annotations

import re
from typing import Literal

from bot.staff.page_dates import opening_of

_NOUNS = {
    "speeches": "speech speeches interview interviews article articles remarks address addresses"
    " lecture lectures column columns essay essays op-ed"
    " выступление выступления интервью статья статьи речь речи доклады лекции колонка",
    "events": "event events news message messages statement statements update updates comment"
    " comments commentary commentaries announcement announcements headline headlines release"
    " releases publication publications briefing briefings letter letters report reports notes"
    " activity activities blog"
    " событие события событий новость новости новостей сообщение сообщения заявление заявления"
    " комментарий комментарии публикация публикации анонс анонсы брифинг брифинги релиз релизы"
    " письмо письма хроника лента",
}
_SECTION = {word: name for name, words in _NOUNS.items() for word in words.split()}
_BESIDE_NOUNS = (
    "latest recent last new newest current other more all our its the a an of and in on for from by"
    " to with press media main top key official public foreign embassy ambassador minister ministry"
    " mission consulate office president s what whats"
    " последние последнее недавние свежие новые новое текущие другие все наши и а в во на о об от"
    " для пресс сми главные главное основные официальные посольство посольства посол посла министр"
    " министра мид генконсульство генконсульства"
)
_OTHER_PARTS = (
    "contact contacts consular consulate section sections queries query useful links link about"
    " embassy the of and for our us address addresses services service visa visas passport"
    " passports subscribe subscription newsletter follow social media photo photos video videos"
    " gallery"
    " calendar weather search site sitemap map menu copyright information hours opening working"
    " office phone phones telephone telephones emergency numbers visitors quick website feedback"
    " контакты контакт консульские консульский консульство консульская отдел секция вопросы"
    " полезные ссылки адрес адреса меню услуги виза визы паспорт паспорта фото видео фотогалерея"
    " галерея календарь погода поиск карта сайта сайт о об посольстве посольство и для наш наши"
    " подписка подписаться соцсети телефон телефоны часы режим работы информация обратная связь"
)
_AROUND = frozenset(_BESIDE_NOUNS.split())
_ELSEWHERE = frozenset(_OTHER_PARTS.split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ONWARD = (
    "all more older earlier previous next archive archives continue back read full print"
    " все ещё еще далее дальше архив подробнее предыдущие следующие наверх читать полностью печать"
)
_WAYS = (
    "view see show browse load go reading text version story here details page pages list top"
    " показать текст версия на стр страница страницы здесь список"
)
_LINKED = _AROUND.union(_WAYS.split())
_LONGEST = 60

_CLOCK = re.compile(r"[^\W\d][\w .'’()-]{1,30}:? *\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?")
_CALL = re.compile(
    r"(?:(?:tel|phone|telephone|fax|mob|тел|телефон|факс)\w*[.: ]*\+?|\+)[\d ()./\xa0-]{7,}",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:e-?mail|почта)?[.: ]*[\w.+-]+@[\w.-]+\.\w+", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b|all rights reserved|все права)", re.IGNORECASE)
_COUNTER = re.compile(
    r"\d{1,6} days? (?:(?:have|has) )?(?:passed|elapsed|gone)\b"
    r"|(?:прошло|прошёл|прошел|минуло)? ?\d{1,6} (?:день|дня|дней) (?:прошло|прошёл|с|со)\b"
    r"|(?:прошло|прошёл|прошел|минуло) \d{1,6} (?:день|дня|дней)\b",
    re.IGNORECASE,
)


def is_rights(text: str) -> bool:
    """Whether a row says whose the page is."""
    return _RIGHTS.match(text) is not None


def named(text: str) -> str | None:
    """The section that a row is the name of: every word of it belongs to such a name."""
    if len(text) > _LONGEST or any(letter.isdigit() for letter in text):
        return None
    words = _words(text)
    sections = [_SECTION[word] for word in words if word in _SECTION]
    known = all(word in _SECTION or word in _AROUND for word in words)
    return sections[0] if sections and known else None


def ends_section(text: str, heading: bool) -> bool:
    """Whether a row is the name of another part of the site."""
    words = _words(text)
    if not words or len(text) > _LONGEST or any(letter.isdigit() for letter in text):
        return False
    marked = heading or upper(text) or text.endswith(":")
    shown = marked or (len(words) > 1 and not text.endswith("."))
    menu = named(text) is not None and (marked or len(words) > 1)
    return menu or (shown and _ELSEWHERE.issuperset(words))


def is_way_onward(text: str) -> bool:
    """Whether a row is a link to more of the same, as `all messages`."""
    if len(text) > _LONGEST or (text.endswith(".") and not text.endswith("..")):
        return False
    words = _words(text)
    onward = _ONWARD.split()
    known = (word in onward or word in _SECTION or word in _LINKED for word in words)
    return any(word in onward for word in words) and all(known)


def upper(text: str) -> bool:
    """Whether a short row is in capitals, as names of sections are."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and len(text) <= _LONGEST and all(map(str.isupper, letters))


def furniture(text: str) -> Literal["sure", "perhaps"] | None:
    """Whether a row is a clock, a contact, a counter, or may be what stands beside them."""
    if len(text) <= _LONGEST and any(
        pattern.fullmatch(text.strip()) for pattern in (_CLOCK, _CALL, _MAIL, _SITE)
    ):
        return "sure"
    if _COUNTER.match(text) or (_RIGHTS.match(text) and len(text) <= 2 * _LONGEST):
        return "sure"
    opening = opening_of(text)
    alone = opening is not None and not opening.title
    label = len(text) <= _LONGEST and (text.endswith(":") or ends_section(text, heading=True))
    return "perhaps" if alone or label else None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
