"""What courses adds to Wagtail's admin."""

from wagtail import hooks

from courses.rich_text import register_code
from courses.wagtail_hooks import doors, privacy, teaching

__all__ = ["doors", "privacy", "teaching"]

hooks.register("register_rich_text_features", register_code)
