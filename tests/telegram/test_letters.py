"""Answers as letters: their buttons, and what a button can carry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.letters import On, Place, letters
from bot.channels.telegram.methods import for_letter
from bot.rendering.buttons import MARK, asked, carried, rows
from bot.talk import Answer, Choice, Edit, Letter, Line

ANSWER = Answer("Visa", (Line("Here."),), language="en", why="visa")
LONG = "что делать если паспорт был украден в поезде по дороге в аэропорт"


def labels(answer: Answer, question: str = "") -> list[list[str]]:
    return [[button.label for button in row] for row in rows(answer, question)]


def test_choices_in_words_have_a_row_each_and_numbers_five() -> None:
    numbers = tuple(Choice(str(number), f"/read {number}") for number in range(1, 8))
    listed = Answer(choices=(*numbers, Choice("Next", "/latest 2")), numbered=True)
    assert labels(listed) == [["1", "2", "3", "4", "5"], ["6", "7"], ["Next"]]
    years = Answer(choices=(Choice("2019", "/archive 2019"), Choice("2020", "/archive 2020")))
    assert labels(years) == [["2019"], ["2020"]]


def test_the_last_row_says_where_from_and_not_what_i_asked() -> None:
    assert labels(ANSWER) == [["Where from", "Not what I asked"]]
    assert labels(Answer(language="en")) == []


def test_what_can_be_copied_is_offered_once_and_only_if_it_fits() -> None:
    lines = (Line("a", copy="+44 1"), Line("b", copy="+44 1"), Line("c", copy="x" * 257))
    assert labels(Answer(lines=lines, language="en")) == [["Copy +44 1"]]


def test_a_choice_that_fits_nowhere_is_left_out_and_never_cut() -> None:
    answer = Answer(choices=(Choice("A", f"/search {LONG}"), Choice("B", "/visa")))
    assert labels(answer) == [["B"]]
    assert labels(answer, LONG) == [["A"], ["B"]]


@given(st.text(max_size=120), st.sampled_from(("{}", "/search {}", "/search {} 2", "/visa")))
def test_a_button_asks_what_it_was_made_to_ask(question: str, form: str) -> None:
    asks = form.format(question)
    carries = carried(asks, question) if asks else None
    if carries is None or MARK in question:
        return
    assert len(carries.encode()) <= 64
    assert asked(carries, question) == asks


def test_without_the_question_a_marked_button_asks_nothing() -> None:
    assert asked(f"/search {MARK}", None) is None
    assert asked("/visa", None) == "/visa"


def test_an_answer_to_free_text_replies_and_one_to_a_command_does_not() -> None:
    (reply,) = letters(ANSWER, Place(42, 7))
    assert isinstance(reply, Letter)
    assert reply.reply_to == 7
    (plain,) = letters(ANSWER, Place(42, 7, replies=False))
    assert isinstance(plain, Letter)
    assert plain.reply_to is None


def test_a_command_is_replied_to_when_a_button_needs_its_text() -> None:
    typed = f"/search {LONG}"
    answer = ANSWER.having(choices=(Choice("Next", f"{typed} 2"),))
    (letter,) = letters(answer, Place(42, 7, replies=False, question=typed))
    assert isinstance(letter, Letter)
    assert letter.reply_to == 7


def test_a_page_of_the_same_matter_takes_the_place_of_the_one_before() -> None:
    page = ANSWER.having(page=True)
    on = On(9, about="visa", is_reply=True)
    (edit,) = letters(page, Place(42, 7, False, on))
    assert isinstance(edit, Edit)
    assert edit.message == 9
    for other in (On(9, "passport", False), On(9, None, True)):
        assert isinstance(letters(page, Place(42, 7, False, other))[0], Letter)
    assert isinstance(letters(page, Place(42, None, False, On(9, None, False)))[0], Edit)


def test_a_page_too_long_for_one_message_is_sent() -> None:
    page = ANSWER.having(page=True, lines=(Line("word " * 1500),))
    sent = letters(page, Place(42, None, False, On(9, "visa", False)))
    assert [type(one) for one in sent] == [Letter, Letter]


def test_a_preview_shows_the_page_that_a_button_opens() -> None:
    page = "https://veldonia.example/speech"
    shown: dict[bool, dict[str, object]] = {True: {"url": page}, False: {"is_disabled": True}}
    for preview, expected in shown.items():
        (letter,) = letters(ANSWER.having(link=page, preview=preview), Place(42))
        assert isinstance(letter, Letter)
        assert for_letter(letter).fields["link_preview_options"] == expected


def test_an_answer_without_words_still_says_something() -> None:
    (letter,) = letters(Answer(language="en"), Place(42))
    assert isinstance(letter, Letter)
    assert letter.text == "There is nothing to show here."
