"""What people left with the desk: languages, subscriptions, what came and what is to be sent."""

from bot.ledger.inbox import Came as Came
from bot.ledger.inbox import Outcome as Outcome
from bot.ledger.inbox import Received as Received
from bot.ledger.outbox import Row as Row
from bot.ledger.store import Ledger as Ledger
