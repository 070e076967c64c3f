"""Labs that lessons may name."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from labs.models import Lab


def offered(type_name: str) -> Callable[[], list[tuple[str, str]]]:
    """A function for (reference, title) of the published labs of a type."""

    def found() -> list[tuple[str, str]]:
        return [(lab.slug, lab.title) for lab in Lab.objects.filter(live=True) if lab.name == type_name]

    return found


def trial_of(type_name: str) -> Callable[[str], str]:
    """A function from a reference to where an author tries that lab. It raises LookupError."""

    def found(reference: str) -> str:
        lab = Lab.objects.filter(slug=reference, live=True).first()
        if lab is None or lab.name != type_name:
            raise LookupError("Make it in Studio, under Labs, and publish it; or choose one that there is.")
        return reverse("labs:trial", args=[lab.slug])

    return found
