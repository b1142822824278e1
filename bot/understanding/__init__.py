"""Which topic a text means; knows phrases, not topics."""

from bot.understanding.evidence import Evidence as Evidence
from bot.understanding.explanation import Explanation as Explanation
from bot.understanding.explanation import explain as explain
from bot.understanding.explanation_published import PublishedShown as PublishedShown
from bot.understanding.explanation_published import StatementShown as StatementShown
from bot.understanding.judgement import judge as judge
from bot.understanding.phrasebook import Phrasebook as Phrasebook
from bot.understanding.phrases import Phrase as Phrase
from bot.understanding.phrases import Samples as Samples
from bot.understanding.published import Found as Found
from bot.understanding.verdict import Verdict as Verdict
