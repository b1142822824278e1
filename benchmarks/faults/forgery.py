"""Everybody but staff tries every command and button of staff's, in every way there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.faults.scene import STAFF, Result, Scene, Stage
from bot.ledger import Ledger
from tests.botapi import Person

_STRANGER = 666
_STAFF = ",".join(str(number) for number in range(STAFF, STAFF + 12))
_READERS = range(1000, 1020)
_CHANNEL = {"id": -1001, "type": "channel", "title": "Not the embassy"}


async def forgery(stage: Stage) -> Result:
    """Nobody is reached by a forgery; then staff confirm, and everybody is."""
    async with stage.scene(STAFF_IDS=_STAFF) as world:
        await world.subscribe(_READERS)
        await world.start()
        staff = world.person(STAFF)
        staff.says("/publish The consul is back.")
        preview = (await world.api.next("sendMessage")).message
        nonce = preview["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split()[1]
        tried = 0
        for post in _forgeries(world, staff, preview, nonce):
            post()
            tried += 1
        await world.until(lambda: not world.api.updates.unconfirmed())
        await world.quiet(1.0)
        reached = sum(world.deliveries()[chat] for chat in _READERS)
        async with Ledger(world.data / "ledger.sqlite") as ledger:
            acts, warnings = ledger.broadcasts.acts(), ledger.broadcasts.warnings()
        staff.presses_data(preview, f"/send {nonce}")
        await world.until(lambda: set(_READERS) <= world.deliveries().keys(), 30)
        control = sum(world.deliveries()[chat] > 0 for chat in _READERS)
        await world.stop()
    found = {"reached": reached, "acts": len(acts) + len(warnings), "staff reached": control}
    sound = not reached and not acts and not warnings and control == len(_READERS)
    return Result("forgery", f"{tried} forgeries", found, sound)


def _forgeries(
    world: Scene, staff: Person, preview: dict[str, Any], nonce: str
) -> Iterator[Callable[[], Any]]:
    commands = ["/publish x", "/warn x", "/allclear", "/cancel", "/cancel 1", "/send"]
    commands += [f"/send {nonce}", f"/cancel {nonce}", "/publish read_honey", "/live"]
    for number, text in enumerate(commands):
        # Whoever asks too often is not even heard, so others try what needs no draft of theirs.
        other, group = world.person(_STRANGER + number), world.api.group(-100200 - number)
        member = staff if nonce in text else world.person(STAFF + 1 + number)
        user = {"type": "user", "sender_user": member.user, "date": 1}
        yield partial(other.says, text)
        yield partial(other.presses_data, {**preview, "chat": other.chat}, text)
        yield partial(other.says, text, group)
        yield partial(member.says, text, group)
        yield partial(member.says, text, forward_origin=user)
        yield partial(member.says, text, forward_date=1)
        yield partial(member.says, text, via_bot={"id": 5, "is_bot": True})
        yield partial(member.says, text, sender_chat=_CHANNEL)
        yield partial(member.presses_data, {**preview, "chat": group.chat}, text)
        for kind in ("edited_message", "channel_post", "business_message"):
            yield partial(_posted, world, kind, member, text)
    stranger = world.person(_STRANGER)
    yield partial(stranger.says, f"/start send_{nonce}")
    yield partial(stranger.says, f"/start publish read_honey send {nonce}")


def _posted(world: Scene, kind: str, staff: Person, text: str) -> None:
    """An update of a kind that the bot did not ask for, as if Telegram sent it all the same."""
    message = world.api.chats.message(staff.chat, {"from": staff.user, "text": text})
    world.api.updates.add_raw({"update_id": world.api.updates.next_id, kind: message})
    world.api.updates.next_id += 1
