"""What a file holds: a badge as JSON or JWT, alone or baked into a PNG or SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3Verifier

LARGEST = 5 * 1024 * 1024
LARGEST_SVG = 1024 * 1024
LARGEST_TEXT = 256 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)


class Form(StrEnum):
    JSON = "json"
    JWT = "jwt"


class Unreadable(Exception):
    """What was given is no badge, said in a sentence."""


@dataclass(frozen=True)
class Carried:
    """A badge as text. carrier: what it came in, for people."""

    form: Form
    text: str
    carrier: str


def read(data: bytes) -> Carried:
    """Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable("The file is larger than 5 MB. No badge is; take the file you were given.")
    if not data.strip():
        raise Unreadable("The file is empty.")
    if data.startswith(PNG):
        return _text(_from_png(data), "PNG picture")
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        return _text(_from_svg(data, start), "SVG picture")
    try:
        return _text(data.decode("utf-8-sig"), "file")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is neither JSON, nor a JWT, nor a PNG or SVG picture.") from error


def _from_png(data: bytes) -> str:
    try:
        return OB3Verifier.extract_token_from_png(data)
    except LibOpenBadgesException as error:
        raise Unreadable(_of_picture("PNG", str(error), "openbadgecredential")) from error


def _from_svg(data: bytes, start: bytes) -> str:
    if start.startswith((b"<!doctype html", b"<html")):
        raise Unreadable("This is a web page, not a badge. Take the JSON, PNG or SVG it offers.")
    if len(data) > LARGEST_SVG:
        raise Unreadable("The SVG is larger than 1 MB. Take the badge's JSON instead.")
    try:
        return OB3Verifier.extract_token_from_svg(data)
    except LibOpenBadgesException as error:
        raise Unreadable(_of_picture("SVG", str(error), "openbadges:credential")) from error


def _of_picture(kind: str, said: str, place: str) -> str:
    if said.startswith("No "):
        return f"The {kind} is a picture without a badge in it: it has no {place}."
    if "limit" in said:
        return f"What is packed into the {kind} unpacks to more than a badge may hold. It was refused."
    if "Entities" in said or "DTD" in said:
        return f"The {kind} declares entities, which no badge needs and which can do harm. It was refused."
    return f"The {kind} is cut off or damaged. Take it again from where you got it."


def _text(text: str, carrier: str) -> Carried:
    text = text.strip()
    if len(text) > LARGEST_TEXT:
        raise Unreadable("The badge is longer than 256 kB. No badge is; take the file you were given.")
    if text.startswith("{"):
        return Carried(Form.JSON, text, carrier)
    if _JWT.fullmatch(text):
        return Carried(Form.JWT, text, carrier)
    raise Unreadable(f"The {carrier} holds neither JSON nor a JWT.")
