"""What courses adds to Wagtail's admin."""

from courses.wagtail_hooks import doors, snippets

__all__ = ["doors", "snippets"]
