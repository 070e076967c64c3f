"""Films and recordings that authors upload: what a file is, how long it lasts, what its captions say."""

from courses.clips.captions import clean_captions
from courses.clips.measuring import CONTENT_TYPES, MOST_BYTES, Measured, measure

__all__ = ["CONTENT_TYPES", "MOST_BYTES", "Measured", "clean_captions", "measure"]
