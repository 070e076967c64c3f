"""The task of a lab: the form of just one type."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from labs.registry import tasks


class TaskBlock(blocks.StreamBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(tasks(), **kwargs)

    class Meta:
        min_num = 1
        max_num = 1
