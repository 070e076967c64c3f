"""Sentences of a lesson whose author named no key points."""

TOLD = (
    "A brief is a list of things that someone can check.",
    "It is not a wish.",
    "The source of the light has a place in the frame.",
    "Name the side of the light and its colour in the frame.",
    "Nobody can check a mood in the frame of a picture.",
    "A lamp behind the door tells the gaffer where to look.",
    "Hard falloff leaves the wall behind her black.",
)
