"""A door to a lab: hands-on practice that another app brings."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses import labs
from courses.blocks.contract import LessonBlock, Purpose, spoken
from courses.blocks.feeds import FeedsBlock
from courses.blocks.text import purpose_choice
from courses.phrasebook import phrase


class LabValue(blocks.StructValue):
    @property
    def kind_of_lab(self) -> labs.LabKind | None:
        return labs.KINDS.get(self.get("kind") or "")

    @property
    def url(self) -> str:
        """Where it is tried outside a lesson; empty where there is no such lab here."""
        kind = self.kind_of_lab
        try:
            return kind.url(self.get("reference") or "") if kind else ""
        except LookupError:
            return ""

    def door(self, module_slug: str, block_id: str) -> str:
        """Where a learner opens it from a lesson; empty where there is no such lab here."""
        kind, url = self.kind_of_lab, self.url
        return kind.place(module_slug, block_id) if url and kind and kind.place else url

    @property
    def seconds(self) -> float:
        """The author's minutes, else what labs of that kind take."""
        if self.get("minutes"):
            return self["minutes"] * 60.0
        return self.kind_of_lab.seconds if self.kind_of_lab else 0.0


class KindBlock(blocks.ChoiceBlock):
    """Kinds of lab as they are registered at the moment it is asked."""

    def __init__(self, **kwargs) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=labs.offered, **kwargs)
        self.field.error_messages["invalid_choice"] = (
            "There is no kind of lab called “%(value)s” in this studio. "
            "Choose one that there is, or install the app that brings it."
        )


def _references():
    return [("", "Choose a lab"), *labs.references()]


class ReferenceBlock(blocks.CharBlock):
    """Chosen among the labs there are when a form is drawn; its kind says whether there is such a lab.

    No ChoiceBlock: that looks its choices up at every reading of a lesson.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.field.widget = forms.Select(choices=CallableChoiceIterator(_references))


class LabBlock(LessonBlock, blocks.StructBlock):
    own_step = True

    kind = KindBlock(
        help_text="Apps bring them. Where none can be chosen, this studio has none: take the block out."
    )
    reference = ReferenceBlock(max_length=120, label="Lab", help_text="Which lab of that kind.")
    title = blocks.CharBlock(max_length=120)
    introduction = blocks.TextBlock(rows=2, max_length=600, help_text="What one will do there, and why.")
    minutes = blocks.IntegerBlock(
        min_value=1,
        max_value=15,
        required=False,
        help_text="What it takes, on the clock. Empty: as long as labs of its kind take.",
    )
    required = blocks.BooleanBlock(
        required=False,
        help_text="To finish, one has to open its screen, and to pass it where the module asks for labs.",
    )
    purpose = purpose_choice(Purpose.PRACTISE)
    feeds = FeedsBlock()

    class Meta:
        icon = "crosshairs"
        label = "Lab"
        template = "blocks/lab_block.html"
        value_class = LabValue
        form_layout = blocks.BlockGroup(
            children=["kind", "reference", "title", "introduction", "minutes", "required", "purpose"],
            settings=["feeds"],
        )
        description = "Sends the learner to a lab that another app brings"
        preview_value = {
            "title": "Brief a lamp",
            "introduction": "Write the lighting line and see which of its four parts can be found.",
            "minutes": 4,
        }

    def called(self, value):
        return value["title"] or ""

    def must_be_seen(self, value):
        return bool(value["required"])

    def must_be_passed(self, value):
        return self.must_be_seen(value)

    def is_open(self, value):
        return bool(value.url)

    def text_to_read(self, value):
        return f"{value['title'] or ''} {value['introduction'] or ''}".strip()

    def thinking_seconds(self, value):
        return value.seconds

    def passages(self, value):
        title, introduction = (value["title"] or "").strip(), value["introduction"] or ""
        if not title:
            return []
        slide = {"kind": "lab", "title": title, "text": introduction}
        lead = phrase("There is a lab here: {title}", title=title)
        when = phrase("Open it in the lesson when you are ready.")
        return spoken([lead, introduction, when], slide, pause=1.0)

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (kind := cleaned.kind_of_lab):
            try:
                kind.url(cleaned["reference"])
            except LookupError as missing:
                told = ValidationError(f"{kind.label} has no lab “{cleaned['reference']}”. {missing.args[0]}")
                raise StructBlockValidationError(block_errors={"reference": told}) from missing
        return cleaned
