"""Staff's YAML, read with line numbers: nodes, fields, entries, and what is wrong with them."""

from bot.entries.entry import Entry as Entry
from bot.entries.fields import Sample as Sample
from bot.entries.fields import Text as Text
from bot.entries.fields import begins as begins
from bot.entries.fields import ends as ends
from bot.entries.nodes import Complaint as Complaint
from bot.entries.nodes import Mapping as Mapping
from bot.entries.nodes import Node as Node
from bot.entries.nodes import Page as Page
from bot.entries.nodes import Scalar as Scalar
from bot.entries.nodes import Sequence as Sequence
from bot.entries.nodes import Unreadable as Unreadable
from bot.entries.nodes import nothing as nothing
from bot.entries.parsing import parse as parse
from bot.entries.parsing import read_file as read_file
