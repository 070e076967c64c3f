"""A bare Wagtail page to hold ours against: rich text in the house's frame, nothing else."""
