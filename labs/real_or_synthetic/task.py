"""What the author of a real-or-synthetic lab writes: items as they circulate, and what lies off the page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from labs.real_or_synthetic.credentials import tells

NO_PDF = "“{title}” is no PDF. Choose a PDF: of that a worker reads the credential, and learners can keep it."
GONE = "The file of “{title}” is gone from the library. Upload it again."
NOT_READ = (
    "“{title}” is not read yet. A worker does that within a minute of saving: keep this as a draft, and "
    "publish it then."
)
UNREADABLE = "“{title}” could not be read: {words} It is tried again each time this is saved."
DISAGREES = "The file says otherwise: {words}"


class Credential(models.TextChoices):
    """What a content credential can tell of a file."""

    INTACT = "intact", "Signed, and not changed since: worth as much as whoever signed"
    ALTERED = "altered", "Changed since it was signed, or its seal is damaged"
    NONE = "none", "No credential: that alone says nothing"


class FindingBlock(blocks.StructBlock):
    step = blocks.CharBlock(max_length=80, help_text="What one does, like “Look for the first to post it”.")
    found = blocks.TextBlock(rows=2, max_length=400, help_text="What one finds there.")

    class Meta:
        icon = "search"
        label = "Step off the page"


class ItemBlock(blocks.StructBlock):
    post = blocks.TextBlock(
        rows=3, max_length=600, help_text="As it meets one: who shows or says what. Describe, never imitate."
    )
    picture = ImageChooserBlock(required=False)
    picture_text = blocks.CharBlock(
        required=False, max_length=240, label="The picture in words", help_text="For whoever cannot see it."
    )
    genuine = blocks.BooleanBlock(required=False, help_text="What it shows or says is so.")
    findings = blocks.ListBlock(FindingBlock(), min_num=1, max_num=4, label="Off the page")
    why = blocks.TextBlock(rows=2, max_length=600, help_text="Shown at the end. Name the source of a fact.")

    class Meta:
        icon = "image"
        label = "Item"

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["picture"] and not cleaned["picture_text"].strip():
            told = ValidationError("Say in words what the picture shows.")
            raise StructBlockValidationError(block_errors={"picture_text": told})
        return cleaned


class ExhibitBlock(blocks.StructBlock):
    file = blocks.CharBlock(max_length=120, help_text="What it is, like “The poster, as it came by mail”.")
    document = DocumentChooserBlock(
        required=False,
        label="The file itself",
        help_text="A PDF, sealed or not. Learners may keep it, and what it says is read out of it.",
    )
    picture = ImageChooserBlock(required=False, help_text="What one sees on it.")
    picture_text = blocks.CharBlock(
        required=False, max_length=240, label="The picture in words", help_text="For whoever cannot see it."
    )
    report = blocks.TextBlock(
        required=False,
        rows=3,
        max_length=600,
        help_text="What a program that reads them says. With a file it is read when the lab is published.",
    )
    tells = blocks.ChoiceBlock(choices=Credential.choices, label="What that tells")
    why = blocks.TextBlock(rows=2, max_length=400)

    class Meta:
        icon = "key"
        label = "Content credential"

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        faults = {}
        if cleaned["picture"] and not cleaned["picture_text"].strip():
            faults["picture_text"] = "Say in words what the picture shows."
        if cleaned["document"]:
            faults |= _read_into(cleaned)
        elif not cleaned["report"].strip():
            faults["report"] = "Choose a file, or say what a program reads in it."
        if faults:
            told = {name: ValidationError(said) for name, said in faults.items()}
            raise StructBlockValidationError(block_errors=told)
        return cleaned


def _read_into(exhibit) -> dict[str, str]:
    """Freeze in an exhibit what its file says. Returns what is wrong, by field."""
    from labs.queries import reading_of  # models import this module

    document = exhibit["document"]
    if document.file_extension.lower() != "pdf":
        return {"document": NO_PDF.format(title=document.title)}
    if not document.file.storage.exists(document.file.name):
        return {"document": GONE.format(title=document.title)}
    found = reading_of(document)
    if found is None:
        return {"document": NOT_READ.format(title=document.title)}
    if found.failed:
        return {"document": UNREADABLE.format(title=document.title, words=found.words)}
    document.get_file_size()  # kept now, so that no page asks the store for it
    exhibit["report"] = found.words
    if tells(found.verdict) != exhibit["tells"]:
        return {"tells": DISAGREES.format(words=found.words)}
    return {}


class Items(blocks.ListBlock):
    def clean(self, value):
        cleaned = super().clean(value)
        genuine = sum(bool(item["genuine"]) for item in cleaned)
        if not self.is_deferred_validation and 2 * genuine != len(cleaned):
            # Whoever meets more of one kind learns to expect it, and calls everything so.
            told = f"Half of the items must be true: {genuine} of {len(cleaned)} are."
            raise ListBlockValidationError(non_block_errors=ErrorList([ValidationError(told)]))
        return cleaned


class Task(blocks.StructBlock):
    items = Items(ItemBlock(), min_num=6, max_num=20)
    exhibits = blocks.ListBlock(ExhibitBlock(), min_num=0, max_num=6, label="Content credentials")
    to_pass = blocks.IntegerBlock(
        min_value=55,
        max_value=100,
        default=70,
        label="To pass",
        help_text="Per cent right, credentials included.",
    )

    class Meta:
        icon = "image"
        label = "Real or synthetic"
        description = "As many true items as false: judge them, leave the page, judge them again"
