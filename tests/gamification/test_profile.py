"""What colleagues see of somebody: what was chosen, nothing else."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from gamification.models import BadgeAward, BadgeClass, Certificate, CertificateState, LevelAward, Profile
from gamification.queries.profile import profile_at, seen_by
from gamification.services.profile import choose_profile
from tests import factories

pytestmark = pytest.mark.django_db
EDIT = "/people/mine/"


@pytest.fixture
def achievements(learner):
    craft = factories.competency()
    facts = {"mean": 0, "variance": 1, "weight": 4, "answers": 4, "evidence": 1}
    for level in ("apprentice", "practitioner"):
        LevelAward.objects.create(user=learner, competency=craft.slug, level=level, **facts)
    badge = BadgeClass.objects.create(
        slug="night-work", name="Night work", description="By night.", criteria=""
    )
    BadgeAward.objects.create(user=learner, badge=badge, reason="", rule="x/1")
    course = factories.course()
    paper = {"course": course.title, "finished": "2 March 2026"}
    made = CertificateState.MADE
    Certificate.objects.create(user=learner, course=course, paper=paper, digest="x", state=made)
    return course


def page_of(person):
    return reverse("gamification:profile", args=[Profile.objects.get(user=person).address])


def test_nothing_is_seen_unless_it_is_chosen(signed_in, learner, manager, ld_admin, achievements):
    signed_in(learner).post(EDIT, {})
    for who in (manager, ld_admin):
        assert signed_in(who).get(page_of(learner)).status_code == 404
    assert "nothing is chosen" in signed_in(learner).get(page_of(learner)).text


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("levels", "Practitioner"),
        ("badges", "Night work"),
        ("certificates", "finished on 2 March 2026"),
    ],
)
def test_what_is_chosen_is_seen_and_nothing_else(signed_in, learner, outsider, achievements, chosen, words):
    signed_in(learner).post(EDIT, {chosen: "on"})
    page = signed_in(outsider).get(page_of(learner)).text
    others = {"Practitioner", "Night work", "finished on 2 March 2026"} - {words}
    assert words in page and "Apprentice" not in page
    assert not [one for one in others if one in page]


def test_a_course_closed_to_who_looks_is_not_named(signed_in, learner, outsider, achievements):
    signed_in(learner).post(EDIT, {"certificates": "on"})
    closed = PageViewRestriction.objects.create(page=achievements, restriction_type="groups")
    closed.groups.add(Group.objects.create(name="Directors"))
    assert achievements.title not in signed_in(outsider).get(page_of(learner)).text


def test_the_address_stays_and_who_left_has_no_page(signed_in, learner, outsider, achievements):
    client = signed_in(learner)
    client.post(EDIT, {"levels": "on"})
    before = page_of(learner)
    client.post(EDIT, {"badges": "on"})
    assert page_of(learner) == before
    learner.is_active = False
    learner.save()
    assert signed_in(outsider).get(before).status_code == 404


def test_a_profile_asks_a_handful_of_questions(
    learner, outsider, achievements, django_assert_max_num_queries
):
    kept = choose_profile(user=learner, levels=True, badges=True, certificates=True, board=False)
    with django_assert_max_num_queries(8):
        seen_by(profile_at(kept.address, outsider), outsider)
