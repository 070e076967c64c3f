"""A file read in small pieces, a limited number of times: no file can keep a web process busy."""

from __future__ import annotations

import os
from typing import Any

from courses.uploads import Unusable

ENDS_EARLY = (
    "This file ends early: only a part of it arrived, or it was never written to its end. "
    "Export it again and upload the whole of it."
)
DAMAGED = "This file is damaged. Export it again and upload the new one."
TANGLED = "This file is cut into far too many pieces. Export it again with the usual settings."
MOST_READS = 400_000
"""An Ogg file of fifteen minutes takes about 3,000; a second of processor time is spent at the limit."""
LARGEST_READ = 8 * 1024 * 1024


class Reading:
    """A seekable file opened for reading. Raises Unusable where it ends before it should."""

    def __init__(self, file: Any, most_reads: int = MOST_READS) -> None:
        self._file = file
        self._left = most_reads
        file.seek(0, os.SEEK_END)
        self.size: int = file.tell()
        file.seek(0)

    def read(self, length: int = -1) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise Unusable(TANGLED)
        return self._file.read(LARGEST_READ if length < 0 else min(length, LARGEST_READ))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def up_to(self, start: int, length: int) -> bytes:
        """What is there from start on, length bytes at most."""
        self.seek(start)
        return self.read(length)

    def at(self, start: int, length: int) -> bytes:
        """Length bytes from start on. Raises Unusable where there are fewer."""
        found = self.up_to(start, length)
        if len(found) < length:
            raise Unusable(ENDS_EARLY)
        return found
