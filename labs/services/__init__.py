"""Every write of labs."""

from labs.services.labs import keep_lab
from labs.services.runs import begin, keep_work, submit

__all__ = ["begin", "keep_lab", "keep_work", "submit"]
