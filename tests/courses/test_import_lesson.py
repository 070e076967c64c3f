"""``import_lesson`` as an operator meets it, and whatever somebody may feed it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from courses.importing import import_module
from courses.importing.markdown import Reader
from courses.importing.matching import keep_ids, same
from courses.importing.source import Source
from courses.models import ModulePage
from tests import clips, factories
from tests.lesson import item, multiple, single

COMPLETE = """---
objective: Say where a lamp stands.
---
# A lamp, frame left

Say where it stands.

::: story "Stage 4"
(Nobody looks up. Forty frames of a ferry hang on the wall.)
:::

::: single
Which can be checked?
- [ ] Moody
  > Nobody can point at it.
- [x] One lamp
  > Yes.
:::
"""


def run(capsys, *args):
    """(exit code, standard output, standard error)."""
    code = 0
    try:
        call_command("import_lesson", *map(str, args))
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lesson.md"
    path.write_text(COMPLETE)
    return path


def test_json_is_one_object_and_nothing_else(file, course, capsys):
    code, out, err = run(capsys, file, "--course", course.slug, "--publish", "--json")
    module = ModulePage.objects.get()
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "slug": "a-lamp-frame-left",
        "revision": module.live_revision_id,
        "seconds": pytest.approx(module.clock().seconds, abs=0.1),
        "published": True,
        "problems": [],
    }


def test_without_publish_it_stays_a_draft(file, course, capsys):
    code, out, _ = run(capsys, file, "--course", course.slug)
    assert code == 0
    assert out.startswith("Kept as a draft: A lamp, frame left (a-lamp-frame-left), 0:")
    assert not ModulePage.objects.get().live


def test_a_refused_module_is_kept_as_a_draft_and_the_command_says_why(file, course, capsys):
    file.write_text("# Long\n\n" + "word and word. " * 2000)
    code, out, err = run(capsys, file, "--course", course.slug, "--publish", "--json")
    assert code == 1
    told = json.loads(out)
    assert told["published"] is False
    assert "too_long" in {problem["code"] for problem in told["problems"]}
    assert "over fifteen minutes" in err
    assert ModulePage.objects.filter(slug="long", live=False).exists()


def test_a_refused_new_version_leaves_the_published_one_alone(file, course, capsys):
    run(capsys, file, "--course", course.slug, "--publish")
    before = ModulePage.objects.get().live_revision_id
    file.write_text("# A lamp, frame left\n\n" + "word and word. " * 2000)
    assert run(capsys, file, "--course", course.slug, "--publish")[0] == 1
    module = ModulePage.objects.get()
    assert module.live_revision_id == before
    assert module.has_unpublished_changes


def test_an_unknown_course_is_answered_with_the_known_ones(file, course):
    with pytest.raises(CommandError, match=f"There is no course “nope”. Courses are: {course.slug}."):
        call_command("import_lesson", str(file), "--course", "nope")


def test_a_slug_of_another_course_is_not_taken_over(file, course, catalogue):
    call_command("import_lesson", str(file), "--course", course.slug, "--publish")
    other = factories.course(catalogue, title="Another", slug="another")
    with pytest.raises(CommandError, match="belongs to a module of “Prompt as"):
        call_command("import_lesson", str(file), "--course", other.slug)
    assert ModulePage.objects.count() == 1


def test_a_locked_module_is_left_alone(file, course):
    call_command("import_lesson", str(file), "--course", course.slug)
    ModulePage.objects.update(locked=True)
    file.write_text("# A lamp, frame left\n\nOther words.\n")
    with pytest.raises(CommandError, match="is locked in the editor"):
        call_command("import_lesson", str(file), "--course", course.slug)


def test_what_the_file_does_not_say_stays(file, course, author):
    module = factories.module(course, owner=author, slug="a-lamp-frame-left", avoid="Verdicts.")
    call_command("import_lesson", str(file), "--course", course.slug, "--publish")
    after = ModulePage.objects.get(pk=module.pk)
    assert after.title == "A lamp, frame left"
    assert after.avoid == "Verdicts."
    assert after.key_points.count() == module.key_points.count()
    assert after.competencies.count() == 1


def test_a_hostile_file_name_is_only_a_name(tmp_path, course):
    path = tmp_path / "; rm -rf $(HOME) <script>.md"
    path.write_text("Only text.")
    call_command("import_lesson", str(path), "--course", course.slug)
    module = ModulePage.objects.get()
    assert module.slug == "rm-rf-home-script"
    assert module.title == "; rm rf $(HOME) <script>"


MARKS = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    ":::",
    "::: story",
    "::: single",
    "- [x] ",
    "| a | b |",
    "|---|---|",
    "```",
]
MARKS += [
    "![a](b)",
    "[x](y)",
    "<b>",
    "</div>",
    "<script>",
    "\n",
    "\n\n",
    "    ",
    "word",
    "*",
    "_",
    "`",
    "\\",
    "&lt;",
    "\t",
]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=6), max_size=40).map("".join))
def test_any_markdown_is_read_or_refused_in_words(tmp_path_factory, text):
    source = Source(tmp_path_factory.getbasetemp() / "x.md", {}, text.split("\n"), 0)
    try:
        drafts = Reader(source, {}).read()
    except ValueError as refusal:
        assert str(refusal).startswith("x.md")
        return
    for draft in drafts:
        if draft.kind in ("rich_text", "callout"):
            assert "<script" not in draft.value["text"].lower()


def para(name, text):
    return {"type": "rich_text", "id": name, "value": {"text": f"<p>{text}</p>", "purpose": "teach"}}


BLOCKS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), max_size=6)


@given(old=BLOCKS, new=BLOCKS)
def test_ids_are_never_given_twice_and_the_same_body_keeps_them_all(old, new):
    before = [para(f"id{number}", word) for number, word in enumerate(old)]
    after = keep_ids(before, [para("", word) for word in new])
    assert len({one["id"] for one in after}) == len(after)
    assert [one["value"]["text"] for one in after] == [f"<p>{word}</p>" for word in new]
    again = keep_ids(after, [para("", word) for word in new])
    assert same(after, again)


def test_a_block_that_moved_keeps_its_id():
    before = [para("a", "one lamp stands on the left"), para("b", "the fog is thick"), single()]
    after = keep_ids(
        before,
        [{**single(), "id": ""}, para("", "one lamp stands on the left"), para("", "the fog is thick")],
    )
    assert {one["id"] for one in after} == {one["id"] for one in before}
    assert after[0]["id"] == before[2]["id"]


def test_what_the_editor_adds_to_rich_text_is_no_change():
    before = [para("a", "One lamp.")]
    edited = [
        {**before[0], "value": {**before[0]["value"], "text": '<p data-block-key="x1y2z">One lamp.</p>'}}
    ]
    assert same(edited, keep_ids(edited, [para("", "One lamp.")]))


def test_another_question_does_not_inherit_the_answers_of_the_old():
    other = {**multiple(), "id": ""}
    other["value"] = {
        "question": "Who signs off the picture lock?",
        "choices": [item("x", {"text": "The editor", "correct": True, "feedback": "Yes."})],
    }
    assert keep_ids([multiple()], [other])[0]["id"] != multiple()["id"]


def test_the_example_in_the_documentation_imports_and_may_be_published(tmp_path, course):
    page = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text()
    (tmp_path / "lesson.md").write_text(page.split("````markdown\n")[1].split("````")[0])
    Image.new("RGB", (160, 90)).save(tmp_path / "lamp.png")
    clips.lay_beside(tmp_path)
    factories.competency()
    factories.competency("intent-and-iteration", "Intent and iteration")
    factories.character("Mara")
    done = import_module(source=tmp_path / "lesson.md", course=course, publish=True)
    assert (done.problems, done.notes) == ([], [])
    # A lab needs an app that brings its kind.
    kinds = set(done.page.body.stream_block.child_blocks) - {"lab"}
    assert {child.block_type for child in done.page.body} == kinds
    table = next(child for child in done.page.body if child.block_type == "table")
    assert table.value["caption"] == "Vague words and checkable ones"
