"""Courses become Markdown files, and the Markdown files a zip."""
