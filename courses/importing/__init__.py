"""Markdown files become courses and modules."""

from courses.importing.course import import_course
from courses.importing.module import Imported, Said, import_module
from courses.importing.refusal import ImportRefused
from courses.importing.whole_course import ImportedCourse, import_archive

__all__ = [
    "ImportRefused",
    "Imported",
    "ImportedCourse",
    "Said",
    "import_archive",
    "import_course",
    "import_module",
]
