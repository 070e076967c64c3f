"""Every speed the documentation claims, as a program that prints its ratio: ``make bench``."""
