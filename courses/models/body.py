"""The body of a module, as the database knows it."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose migrations do not list its blocks: what kinds there are is code, not schema."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
