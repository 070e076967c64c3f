"""Forms people fill in about themselves."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.models import Craft, Format, User
from accounts.services.people import OWN_FIELDS
from accounts.sign_in_forms import WHAT_TO_CHOOSE
from accounts.time_zones import time_zone_choices


class OwnFields(forms.Form):
    """What everyone may say about themselves."""

    first_name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    craft = forms.ChoiceField(choices=Craft.choices, help_text="Examples are chosen with it in mind.")
    time_zone = forms.ChoiceField(choices=time_zone_choices, help_text="Times are shown in it.")
    preferred_format = forms.ChoiceField(
        choices=Format.choices,
        label="How you like to learn",
        help_text="You can change at any point of a module.",
    )


class ProfileForm(OwnFields):
    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, initial={name: getattr(user, name) for name in OWN_FIELDS}, **kwargs)


class AcceptForm(OwnFields):
    field_order = ["first_name", "last_name", "password"]
    password = forms.CharField(
        strip=False,
        help_text=WHAT_TO_CHOOSE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation, **kwargs):
        self.invitation = invitation
        known = {name: getattr(invitation, name) for name in ("first_name", "last_name", "craft")}
        super().__init__(*args, initial={**known, "time_zone": "UTC"}, **kwargs)
        # The script beside the page sets the zone that the browser is in.
        self.fields["time_zone"].widget.attrs["data-guess-time-zone"] = ""

    def clean(self):
        cleaned = super().clean()
        names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
        try:
            validate_password(cleaned.get("password", ""), user=User(email=self.invitation.email, **names))
        except forms.ValidationError as error:
            if "password" not in self.errors:
                self.add_error("password", error)
        return cleaned
