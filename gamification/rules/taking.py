"""A module in one take. Pure."""

from collections.abc import Collection, Mapping

CLEAN_TAKE = "clean-take"


def is_clean_take(questions: Collection[str], right_at_first_try: Mapping[str, int]) -> bool:
    """Every question was answered right at the first try.

    questions: block ids. right_at_first_try: block id -> evidence id.
    """
    return bool(questions) and all(question in right_at_first_try for question in questions)
