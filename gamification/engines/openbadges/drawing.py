"""The picture of a badge: one layout, drawn as SVG and as PNG. The colours are those of the dark theme."""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import font_hanken_grotesk
import font_source_serif_pro
from PIL import Image, ImageDraw, ImageFont

from gamification.engines.openbadges import outline

SIDE = 600
CENTRE = SIDE / 2
RADIUS, STROKE = 258, 12
GROUND, SURFACE, LINE = "#0F1512", "#161E1A", "#2C3933"
TEXT, MUTED, ACCENT = "#EEF2EC", "#A9B5AC", "#F2B36B"
SERIF = Path(font_source_serif_pro.__file__).parent / "files" / "SourceSerifPro-Semibold.ttf"
SANS = Path(font_hanken_grotesk.__file__).parent / "files" / "HankenGrotesk-Medium.otf"
FAMILIES = {
    SERIF: "Source Serif Pro, Source Serif 4, Georgia, serif",
    SANS: "Hanken Grotesk, Arial, sans-serif",
}
WIDTHS, HEIGHT = {1: 430, 2: 410, 3: 380}, 130
FIELD, PEN, BIGGER = 64, 2.5, 1.5
SHARPER = 2
TOP = 108
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Picture:
    """What is drawn. level: its name, or empty. reached, of: how much of the ring is lit.

    emblem: a path of SVG on a field of 64 by 64, drawn as a line; empty for none.
    """

    name: str
    studio: str
    level: str = ""
    reached: int = 1
    of: int = 1
    emblem: str = ""


@dataclass(frozen=True)
class _Line:
    text: str
    y: float
    size: int
    font: Path
    colour: str


def svg(picture: Picture) -> bytes:
    ET.register_namespace("", SVG)
    root = ET.Element(
        f"{{{SVG}}}svg", viewBox=f"0 0 {SIDE} {SIDE}", width=str(SIDE), height=str(SIDE), role="img"
    )
    ET.SubElement(root, f"{{{SVG}}}title").text = _title(picture)
    ET.SubElement(root, f"{{{SVG}}}rect", width=str(SIDE), height=str(SIDE), rx="32", fill=GROUND)
    ET.SubElement(
        root,
        f"{{{SVG}}}circle",
        cx=str(CENTRE),
        cy=str(CENTRE),
        r=str(RADIUS - 24),
        fill=SURFACE,
        stroke=LINE,
    )
    for start, end, colour in _arcs(picture):
        style = {"fill": "none", "stroke": colour, "stroke-width": str(STROKE)}
        ET.SubElement(root, f"{{{SVG}}}path", d=_path(start, end), **style)
    if picture.emblem:
        corner = CENTRE - FIELD * BIGGER / 2
        style = {"fill": "none", "stroke": ACCENT, "stroke-width": str(PEN)}
        style |= {"stroke-linecap": "round", "stroke-linejoin": "round"}
        move = f"translate({corner:g} {TOP}) scale({BIGGER})"
        ET.SubElement(root, f"{{{SVG}}}path", d=picture.emblem, transform=move, **style)
    for line in _lines(picture):
        style = {"font-size": str(line.size), "font-family": FAMILIES[line.font], "text-anchor": "middle"}
        style["font-weight"] = "600" if line.font is SERIF else "500"
        place = {"x": str(CENTRE), "y": f"{line.y:.1f}", "fill": line.colour}
        ET.SubElement(root, f"{{{SVG}}}text", **place, **style).text = line.text
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


@functools.lru_cache(maxsize=64)
def png(picture: Picture) -> bytes:
    image = Image.new("RGBA", (SIDE * SHARPER, SIDE * SHARPER))
    draw = ImageDraw.Draw(image)
    whole = SIDE * SHARPER - 1
    draw.rounded_rectangle((0, 0, whole, whole), 32 * SHARPER, fill=GROUND)
    draw.ellipse(_box(RADIUS - 24), fill=SURFACE, outline=LINE, width=SHARPER)
    for start, end, colour in _arcs(picture):
        draw.arc(_box(RADIUS + STROKE / 2), start, end, fill=colour, width=STROKE * SHARPER)
    _stroke(draw, picture.emblem)
    for line in _lines(picture):
        # What the font has no letters for is left to the badge itself, rather than drawn as empty boxes.
        if _can_write(line.font, line.text):
            place = (CENTRE * SHARPER, line.y * SHARPER)
            draw.text(place, line.text, fill=line.colour, font=_font(line.font, line.size), anchor="ms")
    out = io.BytesIO()
    image.reduce(SHARPER).save(out, "PNG")
    return out.getvalue()


