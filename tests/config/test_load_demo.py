import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.models import Membership, Team, User
from accounts.queries import has_role, people_in, teams_managed_by
from accounts.roles import AUTHORS, LD_ADMINS, MANAGERS, REVIEWERS
from config.demo import recipe
from courses.models import Attempt, Character, Competency, Enrolment, Evidence, MediaSet, ModulePage, StepSeen
from courses.services import answer
from generation.models import Pronunciation
from labs.library.page import shown
from labs.models import Project
from tests import factories

pytestmark = pytest.mark.django_db

COUNTED = (
    Attempt,
    Character,
    Competency,
    Enrolment,
    Evidence,
    MediaSet,
    Membership,
    Page,
    Pronunciation,
    Revision,
    StepSeen,
    Team,
    User,
)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for the tests of this file; each test's own changes are undone as usual."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.root()
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


def night_ferry():
    return people_in(Team.objects.get(name="Night Ferry"))


def test_loading_again_changes_nothing_even_weeks_later(demo, monkeypatch):
    before = counts(), list(Evidence.objects.values_list("pk", "created_at", "score"))
    later = timezone.localdate() + datetime.timedelta(days=20)
    monkeypatch.setattr("config.management.commands.load_demo.timezone.localdate", lambda: later)
    call_command("load_demo", stdout=StringIO())
    assert (counts(), list(Evidence.objects.values_list("pk", "created_at", "score"))) == before


def test_loading_again_keeps_what_a_learner_did_in_between(demo):
    amara = User.objects.get(email="learner@greenroom.example")
    attempt = Attempt.objects.get(enrolment__user=amara)
    module = attempt.enrolment.module
    question = next(
        child for child in module.body if child.block.asks and str(child.id) not in answered(attempt)
    )
    key = question.block.key(question.value)
    answer(
        attempt=attempt, module=module, block_id=str(question.id), response={"options": key},
        client_key="00000000-0000-4000-8000-000000000001",
    )  # fmt: skip
    call_command("load_demo", stdout=StringIO())
    assert str(question.id) in answered(attempt)


def answered(attempt) -> set[str]:
    return set(Evidence.objects.filter(attempt=attempt).values_list("block_id", flat=True))


def test_loading_again_leaves_an_unpublished_module_to_its_author(demo):
    taken_back = ModulePage.objects.get(slug="camera-and-light")
    taken_back.unpublish()
    call_command("load_demo", stdout=StringIO())
    assert not ModulePage.objects.live().filter(pk=taken_back.pk).exists()


def test_the_crew_of_eight_has_more_than_a_hundred_answers_of_the_last_six_weeks(demo):
    assert night_ferry().count() == 8
    given = Evidence.objects.filter(user__in=night_ferry())
    assert given.count() > 100
    oldest = timezone.now() - datetime.timedelta(weeks=6, days=1)
    assert not given.filter(created_at__lt=oldest).exists()
    assert not given.filter(created_at__gt=timezone.now()).exists()


def test_every_try_of_the_recipe_was_taken_and_graded_by_the_module(demo):
    tries = sum(
        len(told.split(" > "))
        for module in recipe("history")
        for person in module["people"]
        for attempt in person["attempts"]
        for told in attempt["answers"]
    )
    assert Evidence.objects.count() == tries
    assert Evidence.objects.filter(correct=False).exists()


def test_the_crew_shows_not_started_stuck_and_done_with_everything(demo):
    modules = len({module["module"] for module in recipe("history")})
    done = {
        user.first_name: [bool(one.completed_at) for one in user.enrolments.order_by("module__path")]
        for user in night_ferry()
    }
    assert done["Priya"] == []
    assert done["Amara"] == [False]
    assert done["Linh"] == [True, False]
    assert {name for name, all_done in done.items() if all_done == [True] * modules} == {
        "Kenji",
        "Sofía",
        "Hanna",
    }


def test_one_person_was_right_at_the_first_try_throughout(demo):
    flawless = {
        user.first_name
        for user in night_ferry()
        if user.enrolments.count() == 3 and not Evidence.objects.filter(user=user, correct=False).exists()
    }
    assert flawless == {"Kenji"}


def test_the_four_logins_open_and_hold_their_roles(demo):
    roles = {}
    for login in recipe("studio")["logins"]:
        user = User.objects.get(email=login["email"])
        assert user.check_password(login["password"])
        roles[login["says"]] = {
            role for role in (AUTHORS, REVIEWERS, MANAGERS, LD_ADMINS) if has_role(user, role)
        }
    assert roles == {
        "Learner": set(),
        "Author and L&D admin": {AUTHORS, LD_ADMINS},
        "Reviewer": {REVIEWERS},
        "Manager": {MANAGERS},
    }


def test_the_manager_looks_after_one_team_of_two(demo):
    claire = User.objects.get(email="manager@greenroom.example")
    assert [team.name for team in teams_managed_by(claire)] == ["Night Ferry"]
    assert Team.objects.count() == 2


def test_it_makes_no_media(demo):
    assert not MediaSet.objects.exists()


def test_a_project_keeps_prompts_with_all_words_of_its_language_and_one_that_lacks_the_lens(demo):
    project = Project.objects.get(slug="night-ferry")
    there = {one.kept.title: one for one in shown(project.prompts.all(), [project])}
    assert all(one.kept.origin or one.kept.forked_from for one in there.values())
    missing = [
        (title, said.required.element) for title, one in there.items() for said in one.stated if not said.met
    ]
    assert missing == [("Ruth’s hands", "camera")]
    call_command("load_demo", stdout=StringIO())
    assert project.prompts.count() == len(there) == 3
