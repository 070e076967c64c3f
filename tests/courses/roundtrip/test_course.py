"""A course goes out as a zip, everything is wiped, and it comes back the same."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.models import Revision

from courses.exporting import ExportRefused, export_course
from courses.importing import import_archive
from courses.models import CataloguePage, Clip, CoursePage, KeyPoint, ModulePage, Term
from tests import clips, factories
from tests.courses.roundtrip.bodies import BODY, WORDS
from tests.courses.roundtrip.content import photograph, told, wiped
from tests.lesson import block


@pytest.fixture
def archive(tmp_path):
    def _archive(course, live=False, name="course.zip"):
        with (tmp_path / name).open("wb") as target:
            export_course(course=course, target=target, live=live)
        return tmp_path / name

    return _archive


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


@pytest.fixture
def full(course, author):
    """Two modules that link to each other, one of them with every kind of block."""
    factories.character("Mara").save()
    other = factories.module(course, owner=author, title="Second", slug="second", publish=False)
    first = factories.module(
        course, owner=author, seo_title="Light: a lesson", sources="A book\r\nAnother", avoid="Mood\n"
    )
    body = list(first.body.get_prep_value())
    link = (
        f'<p>See <a linktype="page" id="{other.pk}">it</a> or <a linktype="page" id="{course.pk}">all</a></p>'
    )
    body.append(block("rich_text", {"text": link, "purpose": "teach"}, "link"))
    picture = {"image": photograph().pk, "alt_text": "Orange", "caption": "", "purpose": "story"}
    body.append(block("image", picture, "photograph"))
    first.body = first.body.stream_block.to_python(body)
    first.complete_right, first.complete_labs = True, False
    first.language, first.words_per_minute = "fr", 132
    first.terms = [Term(term="Falloff", definition="How  quickly"), Term(term="Falloff", definition="Again")]
    first.save_revision(user=author)
    course.about = f'<p>Begin with <a linktype="page" id="{first.pk}">light</a>.</p>'
    course.save_revision(user=author)
    return course


def test_export_wipe_import_gives_an_equal_course(full, archive, catalogue):
    before = told(full)
    file = archive(full)
    wiped()
    done = import_archive(source=file, catalogue=catalogue)
    assert told(done.page) == before
    assert done.notes == []
    assert not done.page.live


def test_clips_go_along_with_their_words(course, author, archive, catalogue):
    film = block("video", {"clip": clips.clip().pk, "caption": "Which lamp?", "purpose": "teach"})
    factories.module(course, owner=author, body=[film], publish=False)
    before, file = told(course), archive(course)
    wiped()
    assert told(import_archive(source=file, catalogue=catalogue).page) == before
    assert not import_archive(source=file, catalogue=catalogue).modules[0].changed
    assert Clip.objects.count() == 1


def test_a_file_that_is_gone_from_the_store_is_said(full, archive):
    photograph_ = get_image_model().objects.get(title="A photograph")
    photograph_.file.storage.delete(photograph_.file.name)
    with pytest.raises(ExportRefused, match="The file of the picture “A photograph” is not in the store"):
        archive(full)


def test_importing_twice_changes_nothing(full, archive, catalogue):
    file = archive(full)
    revisions, pictures = Revision.objects.count(), get_image_model().objects.count()
    for _ in range(2):
        done = import_archive(source=file, catalogue=catalogue)
        assert (done.changed, [one.changed for one in done.modules]) == (False, [False, False])
    assert (Revision.objects.count(), get_image_model().objects.count()) == (revisions, pictures)


def test_only_what_differs_gets_a_revision(full, archive, catalogue):
    before, file = told(full), archive(full)
    second = ModulePage.objects.get(slug="second").get_latest_revision_as_object()
    second.key_points = [KeyPoint(text="Another.")]
    second.save_revision()
    done = import_archive(source=file, catalogue=catalogue)
    assert [(one.slug, one.changed) for one in done.modules] == [("second", True), ("light", False)]
    assert told(full) == before


def test_the_order_of_modules_comes_back(full, archive, catalogue):
    file = archive(full)
    ModulePage.objects.get(slug="second").move(full, "last-child")
    import_archive(source=file, catalogue=catalogue)
    assert [one.slug for one in ModulePage.objects.child_of(full).order_by("path")] == ["second", "light"]


def test_the_same_course_is_the_same_file(full, archive):
    assert archive(full).read_bytes() == archive(full, name="again.zip").read_bytes()


def test_live_takes_what_is_published(full, archive, catalogue):
    file = archive(full, live=True)
    with zipfile.ZipFile(file) as archive_:
        assert [name for name in archive_.namelist() if name.startswith("modules/")] == [
            "modules/01-light.md"
        ]
        assert "photograph" not in archive_.read("modules/01-light.md").decode()


def test_a_demo_course_comes_back(catalogue, archive, fixtures_dir, author):
    from config.demo.labs import load_labs
    from config.demo.lessons import load_lessons, load_vocabulary

    load_vocabulary()
    load_labs(author)
    load_lessons(catalogue, author=author)
    course = CoursePage.objects.get(slug="prompt-as-directors-brief")
    before, file = told(course), archive(course)
    wiped()
    done = import_archive(source=file, catalogue=catalogue, publish=True)
    assert told(done.page) == before
    assert not done.refused
    assert all(one.published for one in done.modules)
    with zipfile.ZipFile(file) as archive_:
        text = "".join(archive_.read(name).decode() for name in archive_.namelist() if name.endswith(".md"))
    assert "::: stored" not in text


FACTS = st.fixed_dictionaries(
    {
        "title": WORDS.filter(str.strip),
        "objective": WORDS,
        "sources": st.lists(WORDS, max_size=2).map("\n".join),
        "key_points": st.lists(WORDS.filter(bool), max_size=2),
        "terms": st.lists(st.tuples(WORDS.filter(bool), WORDS.filter(bool)), max_size=2),
    }
)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lessons=st.lists(st.tuples(FACTS, BODY), min_size=1, max_size=2))
def test_any_course_comes_back(home, tmp_path, lessons):
    catalogue = CataloguePage.objects.first() or factories.catalogue(home)
    wiped()
    course = factories.course(catalogue)
    real = {
        1: factories.character("Mara").pk,
        2: factories.character("Teo").pk,
        5: factories.image().pk,
        6: photograph().pk,
    }
    pages = {7: course.pk, 8: catalogue.pk}
    for number, (facts, body) in enumerate(lessons):
        page = factories.module(
            course, slug=f"m{number}", title=facts["title"], body=_real(body, real, pages), publish=False,
            objective=facts["objective"], sources=facts["sources"],
        )  # fmt: skip
        page.key_points = [KeyPoint(text=text) for text in facts["key_points"]]
        page.terms = [Term(term=term, definition=said) for term, said in facts["terms"]]
        page.save_revision(clean=False)
    before = told(course)
    with (tmp_path / "any.zip").open("wb") as target:
        export_course(course=course, target=target)
    wiped()
    done = import_archive(source=tmp_path / "any.zip", catalogue=catalogue)
    assert told(done.page) == before
    again = import_archive(source=tmp_path / "any.zip", catalogue=catalogue)
    assert not any(one.changed for one in again.modules)


def _real(value, numbers, pages, key=""):
    if isinstance(value, dict):
        return {name: _real(inner, numbers, pages, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_real(inner, numbers, pages) for inner in value]
    if key in ("image", "character"):
        return numbers.get(value)
    if isinstance(value, str) and "linktype" in value:
        for number, pk in pages.items():
            value = value.replace(f'id="{number}"', f'id="{pk}"')
    return value


def test_the_commands_say_what_they_did(full, catalogue, tmp_path, capsys):
    file = tmp_path / "out.zip"
    call_command("export_course", full.slug, str(file))
    out, _ = capsys.readouterr()
    assert out.startswith(f"Exported: {full.title} (brief) to {file}.\n- second: revision ")
    call_command("import_course", str(file), "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["course"], [one["slug"] for one in said["modules"]]) == ("brief", ["second", "light"])
    assert said["modules"][0].keys() >= {"slug", "revision", "seconds", "published", "problems", "changed"}


def test_publish_keeps_what_the_gate_refuses_as_a_draft_and_ends_with_1(full, catalogue, tmp_path, capsys):
    second = ModulePage.objects.get(slug="second").get_latest_revision_as_object()
    second.objective = ""
    second.save_revision()
    call_command("export_course", full.slug, str(tmp_path / "out.zip"))
    wiped()
    with pytest.raises(SystemExit) as stop:
        call_command("import_course", str(tmp_path / "out.zip"), "--publish")
    assert stop.value.code == 1
    assert "Kept as drafts, not published:\n- second: Say what someone" in capsys.readouterr().err
    assert CoursePage.objects.get().live
    assert [one.slug for one in ModulePage.objects.live()] == ["light"]


def test_a_course_that_is_not_there_and_a_folder_that_is_not(full, tmp_path):
    with pytest.raises(CommandError, match="There is no course “nope”"):
        call_command("export_course", "nope", str(tmp_path / "x.zip"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_course", full.slug, str(tmp_path / "nowhere" / "x.zip"))
