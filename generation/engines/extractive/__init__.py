"""Proposals out of the lesson's own sentences: embeddings say which matter, syntax what they are good for."""

from generation.engines.extractive.writer import Extractive

__all__ = ["Extractive"]
