from labs.prompt.grading.answer import Contradiction, Found, Grade, Leak, Note, Span
from labs.prompt.grading.elements import ELEMENTS, NINE, Element
from labs.prompt.grading.grader import LONGEST, VERSION, TooLong, grade

__all__ = [
    "ELEMENTS",
    "LONGEST",
    "NINE",
    "VERSION",
    "Contradiction",
    "Element",
    "Found",
    "Grade",
    "Leak",
    "Note",
    "Span",
    "TooLong",
    "grade",
]
