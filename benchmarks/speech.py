"""The configured voice on the demo module's own words."""

from collections.abc import Iterator

from django.conf import settings

from benchmarks.measuring import real_time, timed
from generation.engines import registry

WORDS = 800


def run() -> Iterator[str]:
    voice = registry.speech()
    texts = paragraphs()
    voice.say("The first word loads the voice.", voice="narrator", words_per_minute=150)
    with timed() as watch:
        spoken = [voice.say(text, voice="narrator", words_per_minute=150) for text in texts]
    yield real_time(f"Speech, {voice.name}", sum(one.seconds for one in spoken), watch.seconds)


def paragraphs() -> list[str]:
    """About WORDS words of plain prose from the licence: long sentences, no markup."""
    paragraphs = (settings.BASE_DIR / "LICENSE").read_text().split("\n\n")
    chosen: list[str] = []
    for paragraph in (" ".join(text.split()) for text in paragraphs):
        if len(paragraph) > 200 and sum(len(text.split()) for text in chosen) < WORDS:
            chosen.append(paragraph)
    return chosen
