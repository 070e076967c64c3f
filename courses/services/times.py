"""What is kept of the time someone took."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any

from courses.models import Attempt, Evidence
from courses.stays import time_taken


def times_of(attempt: Attempt, formats: Mapping[str, float], at: datetime.datetime) -> dict[str, Any]:
    """The fields of an attempt that was finished at that moment. formats: seconds of each, by the clock.

    Two queries. Nothing that a browser says about time is asked for.
    """
    seen = list(attempt.seen.values_list("format", "seen_at"))
    answered = Evidence.objects.filter(attempt=attempt).values_list("created_at", flat=True)
    format = Counter(name for name, _ in seen).most_common(1)[0][0] if seen else "read"
    moments = [attempt.started_at, *(moment for _, moment in seen), *answered, at]
    return {"format": format, "taken": time_taken(moments), "expected": formats[format]}
