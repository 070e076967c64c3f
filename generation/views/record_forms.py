"""Forms of the catalogue of clips: what is looked for, and what a person declares."""

from django import forms

from generation.models import ClipRecord
from generation.models.record import Emotion, RecordKind
from generation.queries import Search


class SearchForm(forms.Form):
    words = forms.CharField(required=False, max_length=200, label="Words")
    people = forms.CharField(required=False, max_length=200, label="Person")
    emotion = forms.ChoiceField(required=False, choices=[("", "Any"), *Emotion.choices])
    kind = forms.ChoiceField(required=False, choices=[("", "Any"), *RecordKind.choices])
    pace_from = forms.FloatField(required=False, min_value=0, label="Cuts a minute, from")
    pace_to = forms.FloatField(required=False, min_value=0, label="Cuts a minute, to")
    loudness_from = forms.FloatField(required=False, max_value=0, label="LUFS, from")
    loudness_to = forms.FloatField(required=False, max_value=0, label="LUFS, to")

    def wanted(self) -> Search:
        """What can be read of it; a field with a fault asks for nothing and says so."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value not in ("", None)})


class DeclaredForm(forms.ModelForm):
    class Meta:
        model = ClipRecord
        fields = ("scene", "people", "objects_seen", "emotion")
        widgets = {"scene": forms.Textarea(attrs={"rows": 4})}
