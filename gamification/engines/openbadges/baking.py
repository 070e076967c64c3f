"""A signed badge inside its own picture (Open Badges 3.0, section 5.3)."""

from __future__ import annotations

from openbadgeslib import baking

from gamification.engines.openbadges import drawing


def baked_png(picture: drawing.Picture, signed: str) -> bytes:
    return baking.bake_png(drawing.png(picture), signed, keyword=baking.ITXT_KEYWORD_OB3)


def baked_svg(picture: drawing.Picture, signed: str) -> bytes:
    return baking.bake_svg(
        drawing.svg(picture),
        signed,
        element=baking.SVG_ELEMENT_OB3,
        namespace=baking.SVG_NS_OB3,
        as_text=True,
    )
