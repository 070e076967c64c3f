"""Every address of the house, and what each of seven people gets there."""
