"""A Bot API on loopback for tests: strict where Telegram is, deterministic, with faults on demand.

    async with BotApi() as api:
        citizen = api.person(42, language="en")
        citizen.says("/contacts")
        answer = await api.next("sendMessage")
        citizen.presses(answer.message, "Where from")
        api.fail("sendMessage", too_many(seconds=1))

Texts of refusals are those of the server's public source (tdlib/telegram-bot-api and tdlib/td) and,
where only Telegram's own side knows, those that users of other libraries report.
"""

from tests.botapi.calls import Call
from tests.botapi.faults import CutShort, Drop, Fault, Reply, Slow, bad_gateway, refusing, too_many
from tests.botapi.people import Group, Person
from tests.botapi.server import TOKEN, BotApi

__all__ = [
    "TOKEN",
    "BotApi",
    "Call",
    "CutShort",
    "Drop",
    "Fault",
    "Group",
    "Person",
    "Reply",
    "Slow",
    "bad_gateway",
    "refusing",
    "too_many",
]
