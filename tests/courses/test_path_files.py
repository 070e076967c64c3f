"""Learning paths as YAML, and whatever somebody may feed it."""

import re

import pytest
from django.core.management import CommandError, call_command

from courses.models import LearningPath
from tests.factories import path as make_path
from tests.factories import stop
from tests.played import questions

WRITERS = """
slug: writers
title: Writers
crafts: [writer]
summary: From an idea to a brief.
live: true
stops:
  - module: module-1
  - choose: 1
    title: Two ways on
    of:
      - module: module-2
      - course: brief
    after:
      - module: module-1
        because: Light comes first.
"""


@pytest.fixture
def shelf(course):
    return [questions(1, parent=course, title=f"Module {n}", slug=f"module-{n}") for n in (1, 2)]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "paths.yaml"


def bring_in(file, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    call_command("import_path", str(file))


def test_a_path_comes_in_and_brought_in_again_changes_nothing(shelf, course, file, capsys):
    bring_in(file, WRITERS)
    first, second = LearningPath.objects.get(slug="writers").nodes
    assert (first.pages, second.pages, second.needed) == ((shelf[0].pk,), (shelf[1].pk, course.pk), 1)
    assert [(need.page, need.because) for need in second.after] == [(shelf[0].pk, "Light comes first.")]
    bring_in(file, WRITERS)
    assert "nothing had changed" in capsys.readouterr().out


def test_what_goes_out_comes_in_again_the_same(shelf, course, file, capsys):
    one, two = shelf
    made = make_path(one, stop(two, course, title="Ways: “on”", after={one: "Light: first, # always"}))
    said = made.nodes
    call_command("export_path")
    out = capsys.readouterr().out
    LearningPath.objects.all().delete()
    bring_in(file, out)
    (path,) = LearningPath.objects.all()
    assert [(n.pages, n.needed, n.title, n.after) for n in path.nodes] == [
        (n.pages, n.needed, n.title, n.after) for n in said
    ]
    assert (path.crafts, path.live, path.summary) == (made.crafts, made.live, made.summary)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("module: module-1\n  - choose", "module: nowhere\n  - choose"),
            "stops[0].module: there is no module",
        ),
        (("because: Light comes first.", "because: 7"), "stops[1].after[0].because: write some text"),
        (("        because: Light comes first.\n", ""), "stops[1].after[0]: say why"),
        (
            ("      - module: module-1\n        because", "      - module: module-2\n        because"),
            "needs itself",
        ),
        (("choose: 1", "choose: 3"), "asks for 3 of 2"),
        (("choose: 1", "choose: true"), "stops[1].choose: say how many"),
        (("crafts: [writer]", "crafts: [gaffer]"), "crafts: name any of writer"),
        (("live: true", "live: maybe"), "live: say true or false"),
        (("title: Writers", "titel: Writers"), "“titel” is not known here"),
        (("summary: From an idea to a brief.\n", ""), "“summary” is missing"),
        (("slug: writers", "slug: two words"), "slug"),
        (("slug: writers", "- slug: writers"), "not valid YAML"),
        ((WRITERS, "just words"), "should be a list of names"),
        ((WRITERS, "- 7"), "[0]: this should be"),
        (("      - module: module-2\n", ""), "a choice takes two at least"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_leaves_nothing(shelf, file, change, said):
    with pytest.raises(CommandError, match=re.escape(said)):
        bring_in(file, WRITERS.replace(*change))
    assert not LearningPath.objects.exists()


def test_one_bad_path_of_a_list_keeps_all_of_them_out(shelf, file):
    good = "".join(f"  {line}\n" for line in WRITERS.strip().splitlines()).replace("  ", "- ", 1)
    with pytest.raises(CommandError, match=re.escape("paths.yaml, [1]: “title” is missing.")):
        bring_in(file, f"{good}- slug: x\n  summary: y\n  stops: []\n")
    assert not LearningPath.objects.exists()


def test_a_path_whose_page_was_deleted_is_not_written_out_by_halves(shelf):
    make_path(*shelf)
    shelf[0].delete()
    with pytest.raises(CommandError, match="names a page that was deleted"):
        call_command("export_path", "writers")
    with pytest.raises(CommandError, match="There is no path “other”"):
        call_command("export_path", "other")
