"""One file with everything that cannot be made again: the database, uploads, made media; and the way back."""

from config.backup.contract import Refused, Site
from config.backup.making import make
from config.backup.restoring import restore

__all__ = ["Refused", "Site", "make", "restore"]