def _title(picture: Picture) -> str:
    return ", ".join(one for one in (picture.name, picture.level, picture.studio) if one)


def _arcs(picture: Picture) -> Iterator[tuple[float, float, str]]:
    """The ring, clockwise from the top: (from, to) in degrees, 0 being three o'clock, and the colour."""
    share, gap = 360 / picture.of, 6 if picture.of > 1 else 0
    for number in range(picture.of):
        start = -90 + number * share
        yield start + gap / 2, start + share - gap / 2, ACCENT if number < picture.reached else LINE


def _path(start: float, end: float) -> str:
    middle = (start + end) / 2
    points = [_on_ring(angle) for angle in (start, middle, end)]
    arcs = " ".join(f"A {RADIUS} {RADIUS} 0 0 1 {x:.2f} {y:.2f}" for x, y in points[1:])
    return f"M {points[0][0]:.2f} {points[0][1]:.2f} {arcs}"


def _on_ring(angle: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return CENTRE + RADIUS * math.cos(turn), CENTRE + RADIUS * math.sin(turn)


def _box(radius: float) -> tuple[float, float, float, float]:
    near, far = (CENTRE - radius) * SHARPER, (CENTRE + radius) * SHARPER
    return near, near, far, far


def _stroke(draw: ImageDraw.ImageDraw, path: str) -> None:
    pen = PEN * BIGGER * SHARPER
    for stroke in outline.lines(path):
        points = [
            ((CENTRE + BIGGER * (x - FIELD / 2)) * SHARPER, (TOP + BIGGER * y) * SHARPER) for x, y in stroke
        ]
        draw.line(points, fill=ACCENT, width=round(pen), joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=ACCENT)


def _lines(picture: Picture) -> Iterator[_Line]:
    words, size = _fitted(picture.name)
    leading = size * 1.15
    first = 322 - (len(words) - 1) * leading / 2 + size / 3
    for number, text in enumerate(words):
        yield _Line(text, first + number * leading, size, SERIF, TEXT)
    if picture.level:
        yield _Line(picture.level, 442, 30, SANS, ACCENT)
    yield _Line(_cut(picture.studio, SANS, 20, 260), 486, 20, SANS, MUTED)


def _fitted(name: str) -> tuple[list[str], int]:
    """The name in at most three lines, as large as they allow."""
    for size in (58, 50, 42, 36, 30):
        lines = _wrapped(name, size)
        if (
            len(lines) <= 3
            and len(lines) * size <= HEIGHT
            and all(_width(line, SERIF, size) <= WIDTHS[len(lines)] for line in lines)
        ):
            return lines, size
    return [_cut(line, SERIF, 30, WIDTHS[3]) for line in _wrapped(name, 30)[:3]], 30


def _wrapped(name: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in name.split():
        if lines and _width(f"{lines[-1]} {word}", SERIF, size) <= WIDTHS[3]:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _cut(text: str, font: Path, size: int, width: int) -> str:
    kept = text
    while kept and _width(kept if kept == text else f"{kept}…", font, size) > width:
        kept = kept[:-1].rstrip()
    return kept if kept == text else f"{kept}…"


def _width(text: str, font: Path, size: int) -> float:
    return _font(font, size).getlength(text) / SHARPER


@functools.lru_cache(maxsize=32)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size * SHARPER)


def _can_write(path: Path, text: str) -> bool:
    font = _font(path, 20)
    missing = bytes(font.getmask("\U0010ffff"))
    return all(bytes(font.getmask(letter)) != missing for letter in text if not letter.isspace())
