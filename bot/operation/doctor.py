"""The doctor: looks at all that the bot needs, and says of each what is good or what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.embedding import why_absent
from bot.entries import Unreadable
from bot.knowledge import read_knowledge
from bot.operation.ailments import Finding, bad, good
from bot.operation.machine import look_at_machine
from bot.operation.stores import look_at_stores
from bot.operation.telegram import Hook, Known, Look, Unknown, Unreachable
from bot.settings import Settings

CLOCK_OFF = 10.0
"""Seconds by which a clock may be wrong: citizens are told hours and minutes."""
_MANY = 1000
"""Updates that wait before somebody should ask why."""
_LATELY = timedelta(hours=1)


@dataclass(frozen=True)
class Doctor:
    """Everything that is looked at, on one machine and for one set of settings."""

    settings: Settings
    look: Look | None
    """What Telegram said; None where there is no token to ask with."""

    def findings(self) -> Iterator[Finding]:
        """One after the other; the slow ones last."""
        yield from look_at_machine(self.settings.data_dir)
        yield self._model()
        yield self._knowledge()
        yield from self._telegram()
        yield self._staff()
        yield from look_at_stores(self.settings.data_dir)

    def _model(self) -> Finding:
        off = self.settings.embeddings == "off"
        absent = why_absent(off)
        if absent is None:
            return good("meaning", "the model of meaning runs here")
        if off:
            return good("meaning", "switched off by EMBEDDINGS=off; the bot works on words alone")
        sentence = f"{absent}; the bot works on words alone. Another machine would understand more"
        return bad("meaning", f"{sentence}, or EMBEDDINGS=off says that this is meant.")

    def _knowledge(self) -> Finding:
        folder = self.settings.knowledge_dir
        try:
            knowledge = read_knowledge(folder)
        except Unreadable as unreadable:
            first, count = unreadable.complaints[0], len(unreadable.complaints)
            more = f" ({count} complaints; `python -m bot check` tells all)" if count > 1 else ""
            return bad("knowledge", f"{first}{more}")
        return good("knowledge", f"{len(knowledge.topics)} topics in {folder}")

    def _staff(self) -> Finding:
        count = len(self.settings.staff_ids)
        if not count:
            return good("staff", "nobody may publish from Telegram; STAFF_IDS names who may")
        return good("staff", f"{count} of staff may publish from Telegram")

    def _telegram(self) -> Iterator[Finding]:
        match self.look:
            case None:
                yield bad("token", "BOT_TOKEN is not set; copy it from @BotFather into .env.")
            case Unknown():
                yield bad("token", "Telegram does not know BOT_TOKEN; copy it from @BotFather.")
            case Unreachable(why):
                base = self.settings.telegram_api_base
                yield bad("token", f"{base} cannot be asked ({why}); look at the network.")
            case Known() as known:
                yield good("token", f"Telegram knows it as @{known.username}")
                yield _inline(known)
                yield _hook(known.hook, self.settings.webhook_url)
                yield _clock(known.ahead)


def _inline(known: Known) -> Finding:
    if known.inline:
        return good("inline mode", "is on: it can be asked from any chat by its name")
    return bad(
        "inline mode",
        "is off; send /setinline to @BotFather so that it can be asked from any chat.",
    )


def _hook(hook: Hook, wanted: str | None) -> Finding:
    """Whether updates come to this bot: it asks for them, or Telegram sends them to its address."""
    name = "updates"
    if hook.url and hook.url != wanted:
        return bad(
            name,
            "go to a webhook that is not this bot's; the bot takes them over when it starts."
            " If another program uses this token, stop it.",
        )
    if wanted and not hook.url:
        return bad(name, "do not come to WEBHOOK_URL yet; the bot asks for that when it starts.")
    lately = hook.fault_at is not None and hook.fault_at > datetime.now(UTC) - _LATELY
    if hook.url and lately:
        return bad(name, f"do not reach WEBHOOK_URL: {hook.fault}. Look at the proxy before it.")
    if hook.pending > _MANY:
        return bad(name, f"{hook.pending} wait to be taken; is the bot running?")
    how = "come by webhook" if hook.url else "are asked for"
    return good(name, f"{how}; {hook.pending} wait")


def _clock(ahead: float | None) -> Finding:
    if ahead is None:
        return bad("clock", "Telegram told no time to compare with; compare it yourself: date -u.")
    if abs(ahead) <= CLOCK_OFF:
        return good("clock", "agrees with Telegram's")
    way = "fast" if ahead > 0 else "slow"
    return bad("clock", f"is {abs(ahead):.0f} s {way}; let it be set: timedatectl set-ntp true.")
