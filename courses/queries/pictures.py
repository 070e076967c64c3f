"""Pictures of a screen with the sizes they are shown in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model

SIZES = ("width-720", "width-1440")
"""As templates/blocks/image_block.html asks for them."""


def with_sizes(blocks: Iterable[Any]) -> None:
    """Load the sizes of all pictures in these blocks at once. Those never shown yet are made when shown."""
    images = [block.value["image"] for block in blocks if block.block_type == "image"]
    made = get_image_model().get_rendition_model().objects.filter(filter_spec__in=SIZES)
    sizes = Prefetch("renditions", queryset=made, to_attr="prefetched_renditions")
    prefetch_related_objects([image for image in images if image], sizes)
