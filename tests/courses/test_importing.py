"""Markdown files become modules."""

from importlib.metadata import metadata

import pytest
from PIL import Image
from wagtail.images import get_image_model

from courses.importing import ImportRefused, import_module
from courses.models import ModulePage
from tests import factories

LESSON = """---
title: Say where the light comes from
slug: light-source
objective: Brief light so that anyone can check it.
competencies: {prompt-craft: 1.0}
key_points: [Name the source., Name the side.]
terms: {Falloff: How quickly light fades.}
---
# Say where the light comes from

Light has a *source* and a [side](https://example.com/side).

## Four parts

- Source
- Side
  - left
  - right

| Vague | Checkable |
|---|---|
| Moody | One lamp |

> Ask the gaffer.

::: story "Stage 4, 6.40"
(Nobody looks up. Forty frames of a ferry hang on the wall.)
MARA: Beautiful how?
:::

::: prompt "The lamp"
before: beautiful light
after: one lamp, frame left
why: It can be checked.
:::

::: single
Which can be checked?
- [ ] Moody
  > Nobody can point at it.
- [x] One lamp
  > Yes.
:::
"""


@pytest.fixture
def write(tmp_path):
    def _write(text, name="lesson.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


@pytest.fixture
def cast(db):
    factories.competency()
    return factories.character("Mara")


def _kinds(page):
    return [child.block_type for child in page.get_latest_revision_as_object().body]


def test_a_lesson_becomes_blocks_in_order(write, course, cast):
    done = import_module(source=write(LESSON), course=course)
    assert done.slug == "light-source"
    assert done.problems == []
    assert _kinds(done.page) == [
        "rich_text", "heading", "list", "table", "callout", "story_scene", "prompt_example", "single_choice",
    ]  # fmt: skip
    draft = done.page.get_latest_revision_as_object()
    assert [item.source for item in draft.body[2].value["items"]] == [
        "<p>Source</p>",
        "<p>Side</p>",
        "<p>left</p>",
        "<p>right</p>",
    ]
    assert draft.body[5].value["lines"][1]["character"] == cast
    assert draft.body[6].value["why"] == "It can be checked."
    assert [option["correct"] for option in draft.body[7].value["choices"]] == [False, True]
    assert [point.text for point in draft.key_points.all()] == ["Name the source.", "Name the side."]


def test_importing_a_file_again_makes_no_revision(write, course, cast):
    first = import_module(source=write(LESSON), course=course, publish=True)
    again = import_module(source=write(LESSON), course=course, publish=True)
    assert first.published and again.published
    assert not again.changed
    assert again.revision == first.revision


def test_what_did_not_change_keeps_its_id(write, course, cast):
    import_module(source=write(LESSON), course=course, publish=True)
    before = ModulePage.objects.get(slug="light-source").body
    changed = (
        LESSON.replace("- [ ] Moody", "- [ ] A mood board")
        .replace("Ask the gaffer.", "Ask the gaffer, then the grip.")
        .replace("## Four parts", "A paragraph more.\n\n## Four parts")
    )
    import_module(source=write(changed), course=course, publish=True)
    after = ModulePage.objects.get(slug="light-source").body
    assert [child.id for child in after] == [child.id for child in before]
    old, new = (body[7].block.options(body[7].value) for body in (before, after))
    assert old[1] == new[1]
    assert old[0][0] != new[0][0]


def test_a_different_question_in_the_same_place_is_a_new_question(write, course, cast):
    import_module(source=write(LESSON), course=course, publish=True)
    before = ModulePage.objects.get(slug="light-source").body[7].id
    other = (
        LESSON[: LESSON.index("::: single")]
        + "::: single\nWho owns the frame?\n- [x] Nobody\n  > So it is.\n- [ ] The studio\n  > No.\n:::\n"
    )
    import_module(source=write(other), course=course, publish=True)
    assert ModulePage.objects.get(slug="light-source").body[7].id != before


def test_title_and_slug_come_from_the_first_heading_or_the_file(write, course):
    headed = import_module(source=write("# Hello, crew!\n\nText."), course=course)
    assert (headed.page.draft_title, headed.slug) == ("Hello, crew!", "hello-crew")
    named = import_module(source=write("Only text.", "night_ferry-notes.md"), course=course)
    assert (named.page.draft_title, named.slug) == ("Night ferry notes", "night-ferry-notes")


@pytest.mark.parametrize("package", ["redis", "annotated_types", "django-tasks", "rich"])
def test_a_packages_own_documentation_becomes_a_module(package, write, course):
    readme = metadata(package).get_payload()
    done = import_module(source=write(readme, f"{package}.md"), course=course)
    assert len(done.page.get_latest_revision_as_object().body) > 5
    assert done.seconds > 60


def test_scripts_are_dropped_and_words_are_kept(write, course):
    text = (
        "# T\n\nHello <script>alert(1)</script><b onclick=x>you</b> [x](javascript:alert(1)) "
        "<img src=x onerror=y>\n\n<style>p{}</style>\n\n<div><p>And <u>you</u></p></div>\n"
    )
    done = import_module(source=write(text), course=course)
    html = done.page.get_latest_revision_as_object().body[0].value["text"].source
    assert html == "<p>Hello <b>you</b> [x](javascript:alert(1))</p><p>And you</p>"


def test_thirty_thousand_words_are_kept_as_a_draft_with_the_reason(write, course):
    done = import_module(source=write("# Long\n\n" + "word and word. " * 10_000), course=course, publish=True)
    assert not done.published
    assert not done.page.live
    assert "too_long" in {problem.code for problem in done.problems}
    assert any("over fifteen minutes" in problem.message for problem in done.problems)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n \n", "is empty"),
        (b"# T\n\xff\xfe", "line 2: this is not UTF-8"),
        (b"---\ntitle: [unclosed\n---\nText", "line 2: the front matter is not valid YAML"),
        (b"---\ntitle: x\nText", "never closed"),
        (b"---\nslug: Not A Slug\n---\nText", "“slug” in the front matter may hold"),
        (b"---\ncompetencies: {nonsense: 1}\n---\nText", "there is no competency “nonsense”"),
        (b"---\ncompetencies: {prompt-craft: 7}\n---\nText", "a weight lies between"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (b'# T\n\n::: story "Here"\nNOBODY: Hello.\n:::\n', "line 4: nobody in the cast is called NOBODY"),
        (b"# T\n\n::: single\nWhat?\n- [x] One\n:::\n", "line 3: a question needs two options"),
        (b"# T\n\n::: prompt\nbefore: x\n:::\n", "lacks “after:” and “why:”"),
        (b'# T\n\n::: story "Here"\nHello.\n', "line 3: “::: story” is never closed"),
        (b"# T\n\n![a](missing.png)\n", "line 3: there is no picture missing.png"),
        (b"# T\n\n![a](../outside.png)\n", "lies outside"),
        (b"# T\n\n![a](/etc/passwd)\n", "lies outside"),
        (b"# T\n\n![a](lesson.md)\n", "cannot be used"),
    ],
)
def test_a_file_at_fault_is_refused_with_the_place_and_leaves_nothing(content, said, write, course, cast):
    with pytest.raises(ImportRefused, match=said):
        import_module(source=write(content), course=course)
    assert not ModulePage.objects.exists()


