"""Courses become Markdown files, and the Markdown files a zip."""

from courses.exporting.course import Exported, export_course
from courses.exporting.refusal import ExportRefused

__all__ = ["ExportRefused", "Exported", "export_course"]
