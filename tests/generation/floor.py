"""The page of productions, as its words."""

import re

FLOOR = "/admin/productions/"


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
