"""What somebody may try to send."""
