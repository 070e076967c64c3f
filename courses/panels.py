"""What the editor has beside a module's own fields: the clock, the voice, what finishing asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.templatetags.static import static
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from courses.blocks.contract import Purpose
from courses.completing import NAMES
from courses.durations import timecode
from courses.pacing import ALLOWED_SHARE, GREEN_SHARE, LIMIT_SECONDS, Ledger
from courses.publishing import Verdict, problems, verdict
from courses.reel import draw_against
from courses.splitting import propose
from courses.steps import steps

_FORMATS = {"read": "Read", "watch": "Watch or listen"}
_VERDICTS = {
    Verdict.PUBLISHABLE: ("ok", "It may be published."),
    Verdict.NEEDS_WAIVER: ("warn", "It may be published once someone waives its share of story."),
    Verdict.BLOCKED: ("danger", "It cannot be published yet."),
}


class ClockPanel(Panel):
    """Where the minutes of the saved version go: the reel, the seconds, what is in the way."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/clock.html"

        @property
        def media(self) -> forms.Media:
            sheets = ("css/tokens.css", "css/reel.css", "css/clock.css")
            return super().media + forms.Media(css={"all": [static(sheet) for sheet in sheets]})

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            return {**context, **reading(self.instance, self.request.user)}


def spoken_as() -> Panel:
    """How fast a module is spoken, and in which language."""
    language = FieldPanel(
        "language",
        help_text="The language you write it in: the narrator speaks it, the house's own words too. "
        "Headings of the quick reference and the line at the foot of a slide stay English.",
    )
    return MultiFieldPanel([FieldRowPanel([FieldPanel("words_per_minute"), language])], heading="The voice")


def to_finish() -> Panel:
    """What an author asks for before a module counts as finished."""
    return MultiFieldPanel(
        [FieldPanel(f"complete_{name}") for name in NAMES],
        heading="To finish",
        help_text="What somebody has done when the module counts as finished. It says nothing of mastery. "
        "Whoever has begun goes on by what was asked then.",
    )


def reading(module: Any, user: Any) -> dict[str, Any]:
    """What the clock shows somebody of a module, as it stands in this object, with no link closed to them."""
    clock, found = module.clock_as_made(), problems(module)
    return {
        "clock": clock,
        "reel": draw_against(steps(module.body, clock), LIMIT_SECONDS),
        "formats": [_format(label, name, clock) for name, label in _FORMATS.items()],
        "purposes": [(purpose.label, timecode(seconds)) for purpose, seconds in clock.by_purpose.items()],
        "share": share_in_words(clock),
        "waiver": module.share_waiver(clock.entertainment_share),
        "problems": found,
        "verdict": _VERDICTS[verdict(found)],
        "module": module,
        "splits": bool(propose(module.body, clock)) and _may_split(module, user),
        "may_waive": user.has_perm("courses.waive_share"),
        "limit": timecode(LIMIT_SECONDS),
    }


def _may_split(module: Any, user: Any) -> bool:
    return module.get_parent().permissions_for_user(user).can_add_subpage()


def _format(label: str, name: str, clock: Ledger) -> dict[str, Any]:
    seconds = clock.formats[name]
    left = LIMIT_SECONDS - int(seconds)
    told = f"{timecode(left)} left" if left >= 0 else f"{timecode(-left)} too long"
    if name == "watch" and clock.made is not None:
        told += f"; measured, where {timecode(clock.estimates[name])} was estimated"
    return {"label": label, "time": timecode(seconds), "told": told, "over": left < 0}


def share_in_words(clock: Ledger) -> str:
    """The share of story in the longest format, and what to do about it."""
    share = clock.entertainment_share
    figure = f"{share:.0%} {Purpose.STORY.label.lower()}"
    if GREEN_SHARE[0] <= share <= GREEN_SHARE[1]:
        return f"{figure}, as it should be (aim 20%)"
    advice = "add a scene or lengthen one" if share < GREEN_SHARE[0] else "give story seconds to teaching"
    outside = not ALLOWED_SHARE[0] <= share <= ALLOWED_SHARE[1]
    wish = "outside 10 to 30%" if outside else "the aim is 15 to 25%"
    return f"{figure}; {wish}: {advice}"
