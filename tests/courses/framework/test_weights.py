"""A single question, or a lab, may say something about other competencies than its module does."""

import uuid

import pytest
from django.utils import timezone

from courses import labs, services
from courses.changes import difference
from courses.exporting import export_course
from courses.exporting.blocks import written
from courses.exporting.names import names
from courses.importing import ImportRefused, import_archive, import_module
from courses.models import Competency, Evidence, ModulePage
from courses.publishing import problems
from courses.queries import competency_tree
from tests import factories, lesson

LINE = """---
competencies: {prompt-craft: 1.0}
---

::: single {feeds=judgement:0.5,sound}
Which line can a gaffer check?
- [ ] Moody lighting
  > Nobody can point at moody.
- [x] One warm lamp, frame left
  > Yes.
:::
"""


def feeding(raw, **weights):
    entries = [{"competency": slug, "weight": weight} for slug, weight in weights.items()]
    return {**raw, "value": {**raw["value"], "feeds": entries}}


@pytest.fixture
def framework(db):
    return [factories.competency(slug, slug.capitalize()) for slug in ("judgement", "sound")]


@pytest.fixture
def module(course, framework):
    return factories.module(course, body=[feeding(lesson.single(), judgement=0.5), lesson.multiple()])


@pytest.fixture
def answered(learner, module):
    """What an answer to the first or second question says something about, as it is kept."""
    attempt = services.begin(user=learner, module=module)

    def answer(block_id, *options):
        given = {"response": {"options": list(options)}, "client_key": uuid.uuid4()}
        services.answer(attempt=attempt, module=module, block_id=block_id, **given)
        return Evidence.objects.get(block_id=block_id).competencies

    return answer


def withdraw(slug):
    Competency.objects.filter(slug=slug).update(archived_at=timezone.now())


def codes(page):
    return [problem.code for problem in problems(page)]


def test_an_answer_says_what_its_question_names_and_the_others_what_the_module_names(answered):
    assert answered(lesson.SINGLE, lesson.SINGLE_RIGHT) == {"judgement": 0.5}
    assert answered(lesson.MULTIPLE, lesson.MULTIPLE_RIGHT) == {"prompt-craft": 1.0}


def test_a_key_that_is_shown_counts_for_the_same(learner, module):
    attempt = services.begin(user=learner, module=module)
    services.show_key(attempt=attempt, module=module, block_id=lesson.SINGLE, client_key=uuid.uuid4())
    assert Evidence.objects.get().competencies == {"judgement": 0.5}


def test_a_lab_feeds_what_it_names(learner, course, framework):
    lab = feeding(lesson.block("lab", {"title": "Brief a lamp"}, "lab"), sound=0.5)
    module = factories.module(course, body=[lesson.single()])
    module.body = module.body.stream_block.to_python([lab, lesson.single()])
    services.record_lab(
        user=learner,
        module=module,
        block_id=lab["id"],
        context="light",
        score=1.0,
        passed=True,
        rule="lab/1",
        client_key=uuid.uuid4(),
    )
    assert Evidence.objects.get().competencies == {"sound": 0.5}


@pytest.mark.parametrize("gone", ["withdrawn", "deleted"])
def test_what_an_old_revision_names_in_vain_falls_back_to_the_module(gone, answered):
    withdraw("judgement")
    if gone == "deleted":
        Competency.objects.get(slug="judgement").delete()
    assert answered(lesson.SINGLE, lesson.SINGLE_RIGHT) == {"prompt-craft": 1.0}


def test_a_competency_that_is_withdrawn_stops_the_next_publication(module):
    withdraw("judgement")
    found = problems(module.get_latest_revision_as_object())
    assert [(one.code, one.block_id) for one in found if one.code == "withdrawn"] == [
        ("withdrawn", lesson.SINGLE)
    ]
    assert "“Judgement”" in next(one.message for one in found if one.code == "withdrawn")


