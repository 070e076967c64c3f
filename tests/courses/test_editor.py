"""What authors find in the admin."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from courses.durations import timecode
from courses.models import ErrorReport, ModulePage, Rating
from courses.publishing import problems
from tests import factories
from tests.lesson import block

CLOCK = "The clock"


@pytest.fixture
def editor(author, signed_in):
    return signed_in(author)


def body(*raw):
    return ModulePage.body.field.stream_block.to_python(list(raw))


def test_the_clock_of_the_saved_version_stands_in_the_editor(editor, module):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert CLOCK in page
    assert 'class="reel' in page
    assert "of 15:00" in page
    assert "Story share" in page


def test_the_clock_says_what_is_in_the_way_and_where(editor, draft):
    draft.body = body(
        block("heading", {"text": "", "level": "2"}), block("rich_text", {"text": "<p>Text.</p>"})
    )
    draft.save_revision(clean=False)
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Heading: Text: This field is required." in page
    assert f"#block-{draft.body[0].id}-section" in page


def test_a_new_module_has_no_clock_yet_and_says_so(editor, course):
    page = editor.get(
        reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk])
    ).content.decode()
    assert "Save a draft, and the clock shows where its minutes go." in page


def test_modules_are_listed_with_their_length_and_course(editor, module):
    page = editor.get("/admin/modules/").content.decode()
    assert module.title in page
    assert module.course.title in page
    assert timecode(module.clock().seconds) in page


def test_ten_modules_cost_their_list_no_more_questions_than_one(editor, module, course, author):
    def queries():
        editor.get("/admin/modules/")
        with CaptureQueriesContext(connection) as asked:
            editor.get("/admin/modules/")
        return len(asked)

    alone = queries()
    for number in range(9):
        factories.module(course, owner=author, title=f"Module {number}", slug=f"module-{number}")
    assert queries() == alone


def test_an_author_marks_an_error_report_as_resolved_and_open_again(editor, module, learner):
    report = ErrorReport.objects.create(module=module, user=learner, text="The lamp is on the right.")
    assert "The lamp is on the right." in editor.get("/admin/error_reports/").content.decode()
    url = reverse("error_reports:edit", args=[report.pk])
    assert editor.post(url, {"resolved": "on"}).status_code == 302
    report.refresh_from_db()
    assert report.resolved_at is not None
    assert report.text == "The lamp is on the right."
    editor.post(url, {})
    report.refresh_from_db()
    assert report.resolved_at is None


def test_nobody_adds_or_deletes_what_learners_said(editor, module, learner):
    rating = Rating.objects.create(module=module, user=learner, stars=4, comment="Short and kind.")
    assert "Short and kind." in editor.get("/admin/ratings/").content.decode()
    admin = editor
    admin.force_login(factories.person("Sue", is_superuser=True), "django.contrib.auth.backends.ModelBackend")
    for name in ("add", "edit", "delete"):
        url = reverse(f"ratings:{name}", args=[] if name == "add" else [rating.pk])
        admin.post(url, {"stars": 1})
    assert [one.stars for one in Rating.objects.all()] == [4]


@pytest.mark.parametrize("who", ["learner", "manager"])
@pytest.mark.parametrize("url", ["/admin/modules/", "/admin/error_reports/", "/admin/ratings/"])
def test_others_do_not_get_in(who, url, request, signed_in, module):
    response = signed_in(request.getfixturevalue(who)).get(url)
    assert response.status_code in (302, 403, 404)


def picture(size=(40, 40), kind="PNG"):
    file = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(file, kind)
    return file.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.png", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("vast.png", picture((20_000, 20_000))),
        ("photo.png", picture(kind="JPEG")),
        ("film.gif", picture(kind="GIF")),
        ("run.exe", picture()),
    ],
)
def test_a_hostile_upload_is_refused_with_a_message(name, content, editor):
    upload = SimpleUploadedFile(name, content, "image/png")
    response = editor.post(reverse("wagtailimages:add"), {"title": "A lamp", "file": upload})
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not get_image_model().objects.exists()


def test_a_hostile_file_name_stays_inside_the_media_folder(editor, settings, tmp_path):
    upload = SimpleUploadedFile("lamp.png", picture(), "image/png")
    upload._name = '../../"><script>alert(1)</script>.png'
    editor.post(reverse("wagtailimages:add"), {"title": "A lamp", "file": upload})
    stored = get_image_model().objects.get().file
    assert "<" not in stored.name
    assert stored.path.startswith(str(tmp_path / "media"))


def test_every_block_can_be_previewed_in_the_picker(editor, module):
    for name, child in ModulePage.body.field.stream_block.child_blocks.items():
        assert child.is_previewable, name
        response = editor.get(reverse("wagtailadmin_block_preview"), {"id": child.definition_prefix})
        assert response.status_code == 200, name
        assert 'class="lesson"' in response.content.decode()


def test_a_module_that_is_not_finished_says_each_thing_once(draft):
    draft.body = body(block("image", {"image": None, "alt_text": "", "caption": ""}))
    said = [problem.message for problem in problems(draft) if problem.code == "incomplete"]
    assert said == ["Image: Image: This field is required.; Alternative text: This field is required."]


def test_dots_and_dashes_are_no_lesson(draft):
    draft.body = body(block("rich_text", {"text": "<p>… —</p>", "purpose": "teach"}))
    assert [problem.code for problem in problems(draft)] == ["no_question", "nothing_to_say"]


def test_the_preview_shows_the_draft(editor, module):
    module.title = "A title not yet published"
    module.save_revision()
    page = editor.get(reverse("wagtailadmin_pages:view_draft", args=[module.pk]))
    assert page.status_code == 200
    assert "A title not yet published" in page.content.decode()
