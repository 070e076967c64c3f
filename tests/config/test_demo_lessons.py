"""What every module of the demo keeps to, whoever writes the next one."""

from collections import Counter

import frontmatter
import pytest
from django.db import transaction

from config.demo import FIXTURES, modules_of, recipe
from config.demo.labs import load_labs
from config.demo.lessons import load_lessons, load_site, load_vocabulary
from courses.models import CoursePage, ModulePage
from courses.narration import narrate
from courses.pacing import GREEN_SHARE
from courses.publishing import problems
from courses.queries import clock
from tests import factories

pytestmark = pytest.mark.django_db

COURSES = sorted(FIXTURES.glob("courses/*/course.md"))
SLUGS = [file.stem for course in COURSES for file in modules_of(course)]
SHORTEST, LONGEST = 660, 840


@pytest.fixture(scope="module")
def lessons(django_db_setup, django_db_blocker):
    """Slug -> module, loaded once for the tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.root()
        load_vocabulary()
        author = factories.person("Tomasz", is_superuser=True)
        load_labs(author)
        load_lessons(load_site(recipe("studio")), author=author)
        yield {module.slug: module for module in ModulePage.objects.live()}
        transaction.set_rollback(True)


@pytest.fixture(params=SLUGS)
def lesson(request, lessons):
    return lessons[request.param]


def questions(module) -> list:
    return [child for child in module.body if child.block.asks]


def spoken(module) -> str:
    return " ".join(
        line.text for told in narrate(module.lesson()) for passage in told.passages for line in passage.lines
    )


def test_the_catalogue_keeps_the_order_of_the_course(lessons):
    for file in COURSES:
        course = CoursePage.objects.get(slug=file.parent.name)
        shown = ModulePage.objects.child_of(course).live().order_by("path").values_list("slug", flat=True)
        assert list(shown) == frontmatter.load(str(file))["modules"]


def test_no_file_of_a_course_is_forgotten():
    for file in COURSES:
        assert {*modules_of(file), file} == set(file.parent.glob("*.md"))


def test_it_may_be_published(lesson):
    assert problems(lesson) == []


def test_it_takes_ten_to_fifteen_minutes_and_leaves_a_slower_voice_some_air(lesson):
    ledger = clock(lesson)
    assert SHORTEST <= ledger.seconds <= LONGEST
    assert all(seconds <= LONGEST for seconds in ledger.formats.values())


def test_a_fifth_of_it_is_story(lesson):
    share = clock(lesson).entertainment_share
    assert GREEN_SHARE[0] <= share <= GREEN_SHARE[1]


def test_it_asks_at_least_four_questions_of_both_kinds_and_ends_in_a_task(lesson):
    kinds = Counter(child.block_type for child in questions(lesson))
    assert kinds.total() >= 4
    assert len(kinds) == 2
    assert any(
        child.block_type == "rich_text" and child.value["purpose"] == "practise" for child in lesson.body
    )


def test_a_lab_of_the_demo_is_there_and_open(lessons):
    labs = [child.value for module in lessons.values() for child in module.body if child.block_type == "lab"]
    assert labs and all(lab.url for lab in labs)


def test_each_option_has_a_feedback_that_no_other_has(lesson):
    said = [choice["feedback"].strip() for child in questions(lesson) for choice in child.value["choices"]]
    assert all(said)
    assert len(set(said)) == len(said)


def test_the_right_answer_is_not_always_in_the_same_place(lesson):
    first = [
        [choice["correct"] for choice in child.value["choices"]].index(True) for child in questions(lesson)
    ]
    assert len(set(first)) >= 3


def test_the_longest_option_is_no_key(lessons):
    """Over all lessons: whoever always takes the longest of a question is right at most every second time."""
    asked = [
        {choice["text"]: choice["correct"] for choice in child.value["choices"]}
        for lesson in lessons.values()
        for child in questions(lesson)
    ]
    single = [options for options in asked if sum(options.values()) == 1]
    told = [options for options in single if _longest_alone_is_right(options)]
    assert len(single) >= 30
    assert len(told) <= len(single) / 2, [max(options, key=len) for options in told]


def test_how_many_are_right_cannot_be_known_beforehand(lessons):
    """Of the questions with several options to tick."""
    shares = Counter(
        sum(choice["correct"] for choice in child.value["choices"])
        for lesson in lessons.values()
        for child in questions(lesson)
        if child.block_type == "multiple_choice"
    )
    assert shares.most_common(1)[0][1] <= 0.75 * shares.total()


def _longest_alone_is_right(options: dict[str, bool]) -> bool:
    first, second = sorted(options, key=len, reverse=True)[:2]
    return options[first] and len(first) > len(second)


def test_no_feedback_and_no_key_is_spoken(lesson):
    """An option is spoken once, in its question, and nothing confirms it anywhere else."""
    heard = spoken(lesson)
    for child in questions(lesson):
        for choice in child.value["choices"]:
            assert choice["feedback"] not in heard
            if choice["correct"] and len(choice["text"]) > 20:
                assert heard.count(choice["text"].rstrip(".")) == 1


def test_each_picture_says_what_it_teaches(lesson):
    pictures = [child.value for child in lesson.body if child.block_type == "image"]
    assert pictures
    assert all(len(picture["alt_text"].split()) >= 15 and picture["caption"] for picture in pictures)


def test_it_names_what_to_keep_what_to_avoid_and_where_it_comes_from(lesson):
    assert lesson.objective
    assert 3 <= lesson.key_points.count() <= 5
    assert len(lesson.sources.splitlines()) >= 3
    assert lesson.avoid
    assert lesson.terms.exists()
    assert lesson.competencies.exists()


def test_the_serial_goes_on_and_ends_on_a_question(lesson):
    scenes = [child for child in lesson.body if child.block_type == "story_scene"]
    assert len(scenes) >= 3
    assert lesson.body[len(lesson.body) - 1].id == scenes[-1].id
    lines = scenes[-1].value["lines"]
    assert "?" in lines[len(lines) - 1]["text"]
