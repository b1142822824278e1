"""The commands of `python -m bot`; puts the pieces together."""

from bot.cli import archiving as archiving
from bot.cli import broadcasting as broadcasting
from bot.cli import explaining as explaining
from bot.cli import founding as founding
from bot.cli import operating as operating
from bot.cli import previewing as previewing
from bot.cli import staff as staff
from bot.cli.app import main as main
