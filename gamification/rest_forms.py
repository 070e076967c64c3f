"""Forms in which people say when they work and when they rest."""

from __future__ import annotations

from typing import Any

from django import forms

from gamification.models.rest import RestKind

WEEKDAYS = (
    (1, "Monday"),
    (2, "Tuesday"),
    (3, "Wednesday"),
    (4, "Thursday"),
    (5, "Friday"),
    (6, "Saturday"),
    (7, "Sunday"),
)


class WeekForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="You work on",
        help_text="On the other days nothing falls due, and no streak breaks.",
    )
    days.widget.attrs["class"] = "weekday"


def _day(**said: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **said)


class ShootForm(forms.Form):
    first = _day(label="First day")
    last = _day(label="Last day", required=False, help_text="Leave it empty for a single day.")
    note = forms.CharField(max_length=80, required=False, label="Note", help_text="What it is, if you like.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "last" in said:
            said["last"] = said["last"] or said.get("first")
        return said | {"kind": said.get("kind") or RestKind.SHOOT}


class RestForm(ShootForm):
    field_order = ["kind"]
    kind = forms.ChoiceField(choices=RestKind.choices, label="Kind")
