"""How many questions a page may ask the database, whatever the size of the module, the studio or the team.

Everything of a signed-in request counts: session, person, roles, team, and the cache, which is a table as the
house is shipped. Warm is only what a process keeps of a published revision.
"""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from accounts.models import Membership, User
from accounts.roles import AUTHORS
from config.settings import CACHES
from courses.models import Attempt, Enrolment, ErrorReport, ModulePage, Rating
from courses.queries import steps_of
from gamification.models import Mastery
from generation.services import request_production
from tests import factories, played
from tests.lesson import SINGLE_OTHER, SINGLE_RIGHT, SINGLE_WRONG, block, option, single, story
from tests.media import attached

LESSON, SHELF, TEAM = 12, 15, 15
COLD = 5
"""More where a process has not met a revision yet: points, pictures, characters, speech measured so far."""
BEGINNING = 8
"""More at the first screen of all: enrolment and attempt, in one transaction."""
PICTURES = 10


@pytest.fixture(autouse=True)
def cache_as_shipped(settings, db):
    settings.CACHES = CACHES
    assert "DatabaseCache" in CACHES["default"]["BACKEND"]
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def client(signed_in, learner, team):
    """A learner who writes too, and manages a team: the header asks for all of it."""
    learner.groups.add(Group.objects.get_or_create(name=AUTHORS)[0])
    Membership.objects.create(team=team, user=learner, manages=True, starts_on=factories.LONG_AGO)
    return signed_in(learner)


def long_body(blocks: int) -> list[dict]:
    """Headings, texts that link to a page, pictures two by two, a scene and a question, over and over."""
    pictures = list(get_image_model().objects.all()[:PICTURES])
    pictures += [factories.image(f"Picture {number}") for number in range(PICTURES - len(pictures))]
    link = '<p>See <a linktype="page" id="1">there</a>.</p>'
    found = []
    for number in range(blocks):
        picture = {
            "image": pictures[number % PICTURES].pk,
            "alt_text": "A lamp",
            "caption": "",
            "purpose": "teach",
        }
        kinds = [
            lambda n: block("heading", {"text": f"Part {n}", "level": "2"}),
            lambda n: block("rich_text", {"text": link, "purpose": "teach"}),
            lambda n, value=picture: block("image", value),
            lambda n, value=picture: block("image", value),
            lambda n: story(factories.character()),
            lambda n: block("single_choice", asking()),
        ]
        found.append(kinds[number % len(kinds)](number) | {"id": str(uuid.UUID(int=number + 1))})
    return found


def asking() -> dict:
    texts = {SINGLE_WRONG: "Moody", SINGLE_RIGHT: "One warm lamp", SINGLE_OTHER: "8K"}
    choices = [option(pk, text, correct=pk == SINGLE_RIGHT) for pk, text in texts.items()]
    return {"question": "Which line can a gaffer check?", "choices": choices}


@pytest.fixture(params=[6, 60], ids=lambda blocks: f"{blocks}-blocks")
def lesson(request, course, author) -> ModulePage:
    """A module of that many blocks with all its media, in a course that is open to authors alone."""
    names = {f"craft-{number}": 1.0 for number in range(1 if request.param < 10 else 8)}
    module = factories.module(course, owner=author, body=long_body(request.param), competencies=names)
    attached(module, approved_by=author)
    factories.module(course, owner=author, title="The next", slug="next", body=[single()])
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get_or_create(name=AUTHORS)[0])
    return module


def addresses(module: ModulePage) -> list[str]:
    """Every page of a module, its steps in order; each question is one of them."""
    steps = [reverse("courses:step", args=[module.slug, step.number]) for step in steps_of(module)]
    names = ("resume", "watch", "listen", "reference", "end")
    return [module.get_url(), *steps, *(reverse(f"courses:{name}", args=[module.slug]) for name in names)]


def visit(client, pages: list[str]) -> None:
    for page in pages:
        assert client.get(page).status_code in (200, 302), page


def test_every_page_of_a_module(client, learner, lesson, django_assert_max_num_queries):
    pages = addresses(lesson)
    # Sizes of pictures are made when they are first shown, to anybody.
    other = factories.person("Nils", roles=[AUTHORS])
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    visit(client, pages)
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(LESSON, info="overview, not begun"):
        client.get(pages[0])
    client.post(reverse("courses:start", args=[lesson.slug]))
    for visited in ("seen for the first time", "seen again"):
        for page in pages:
            with django_assert_max_num_queries(LESSON, info=f"{page}, {visited}"):
                client.get(page)
    attempt = Attempt.objects.get(enrolment__user=learner)
    for right in (False, True):
        question = next(step for step in steps_of(lesson) if step.asks)
        played.answer(attempt, lesson, question.asks, right, timezone.now())
        with django_assert_max_num_queries(LESSON, info=f"question, answered: {right}"):
            client.get(reverse("courses:step", args=[lesson.slug, question.number]))


