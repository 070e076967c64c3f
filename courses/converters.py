"""Parts of addresses."""

from django.urls import register_converter
from django.urls.converters import SlugConverter


class ModuleSlugConverter(SlugConverter):
    """A slug as Wagtail's editor makes it of a title: letters of any script."""

    regex = r"[-\w]+"


register_converter(ModuleSlugConverter, "module_slug")
