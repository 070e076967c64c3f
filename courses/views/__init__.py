from courses.views.answers import answer
from courses.views.changed import changed
from courses.views.clips import clip, delete_clip
from courses.views.feedback import rate, report
from courses.views.formats import listen, media, position, reference, transcript, watch
from courses.views.jottings import note
from courses.views.pictures import picture
from courses.views.player import catalogue, end, page, resume, start, step
from courses.views.preview import preview, preview_end, preview_step

__all__ = [
    "answer",
    "catalogue",
    "changed",
    "clip",
    "delete_clip",
    "end",
    "listen",
    "media",
    "note",
    "page",
    "picture",
    "position",
    "preview",
    "preview_end",
    "preview_step",
    "rate",
    "reference",
    "report",
    "resume",
    "start",
    "step",
    "transcript",
    "watch",
]
