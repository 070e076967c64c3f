"""Tests for prompts: assertions on a prompt or its outputs, run again on every version."""

from labs.prompt.assertions.checking import Checked, Result, check
from labs.prompt.assertions.vocabulary import Assertion, Bounds, read

__all__ = ["Assertion", "Bounds", "Checked", "Result", "check", "read"]
