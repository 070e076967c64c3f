"""wagtailmedia's form of a clip, with our look at what is in the file. Every upload goes through it."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtailmedia.forms import BaseMediaForm

from courses.clips import Measured, clean_captions, measure
from courses.clips.captions import MOST_BYTES as MOST_CAPTIONS
from courses.clips.contract import AUDIO, VIDEO
from courses.queries import titles_showing
from courses.upload_forms import PictureField
from courses.uploads import Unusable

ORDER = [
    "title",
    "file",
    "transcript",
    "captions",
    "captions_file",
    "scene",
    "thumbnail",
    "collection",
    "tags",
]
WRONG_DOOR = {
    AUDIO: "This is a recording without a picture. Add it as audio.",
    VIDEO: "This is a film. Add it as video.",
}


class ClipForm(BaseMediaForm):
    captions_file = forms.FileField(
        required=False,
        label="Captions as a file",
        help_text="A WebVTT file (.vtt). It takes the place of what is written above.",
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )

    class Meta(BaseMediaForm.Meta):
        widgets = {
            **BaseMediaForm.Meta.widgets,
            **dict.fromkeys(("transcript", "captions", "scene"), AdminAutoHeightTextInput),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measured: Measured | None = None
        self.digest = ""
        # Files have names of our own: how long theirs is does not matter.
        self.fields["file"].max_length = None
        wagtails = self.fields["thumbnail"]
        self.fields["thumbnail"] = PictureField(
            label=wagtails.label, required=False, widget=wagtails.widget, help_text=wagtails.help_text
        )
        if self.instance.type == AUDIO:
            for name in ("captions", "captions_file", "scene", "thumbnail"):
                del self.fields[name]
        self.order_fields(ORDER)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if self.instance.pk and titles_showing(self.instance):
            raise ValidationError(
                "Lessons or labs show this clip, and their length or their key hangs on it. "
                "Add the new file as a clip of its own and choose it there."
            )
        try:
            self.measured = measure(file, file.name or "")
        except Unusable as error:
            raise ValidationError(str(error)) from error
        if self.instance.type in WRONG_DOOR and self.measured.kind != self.instance.type:
            raise ValidationError(WRONG_DOOR[self.measured.kind])
        file.seek(0)
        self.digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.measured:
            self._note(self.measured)
        self._take_captions(cleaned)
        return cleaned

    def _note(self, measured: Measured) -> None:
        """What the file itself says of it: nobody types a length."""
        self.instance.type = measured.kind
        self.instance.duration = measured.seconds
        self.instance.width, self.instance.height = measured.width, measured.height
        self.instance.file_hash = self.digest

    def _take_captions(self, cleaned: dict[str, Any]) -> None:
        field = "captions_file" if cleaned.get("captions_file") else "captions"
        if "captions" not in self.fields or field in self.errors:
            return
        try:
            written = _text(cleaned["captions_file"]) if field == "captions_file" else cleaned["captions"]
            if written.strip():
                cleaned["captions"] = clean_captions(written, self._seconds())
            elif self.instance.type == VIDEO:
                raise Unusable(
                    "A film needs captions: people who cannot hear it read them. Choose a WebVTT file."
                )
        except Unusable as error:
            self.add_error(field, str(error))

    def _seconds(self) -> float | None:
        """Of the clip, where its file was readable."""
        return None if "file" in self.errors else self.instance.duration or None


def _text(file: UploadedFile) -> str:
    try:
        return file.read(MOST_CAPTIONS + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable(
            "These captions are not UTF-8 text. Save them as UTF-8 and choose them again."
        ) from error