def test_the_gate_asks_for_a_weight_and_for_each_competency_once(course, framework):
    bare = feeding(lesson.single(), judgement=None)
    page = factories.module(course, body=[bare], publish=False).get_latest_revision_as_object()
    assert "no_weight" in codes(page)
    bare["value"]["feeds"] = [{"competency": "sound", "weight": 1.0}] * 2
    page.body = page.body.stream_block.to_python([bare])
    assert "named_twice" in codes(page)
    page.body = page.body.stream_block.to_python([feeding(lesson.single(), sound=4.0)])
    assert "incomplete" in codes(page)


def test_another_weight_is_no_other_question(module):
    after = ModulePage.objects.get(pk=module.pk)
    after.body = module.body.stream_block.to_python([feeding(lesson.single(), sound=1.0), lesson.multiple()])
    found = difference(module, after)
    assert found.blocks
    assert not found.questions


def test_the_tree_counts_what_a_question_alone_feeds(module, django_assert_num_queries):
    with django_assert_num_queries(3):
        counts = {branch.competency.slug: branch.modules for branch in competency_tree()}
    assert counts == {"prompt-craft": 1, "judgement": 1, "sound": 0}


def imported(tmp_path, course, text):
    (tmp_path / "light.md").write_text(text, encoding="utf-8")
    return import_module(source=tmp_path / "light.md", course=course).page


def feeds(page):
    return [
        (one["competency"], one["weight"])
        for one in page.get_latest_revision_as_object().body[0].value["feeds"]
    ]


def test_a_file_states_them_on_the_opening_line_and_says_them_again(tmp_path, course, framework):
    factories.competency()
    page = imported(tmp_path, course, LINE)
    assert feeds(page) == [("judgement", 0.5), ("sound", 1.0)]
    assert not import_module(source=tmp_path / "light.md", course=course).changed
    draft = page.get_latest_revision_as_object()
    raw = draft.body.stream_block.get_prep_value(draft.body)[0]
    assert written(raw, names())[0] == f"::: single {{#{raw['id']} feeds=judgement:0.5,sound}}"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("judgement:2", "a weight from 0.05 to 1"),
        ("judgement:0.01", "a weight from 0.05 to 1"),
        ("judgement:nan", "a weight from 0.05 to 1"),
        ("judgement:", "a weight from 0.05 to 1"),
        ("judgement,,sound", "a weight from 0.05 to 1"),
        ("sound,sound:0.5", "names “sound” twice"),
        ("unheard-of", "there is no competency “unheard-of”"),
    ],
)
def test_a_file_that_states_them_wrongly_is_refused(stated, said, tmp_path, course, framework):
    factories.competency()
    with pytest.raises(ImportRefused, match=said):
        imported(tmp_path, course, LINE.replace("judgement:0.5,sound", stated))
    assert not ModulePage.objects.exists()


def test_a_course_takes_along_what_its_questions_and_labs_feed(
    tmp_path, course, framework, catalogue, monkeypatch
):
    monkeypatch.setitem(labs.KINDS, "brief", labs.LabKind("brief", "Brief", lambda reference: "/", 60.0))
    lab = {"kind": "brief", "reference": "lamp", "title": "Brief a lamp", "introduction": "Write it."}
    body = [
        feeding(lesson.single(), judgement=0.123456789),
        feeding(lesson.block("lab", {**lab, "purpose": "practise"}), sound=0.5),
        feeding(lesson.multiple(), **{"prompt-craft": 1.0}),
    ]
    factories.module(course, body=body, competencies={"prompt-craft": 1.0})
    with (tmp_path / "course.zip").open("wb") as file:
        export_course(course=course, target=file)
    course.delete()
    Competency.objects.all().delete()
    import_archive(source=tmp_path / "course.zip", catalogue=catalogue)
    draft = ModulePage.objects.get(slug="light").get_latest_revision_as_object()
    told = [[(one["competency"], one["weight"]) for one in child.value["feeds"]] for child in draft.body]
    assert told == [[("judgement", 0.123456789)], [("sound", 0.5)], [("prompt-craft", 1.0)]]
