"""What people left with the desk: chosen languages, questions asked in vain, counts."""

from bot.ledger.store import Ledger as Ledger
