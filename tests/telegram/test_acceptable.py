"""Whatever the desk answers, Telegram takes the letters of it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.letters import On, Place, letters
from bot.channels.telegram.methods import for_edit, for_letter, without_markup
from bot.talk import Answer, Choice, Edit, Letter, Line, Quote
from tests.botapi import BotApi

ODD = "\u0301\u030a\u200b\0\ud800\u202a\U000e0041"
texts = st.text(st.sampled_from('ab. \n&<>"яё\U0001f600' + ODD), max_size=90)
seen = texts.map(lambda text: f"x{text}")
keys = st.from_regex(r"[a-z0-9_]{1,32}", fullmatch=True)
spans = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3).map(tuple)
days = st.dates(date(2017, 1, 1), date(2026, 1, 1))
quotes = st.builds(Quote, texts, seen, days, st.sampled_from(("", "en", "ru")), spans)
lines = st.builds(Line, texts | quotes, copy=st.none() | texts, bold=st.booleans())
choices = st.builds(Choice, texts, seen)
answers = st.builds(
    Answer,
    title=texts,
    lines=st.lists(lines, max_size=4).map(tuple),
    above=st.lists(lines, max_size=1).map(tuple),
    choices=st.lists(choices, max_size=12).map(tuple),
    why=st.none() | keys,
    link=st.sampled_from((None, "https://veldonia.example/page")),
    page=st.booleans(),
    numbered=st.booleans(),
    language=st.sampled_from(("en", "ru")),
)
pressed = st.none() | st.builds(On, st.just(2), st.none() | keys, st.booleans())


@given(answers, pressed, seen)
def test_no_letter_or_edit_is_refused(answer: Answer, on: On | None, question: str) -> None:
    api = BotApi()
    citizen = api.person(42)
    citizen.says(question)
    api.methods.call("sendMessage", {"chat_id": 42, "text": "pressed"})
    for sendable in letters(answer, Place(42, 1, True, on, question)):
        match sendable:
            case Letter():
                api.methods.call("sendMessage", for_letter(sendable).fields)
                plain = without_markup(for_letter(sendable))
                api.methods.call("sendMessage", plain.fields)
            case Edit():
                api.methods.call("editMessageText", for_edit(sendable).fields)
