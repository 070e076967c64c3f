class Unsaid(Exception):
    """Markdown has no words for this value; it is stored as it is."""
