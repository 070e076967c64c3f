"""Proof that a test bites: each guard is taken away in a copy of the tree, and its tests must then fail."""
