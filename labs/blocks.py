"""The task of a lab: the form of just one type."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from labs.registry import tasks

EMPTY = "Choose a type of lab and fill it in."


class TaskBlock(blocks.StreamBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(tasks(), **kwargs)

    def clean(self, value: Any) -> Any:
        if not self.is_deferred_validation and not len(value):
            told = ErrorList([ValidationError(EMPTY)])
            raise StreamBlockValidationError(non_block_errors=told)
        return super().clean(value)

    class Meta:
        min_num = 1
        max_num = 1
