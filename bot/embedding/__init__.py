"""Texts to vectors of meaning, kept once made; alone knows the model, which may be absent."""

from bot.embedding.model import Embedder as Embedder
from bot.embedding.model import one_below_another as one_below_another
from bot.embedding.model import open_embedder as open_embedder
from bot.embedding.model import why_absent as why_absent
