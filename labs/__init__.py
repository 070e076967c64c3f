"""Hands-on practice. Each lab ends in evidence, which `courses` keeps."""
