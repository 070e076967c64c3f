"""The line, as a list one can read. Each stage needs only stages above it."""

from generation.stages import audio, captions, cover, narration, recap, reference, script, slides, video

STAGES = (
    script.STAGE,
    narration.STAGE,
    captions.STAGE,
    slides.STAGE,
    cover.STAGE,
    audio.STAGE,
    video.STAGE,
    reference.STAGE,
    recap.STAGE,
)

PRODUCTS = ("captions", "cover", "audio", "video", "reference", "recap")
"""Stages whose artifacts people get; together they are what is approved."""
