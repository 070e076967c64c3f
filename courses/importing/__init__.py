"""Markdown files become courses and modules."""

from courses.importing.course import import_course
from courses.importing.module import Imported, Said, import_module
from courses.importing.refusal import ImportRefused

__all__ = ["ImportRefused", "Imported", "Said", "import_course", "import_module"]
