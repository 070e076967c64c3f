"""The keys of badges: nobody else may open them, and nobody is served them."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from gamification.keys import faults, folder


@register("greenroom")
def badge_keys_are_closed(**kwargs: object) -> Iterable[CheckMessage]:
    try:
        found = faults()
    except OSError as error:
        found = [f"{folder()} cannot be looked into: {error.strerror}."]
    for fault in found:
        yield Warning(
            f"Badges are not signed: {fault}",
            hint="Only the account that runs Greenroom may open GREENROOM_BADGE_KEYS and the files in it.",
            id="greenroom.W024",
        )


@register("greenroom")
def badge_keys_are_not_served(**kwargs: object) -> Iterable[CheckMessage]:
    keys = folder().resolve()
    for name in ("STATIC_ROOT", "MEDIA_ROOT", "GREENROOM_PRODUCTIONS_ROOT"):
        served = Path(getattr(settings, name)).resolve()
        if keys == served or served in keys.parents:
            yield Error(
                f"GREENROOM_BADGE_KEYS is {keys}, inside {name}, which is given out or backed up.",
                hint=f"Name a folder outside {served} in GREENROOM_BADGE_KEYS, and move the keys there.",
                id="greenroom.E012",
            )
