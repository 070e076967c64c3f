"""The lesson's own sentences: embeddings say which matter, syntax what they are good for."""

from generation.engines.extractive.picking import pick
from generation.engines.extractive.writer import Extractive

__all__ = ["Extractive", "pick"]
