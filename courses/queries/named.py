"""What links in files call the studio's pages."""

from __future__ import annotations

from wagtail.models import Page

from courses.models import HomePage, ModulePage


def pages_by_name() -> dict[str, int]:
    """A module by its slug, another page by its way down from the home (``/catalogue/brief/``)."""
    modules = dict(ModulePage.objects.values_list("slug", "pk"))
    home = HomePage.objects.first()
    if home is None:
        return modules
    others = Page.objects.descendant_of(home, inclusive=True).exclude(pk__in=modules.values())
    start = len(home.url_path) - 1
    return {path[start:]: pk for path, pk in others.values_list("url_path", "pk")} | modules
