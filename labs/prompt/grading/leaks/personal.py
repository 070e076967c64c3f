"""Data of real people: addresses, numbers, days of birth. Cards and accounts only where their check digits
fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from labs.prompt.grading.answer import Leak, Span

_SAYS = "Take out {}: a model needs no personal data to make a picture."
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\w.,:/#-])(?<!\d )(?:\+\d{1,3}[\s./-]?(?:\(0?\d{1,5}\)[\s./-]?)?\d{1,5}(?:[\s./-]?\d{2,5}){1,4}"
    r"|\(?0\d{1,5}\)?(?:[\s./-]\d{2,5}){1,4}|0\d{8,11}|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4})(?![\w-])"
)
_CARD = re.compile(r"(?<![\w-])\d{4}(?:[ -]?\d{4}){2}(?:[ -]?\d{1,7})(?!\w)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){3,8}\b")
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+\d{4}"
    r"|[A-Z][a-z]{2,8}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
)
_BIRTH = re.compile(
    rf"\b(?:born(?:\s+on)?|date of birth|birth ?date|d\.?o\.?b\.?|birthday)\W{{1,4}}(?:is\s+)?{_DAY}",
    re.IGNORECASE,
)
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Square|Sq|Way|Close|Terrace|Crescent"
    r"|Boulevard|Blvd|Place|Row|Gardens|Mews)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]+\s+){{1,3}}{_STREET}\b(?:,?\s+[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}}\b)?"
    r"|\b[A-ZÄÖÜ][\wäöüß-]{2,30}(?:straße|strasse|str\.|weg|platz|gasse|allee)\s+\d{1,4}[a-z]?\b"
    r"|\b\d{1,4},?\s+(?:rue|avenue|boulevard|place|via|calle|plaza)\s+(?:d[eu]s?\s+|la\s+)?[A-Z]\w+"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"
)
_NUMBER = re.compile(
    r"\b(?:passport|national insurance|social security|ssn|nino|tax id|driving licen[cs]e|insurance)"
    r"\s*(?:no\.?|number|nr\.?|#)?\W{1,3}"
    r"(?=[A-Z0-9 -]*\d{3})[A-Z0-9][A-Z0-9 -]{5,14}\b|\b\d{3}-\d{2}-\d{4}\b",
    re.IGNORECASE,
)


def personal(text: str) -> Iterator[Leak]:
    for what, pattern, holds in _KINDS:
        for found in pattern.finditer(text):
            if holds(found.group()):
                yield Leak("personal", Span(*found.span()), _SAYS.format(what))


def _any(found: str) -> bool:
    return True


def _enough_digits(found: str) -> bool:
    return 7 <= sum(sign.isdigit() for sign in found) <= 15


def luhn(found: str) -> bool:
    """Whether the check digit of a card's number is right (ISO/IEC 7812)."""
    digits = [int(sign) for sign in reversed(found) if sign.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(digits)]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0


def iban(found: str) -> bool:
    """Whether the check digits of an account's number are right (ISO 13616)."""
    plain = re.sub(r"\s", "", found)
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


_KINDS = (
    ("this e-mail address", _EMAIL, _any),
    ("this account number", _IBAN, iban),
    ("this card number", _CARD, luhn),
    ("this number of a document", _NUMBER, _any),
    ("this date of birth", _BIRTH, _any),
    ("this telephone number", _PHONE, _enough_digits),
    ("this address", _ADDRESS, _any),
)
