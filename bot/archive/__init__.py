"""What was published: statements kept, corrected, found and read."""

from bot.archive.lines import Malformed as Malformed
from bot.archive.lines import statement_from as statement_from
from bot.archive.scope import Scope as Scope
from bot.archive.statements import Statement as Statement
from bot.archive.store import Archive as Archive
