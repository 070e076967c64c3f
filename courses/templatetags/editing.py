"""What the editor shows again after each save of its own."""

from typing import Any

from django import template
from wagtail.models import Page

from courses.models import ModulePage
from courses.panels import reading

register = template.Library()


@register.inclusion_tag("courses/admin/clock_again.html")
def clock_again(page: Page) -> dict[str, Any]:
    """The clock of a module as it was just saved; nothing for other pages."""
    return reading(page) if isinstance(page, ModulePage) else {}
