"""How many threads a piece of work may take: whoever runs several workers on a machine shares its cores."""

from __future__ import annotations

import os

HALF_THE_CORES = max(1, (os.cpu_count() or 2) // 2)
"""A worker takes two tasks at once."""
LIBRARIES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def cap(number: int) -> int:
    """Before numpy, torch or onnxruntime are imported, which look once. What the environment says holds."""
    for name in LIBRARIES:
        os.environ.setdefault(name, str(number))
    return number
