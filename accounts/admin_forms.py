"""Forms an L&D admin fills in about others."""

from django import forms
from django.conf import settings
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.forms import OwnFields
from accounts.models import Craft, Team, User
from accounts.queries import roles_given_by
from accounts.time_zones import time_zone_choices


class RolesField(forms.MultipleChoiceField):
    """Only the roles that someone may give."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        text = "A learner needs none."
        super().__init__(required=False, help_text=text, **kwargs)

    def offer(self, by: User) -> None:
        self.choices = [(role, role) for role in roles_given_by(by)]


class InviteForm(forms.Form):
    addresses = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "Ada Marsh <ada@studio.example>"}),
        help_text="One a line or with commas between, with or without names.",
    )
    team = forms.ModelChoiceField(Team.objects.all(), required=False, empty_label="No team")
    manages = forms.BooleanField(required=False, label="They manage this team")
    craft = forms.ChoiceField(choices=Craft.choices, help_text="A first guess: each confirms or changes it.")
    roles = RolesField()

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(by)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("manages") and not cleaned.get("team"):
            self.add_error("team", "Choose the team they manage.")
        return cleaned


class PersonForm(forms.ModelForm):
    """Someone's own facts and roles. Nobody becomes an operator here."""

    time_zone = forms.ChoiceField(choices=time_zone_choices)
    locale = forms.ChoiceField(choices=settings.LANGUAGES, label="Language")
    roles = RolesField()

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "craft", "time_zone", "locale", "preferred_format")

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(by)
        self.initial["roles"] = list(self.instance.groups.values_list("name", flat=True))
        for name in ("first_name", "last_name"):
            self.fields[name].required = OwnFields.base_fields[name].required


class MoveForm(forms.Form):
    team = forms.ModelChoiceField(Team.objects.all(), required=False, empty_label="No team")


class TeamForm(WagtailAdminModelForm):
    """A team with its dated memberships. Nobody is in it, or manages it, twice at once."""

    def is_valid(self) -> bool:
        return super().is_valid() and not self._twice()

    def _twice(self) -> bool:
        seen = set()
        for form in self.formsets["memberships"].forms:
            facts = form.cleaned_data
            if not facts or facts.get("DELETE") or facts.get("ends_on"):
                continue
            key = (facts["user"], facts["manages"])
            if key in seen:
                form.add_error("user", f"{facts['user']} is here twice without a last day. Keep one line.")
                return True
            seen.add(key)
        return False
