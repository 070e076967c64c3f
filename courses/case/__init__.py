"""A framework as a CFPackage in JSON: 1EdTech CASE 1.1. Pure."""

from courses.case.package import CaseRefused, Item, Package
from courses.case.reading import MOST_BYTES, read_package
from courses.case.writing import written

__all__ = ["MOST_BYTES", "CaseRefused", "Item", "Package", "read_package", "written"]
