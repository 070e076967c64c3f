"""Markdown files become courses and modules."""

from courses.importing.course import import_course
from courses.importing.module import Imported, import_module
from courses.importing.refusal import ImportRefused

__all__ = ["ImportRefused", "Imported", "import_course", "import_module"]
