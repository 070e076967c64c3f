"""Peer review: two colleagues look at handed-in work by its rubric; neither side knows the other."""
