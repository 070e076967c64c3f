"""What courses adds to Wagtail's admin."""

from wagtail import hooks

from courses.rich_text import register_code, register_page_links
from courses.wagtail_hooks import (
    authoring,
    changes,
    clips,
    competencies,
    doors,
    editor,
    privacy,
    review,
    teaching,
)

__all__ = [
    "authoring",
    "changes",
    "clips",
    "competencies",
    "doors",
    "editor",
    "privacy",
    "review",
    "teaching",
]

hooks.register("register_rich_text_features", register_code)
# After Wagtail's own, whose place it takes.
hooks.register("register_rich_text_features", register_page_links, order=10)
