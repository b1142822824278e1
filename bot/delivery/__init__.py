"""Delivery: what comes is kept before it is confirmed, what is said until it has arrived."""

from bot.delivery.channel import Arrived as Arrived
from bot.delivery.channel import Channel as Channel
from bot.delivery.channel import Handled as Handled
from bot.delivery.delivery import Delivery as Delivery
from bot.delivery.keeping import Unwritable as Unwritable
from bot.delivery.pace import Rates as Rates
