"""Seconds in words."""


def in_words(seconds: float) -> str:
    """``320`` -> ``5 min 20 s``. Whole seconds; zero is ``0 s``."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes} min"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} s")
    return " ".join(parts)


def in_minutes(seconds: float) -> str:
    """Rounded to whole minutes, for what lies ahead: ``500`` -> ``8 min``, ``20`` -> ``less than 1 min``."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else "less than 1 min"


def timecode(seconds: float) -> str:
    """``83.4`` -> ``1:23``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def seekable(seconds: float) -> str:
    """Where a script sends a player to see what begins then: ``67.7`` -> ``67.701``, in every language.

    A millisecond in: starts are kept rounded, and a player just before one shows the slide before.
    """
    return f"{seconds + 0.001:.3f}"
