"""Contacts: how somebody is reached, and who comes first when it cannot wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from bot.talk import Answer
from tests.conftest import Ask, Written

Answered = Callable[[Written], Awaitable[Ask]]

CONSUL = """
consul:
  kind: contact
  title: {en: The consul}
  phone: "+44 (0)20 7946 0018"
  email: consul@veldonia.example
"""
EMBASSY = "name: {en: X}\nzone: Europe/London\nlanguages: [en]\ncontacts: "


def said(answer: Answer) -> list[str]:
    return [str(line.text) for line in answer.lines]


async def test_a_contact_is_told_channel_by_channel_as_of_its_day(ask: Ask) -> None:
    answer = await ask("/consul")
    assert answer.title == "The consul"
    assert said(answer) == [
        "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)",
        "consul@veldonia.example",
        "3 Harbour Steps, Port Maren",
        "On the map: 47.5615, -52.7126",
        "As of 01.05.2024",
    ]
    assert answer.link == "https://veldonia.example/consul"


async def test_a_contact_in_russian(ask: Ask) -> None:
    answer = await ask("/contacts", "ru")
    assert answer.title == "Консул"
    assert said(answer) == [
        "+44 20 7946 0018 (на странице: +44 (0)20 7946 0018)",
        "consul@veldonia.example",
        "Порт-Марен, Портовая лестница, 3",
        "На карте: 47.5615, -52.7126",
        "По состоянию на 01.05.2024",
    ]


async def test_each_channel_names_the_line_of_the_file_and_of_the_page(ask: Ask) -> None:
    phone, mail, *_ = (await ask("/consul")).lines
    assert phone.source and mail.source
    assert (phone.source.file, phone.source.line) == ("embassy/contacts.yaml", 7)
    assert (phone.source.page, mail.source.page) == ("page.txt:2", "page.txt:3")


async def test_phone_mail_and_address_can_be_copied_as_they_are_needed(ask: Ask) -> None:
    copied = [line.copy for line in (await ask("/consul")).lines if line.copy]
    assert copied == ["+44 20 7946 0018", "consul@veldonia.example", "3 Harbour Steps, Port Maren"]


async def test_one_channel_of_another_contact_is_told_alone(ask: Ask) -> None:
    answer = await ask("/consul_phone")
    assert answer.title == "Phone of the consul"
    assert said(answer) == [
        "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)",
        "As of 01.05.2024",
    ]
    assert answer.link is None


async def test_a_phone_printed_as_it_is_dialled_is_said_once(ask: Ask) -> None:
    assert said(await ask("/westhaven"))[0] == "+44 20 7946 0777"


async def test_a_contact_that_nobody_has_looked_at_in_time_says_when_it_was_confirmed(
    ask: Ask,
) -> None:
    assert said(await ask("/westhaven", at=datetime(2024, 6, 30, 23, 59)))[-1] == "As of 02.04.2024"
    late = await ask("/westhaven", at=datetime(2024, 7, 1))
    assert said(late)[-1] == "Last confirmed on 20.04.2024"


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("+44 (0) 20 7946 0018", "+44 20 7946 0018"),
        ("+44-20-7946-0018", "+44 20 7946 0018"),
        ("+442079460018", "+44 20 7946 0018"),
        ("+7 495 000-00-01", "+7 495 000-00-01"),
    ],
)
async def test_any_international_number_can_be_dialled_from_anywhere(
    folder: Written, answered: Answered, printed: str, dialled: str
) -> None:
    folder.write({"a.yaml": f"c:\n  kind: contact\n  phone: '{printed}'\n"})
    (line,) = (await (await answered(folder))("/c")).lines
    assert line.copy == dialled


async def test_in_urgent_matters_the_phone_is_the_first_line(ask: Ask) -> None:
    answer = await ask("/arrest")
    assert answer.title == ""
    assert said(answer) == [
        "+44 20 7946 0018 – The consul",
        "I do not know whether it is answered at this hour.",
        "Arrest",
        "The embassy has not written an answer to this here yet.",
        "The consul",
        "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)",
        "consul@veldonia.example",
        "3 Harbour Steps, Port Maren",
        "On the map: 47.5615, -52.7126",
        "As of 01.05.2024",
    ]
    assert answer.lines[0].copy == "+44 20 7946 0018"
    assert answer.topic == answer.why == "arrest"


async def test_in_urgent_matters_the_phone_is_first_in_russian_too(ask: Ask) -> None:
    assert said(await ask("/arrest", "ru"))[:3] == [
        "+44 20 7946 0018 — Консул",
        "Отвечают ли в этот час, мне неизвестно.",
        "Арест",
    ]


async def test_the_phone_is_found_behind_a_contact_of_another(
    folder: Written, answered: Answered
) -> None:
    folder.write({"embassy.yaml": EMBASSY + "night\n"})
    folder.write({"a.yaml": CONSUL + "night: {kind: contact, of: consul, title: {en: At night}}\n"})
    folder.write({"b.yaml": "fire: {kind: service, urgent: true}\n"})
    assert said(await (await answered(folder))("/fire"))[0] == "+44 20 7946 0018 – At night"


async def test_without_a_phone_an_urgent_matter_is_answered_as_any_other(
    folder: Written, answered: Answered
) -> None:
    folder.write({"embassy.yaml": EMBASSY + "consul\n"})
    folder.write({"a.yaml": "consul: {kind: contact, email: a@b.example, title: {en: Consul}}\n"})
    folder.write({"b.yaml": "fire: {kind: service, urgent: true, title: {en: Fire}}\n"})
    answer = await (await answered(folder))("/fire")
    assert answer.title == "Fire"
    assert said(answer) == [
        "The embassy has not written an answer to this here yet.",
        "Consul",
        "a@b.example",
    ]