def test_a_folder_and_a_missing_file_are_refused(tmp_path, course):
    for path in (tmp_path, tmp_path / "nothing.md"):
        with pytest.raises(ImportRefused):
            import_module(source=path, course=course)


@pytest.fixture
def picture(tmp_path):
    def _picture(name="lamp.png", size=(320, 180)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", size, "black").save(path, path.suffix[1:].replace("jpg", "jpeg"))
        return path

    return _picture


def test_pictures_are_stored_once(write, picture, course):
    picture("images/La mp!.png")
    source = write('# T\n\n![A lamp](images/La%20mp!.png "Frame left")\n')
    done = import_module(source=source, course=course, publish=True)
    value = done.page.body[0].value
    assert (value["alt_text"], value["caption"]) == ("A lamp", "Frame left")
    assert value["image"].file.name.endswith("la-mp.png")
    assert not import_module(source=source, course=course).changed


def test_a_picture_without_alternative_text_waits_as_a_draft(write, picture, course):
    picture()
    done = import_module(source=write("# T\n\nText.\n\n![](lamp.png)\n"), course=course, publish=True)
    assert not done.published
    [told] = [problem.message for problem in done.problems if problem.code == "incomplete"]
    assert "Alternative text: This field is required." in told


def test_a_broken_picture_leaves_no_other_picture_behind(write, picture, course):
    whole, broken = picture("whole.png"), picture("broken.png", (900, 900))
    broken.write_bytes(broken.read_bytes()[:200])
    with pytest.raises(ImportRefused, match="broken.png is damaged|broken.png cannot be used"):
        import_module(source=write(f"# T\n\n![a]({whole.name})\n\n![b](broken.png)\n"), course=course)
    assert not get_image_model().objects.exists()


def test_files_are_removed_when_the_import_fails_after_storing_them(
    write, picture, course, settings, tmp_path
):
    picture()
    with pytest.raises(ImportRefused):
        import_module(
            source=write("---\ncompetencies: [nonsense]\n---\n# T\n\n![a](lamp.png)\n"), course=course
        )
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def test_a_link_out_of_the_folder_is_not_followed(write, picture, course, tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "link.png").symlink_to(picture())
    with pytest.raises(ImportRefused, match="lies outside"):
        import_module(source=write("# T\n\n![a](link.png)\n", "inside/lesson.md"), course=course)


def test_pictures_on_the_web_are_left_out_and_said(write, course):
    badge = "[![badge](https://example.com/a.svg)](https://example.com)"
    text = f"# T\n\n{badge}\n\nSee ![the lamp](//example.com/x.png) here.\n"
    done = import_module(source=write(text), course=course)
    assert [child.block_type for child in done.page.body] == ["rich_text"]
    assert done.page.body[0].value["text"].source == "<p>See the lamp here.</p>"
    assert done.notes == ["Pictures on the web were left out (lines 3, 5). Save them beside the file."]
