from django import template

from courses import durations
from generation.queries import Account, Passage, Review

register = template.Library()
register.filter("seekable", durations.seekable)


@register.filter
def timecode(seconds: float | None) -> str:
    return durations.timecode(seconds or 0.0)


@register.filter
def cost_words(cpu: float | None, gpu: float | None) -> str:
    """``(83.2, 4)`` -> ``1 min 23 s of CPU, 4 s of GPU``; empty where nothing was made."""
    if cpu is None:
        return ""
    said = f"{durations.in_words(cpu)} of CPU"
    return f"{said}, {durations.in_words(gpu)} of GPU" if gpu else said


@register.filter
def time_left(seconds: float) -> str:
    """``130`` -> ``About 2 minutes left``."""
    minutes = round(seconds / 60)
    if not minutes:
        return "Less than a minute left"
    return f"About {minutes} minute{'s' if minutes > 1 else ''} left"


@register.filter
def lines_to_mend(passage: Passage, mended: dict[str, list[str]] | None) -> list[tuple[dict, str]]:
    """(line, text for its field): what somebody wrote and could not be taken stays in the field."""
    kept = (mended or {}).get(passage.source, [])
    texts = kept if len(kept) == len(passage.lines) else passage.texts
    return list(zip(passage.lines, texts, strict=True))


@register.filter
def account_of(review: Review, passage: Passage) -> Account:
    return review.accounts[passage.digest]
