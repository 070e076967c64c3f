"""What a form says, as every database keeps it."""

from __future__ import annotations

from typing import Any


def storable(value: Any) -> Any:
    """JSON without the character NUL, which PostgreSQL refuses."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {key: storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list | tuple) else value
