"""What work costs this process, its finished children included: encoders are programs of their own."""

from __future__ import annotations

import resource


def cpu_seconds() -> float:
    """CPU time so far, of all threads and of every child that has ended. Take the difference of two."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)
