"""Where pictures and media are kept, when that is not a disk of our own."""


class StoreAway(Exception):
    """The store does not answer, or will not. Its text is for the person who waits.

    Not an OSError: Wagtail takes those for a picture that is broken.
    """
