"""What a course says, to be compared with what comes back."""

import hashlib
import io

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.images import get_image_model

from courses.exporting.equality import canonical
from courses.exporting.names import names
from courses.models import CataloguePage, Character, Clip, Competency, CoursePage, ModulePage


def wiped():
    """The studio without its courses, cast, competencies and pictures."""
    for page in CoursePage.objects.all():
        page.delete()
    for image in get_image_model().objects.all():
        image.file.delete(save=False)
        image.delete()
    for model in (Competency, Character, Clip):
        model.objects.all().delete()


def told(course):
    """Everything that people see or that answers hang on, without the numbers of the database."""
    course = CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object()
    modules = ModulePage.objects.child_of(course).order_by("path")
    fields = ("title", "slug", "summary", "seo_title", "search_description", "show_in_menus")
    page = {name: getattr(course, name) for name in fields}
    page["about"] = _named(canonical(_TEXT, course.about, names()))
    return page, [_module(one) for one in modules]


_TEXT = ModulePage.body.field.stream_block.child_blocks["rich_text"].child_blocks["text"]


def _module(row):
    page = row.get_latest_revision_as_object()
    block_ = page.body.stream_block
    fields = ("title", "objective", "sources", "avoid", "seo_title", "search_description", "show_in_menus")
    return {
        "slug": row.slug,
        **{
            name: getattr(page, name).replace("\r\n", "\n") if name != "show_in_menus" else page.show_in_menus
            for name in fields
        },
        "complete": page.requirements.names,
        "voice": (page.language, page.words_per_minute),
        "key_points": [one.text for one in page.key_points.all()],
        "terms": [(one.term, one.definition) for one in page.terms.all()],
        "competencies": [
            (one.weight, one.competency.slug, one.competency.name, one.competency.description)
            for one in page.competencies.all()
        ],
        "body": _named(canonical(block_, block_.get_prep_value(page.body), names())),
    }


def _named(value, key=""):
    """With the hash of a picture, the slug of a character and of a page in place of their numbers."""
    if isinstance(value, dict):
        return {name: _named(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_named(inner) for inner in value]
    if key == "image" and value:
        with get_image_model().objects.get(pk=value).file.open("rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    if key == "clip" and value:
        return Clip.objects.values_list("file_hash", "title", "transcript", "captions", "scene").get(pk=value)
    if key == "character" and value:
        return Character.objects.values_list("slug", "name", "role", "voice").get(pk=value)
    if isinstance(value, str) and "linktype" in value:
        for page in ModulePage.objects.all():
            value = value.replace(f'id="{page.pk}"', page.slug)
        for page in [*CoursePage.objects.all(), *CataloguePage.objects.all()]:
            value = value.replace(f'id="{page.pk}"', page.url_path)
    return value


def photograph(name="photo.jpg"):
    target = io.BytesIO()
    Pillow.new("RGB", (64, 48), "orange").save(target, "JPEG", quality=80)
    return get_image_model().objects.create(title="A photograph", file=ContentFile(target.getvalue(), name))
