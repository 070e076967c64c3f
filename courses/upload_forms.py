"""Wagtail's forms of images and documents, with our look at what is in the file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from courses.uploads import DAMAGED, DOCUMENT_BYTES, Unusable, check_document, plain_picture


class PictureField(WagtailImageField):
    """Wagtail looks at kind, size and pixels; what is kept after that is the picture and nothing else."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if not isinstance(file, UploadedFile):
                return file
            file.seek(0)
            content = plain_picture(file.read())
        except Unusable as error:
            raise ValidationError(str(error)) from error
        except (OSError, SyntaxError, ValueError) as error:
            # Wagtail counts the frames of a picture, and lets what it meets there pass.
            raise ValidationError(DAMAGED) from error
        return SimpleUploadedFile(file.name or "picture", content, file.content_type)


class PictureForm(BaseImageForm):
    """Every door to the image library leads through it: one image, several, the chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget
            )


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        try:
            # One byte more than may be: enough to know.
            check_document(file.name or "", file.read(DOCUMENT_BYTES + 1))
        except Unusable as error:
            raise ValidationError(str(error)) from error
        file.seek(0)
        return file
