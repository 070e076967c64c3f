"""How often somebody may ask."""

import time

from django.core.cache import cache


def within(key: str, *, most: int, seconds: int) -> bool:
    """Count an asking. Whether there were at most so many in the present stretch of that many seconds."""
    counted = f"patience:{key}:{int(time.time() // seconds)}"
    cache.add(counted, 0, timeout=2 * seconds)
    try:
        return cache.incr(counted) <= most
    except ValueError:  # it was culled in between: nobody is refused for that
        return True