def test_every_page_of_a_module_that_was_published_anew_since(
    client, learner, lesson, django_assert_max_num_queries
):
    pages = addresses(lesson)
    visit(client, pages)
    lesson.save_revision().publish()
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(LESSON, info=page):
            client.get(page)


def test_a_process_that_has_not_met_a_module_asks_little_more(client, lesson, django_assert_max_num_queries):
    pages = addresses(lesson)
    visit(client, pages)
    for page in pages:
        caches["process"].clear()
        with django_assert_max_num_queries(LESSON + COLD, info=page):
            client.get(page)


def test_the_first_screen_of_all(client, lesson, django_assert_max_num_queries):
    first = addresses(lesson)[2]
    other = factories.person("Nils", roles=[AUTHORS])
    client_of_other = client.__class__()
    client_of_other.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    visit(client_of_other, [first])
    with django_assert_max_num_queries(LESSON + BEGINNING):
        assert client.get(first).status_code == 200


@pytest.mark.parametrize("modules", [1, 12])
def test_shelves(client, learner, course, author, modules, django_assert_max_num_queries):
    for number in range(modules):
        page = factories.module(
            course, owner=author, title=f"M {number}", slug=f"m-{number}", body=long_body(6)
        )
        if number % 2:
            played.play(learner, page, True)
    shelves = ["/", course.get_url(), course.get_parent().get_url()]
    visit(client, shelves)
    for shelf in shelves:
        with django_assert_max_num_queries(SHELF, info=shelf):
            assert client.get(shelf).status_code == 200
        caches["process"].clear()
        with django_assert_max_num_queries(
            SHELF + COLD, info=f"{shelf}, in a process that met no module yet"
        ):
            client.get(shelf)


def crowd(team, size: int, module: ModulePage) -> list[User]:
    """People of a team, half of whom have begun."""
    people = User.objects.bulk_create(
        User(email=f"p{number}@studio.example", first_name="P", last_name=str(number))
        for number in range(size)
    )
    Membership.objects.bulk_create(
        Membership(team=team, user=one, starts_on=factories.LONG_AGO) for one in people
    )
    week_ago = timezone.now() - datetime.timedelta(days=7)
    begun = Enrolment.objects.bulk_create(
        Enrolment(user=one, module=module, last_active_at=week_ago) for one in people[::2]
    )
    Attempt.objects.bulk_create(Attempt(enrolment=one, revision=module.live_revision) for one in begun)
    Mastery.objects.bulk_create(Mastery(user=one, competency="prompt-craft") for one in people[::2])
    return people


def answered(user: User, course, answers: int) -> None:
    """That many first answers, over modules of twenty questions at most."""
    for number, first in enumerate(range(0, answers, 20)):
        asked = min(20, answers - first)
        page = played.questions(asked, parent=course, title=f"Part {number}", slug=f"part-{number}")
        played.play(user, page, *[True] * asked)


@pytest.mark.parametrize("size", [8, 80, 500])
def test_a_managers_pages(signed_in, manager, team, module, size, django_assert_max_num_queries):
    people = crowd(team, size, module)
    answered(people[0], module.course, size // 4)
    client = signed_in(manager)
    names = [
        ("team", []),
        ("people", [team.pk]),
        ("people_csv", [team.pk]),
        ("person", [team.pk, people[0].pk]),
    ]
    for name, args in names:
        with django_assert_max_num_queries(TEAM, info=name):
            assert client.get(reverse(f"reports:{name}", args=args)).status_code in (200, 302)


@pytest.mark.parametrize("answers", [2, 120])
def test_a_record(signed_in, learner, course, answers, django_assert_max_num_queries):
    answered(learner, course, answers)
    client = signed_in(learner)
    for page in ("/record/", "/record/?page=2"):
        with django_assert_max_num_queries(SHELF, info=page):
            assert client.get(page).status_code == 200


@pytest.mark.parametrize("there", ["productions", "error_reports", "ratings"])
def test_lists_in_the_admin_cost_the_same_however_long(signed_in, author, course, there):
    client = signed_in(author)

    def questions(number: int) -> int:
        module = factories.module(
            course, owner=author, title=f"M {number}", slug=f"m-{number}", body=long_body(6)
        )
        someone = factories.person(f"Reader{number}")
        request_production(module=module, revision=module.live_revision)
        ErrorReport.objects.create(module=module, user=someone, text="A typo.")
        Rating.objects.create(module=module, user=someone, stars=4)
        client.get(f"/admin/{there}/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/admin/{there}/").status_code == 200
        return len(asked)

    assert len({questions(number) for number in range(4)}) == 1
