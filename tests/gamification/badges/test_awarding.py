"""Badges are awarded by graded work, in the moment it is done."""

import datetime
import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import services
from courses.services import Refused, retake
from courses.services.labs import record_lab
from gamification.models import BadgeAward, BadgeClass
from gamification.queries import badges_for, badges_of, would_have
from gamification.services import ask_for_standing, go_on_standing, keep_badge, renew
from tests.factories import competency
from tests.gamification.badges.making import badge, course, lab, level, module
from tests.played import MORNING, answer, play, questions, see_all
from tests.played import asked as asked_of

YEAR = datetime.timedelta(days=365)


@pytest.fixture
def light(course_page):
    return questions(2, parent=course_page)


@pytest.fixture
def sound(course_page):
    return questions(2, parent=course_page, slug="sound", title="Sound")


@pytest.fixture
def course_page(course):
    return course


def finish(user, page, *rights, at=MORNING):
    attempt = play(user, page, *(rights or (True, False)), at=at)
    see_all(attempt, page, at)
    return attempt


def held(user):
    return {award.badge.name for award in badges_of(user)}


def test_finishing_the_module_earns_it_once_whatever_comes_last(learner, light):
    asked = badge(module(light), note="Bring a lamp.")
    attempt = play(learner, light, True, False)
    assert held(learner) == set()
    see_all(attempt, light)
    award = BadgeAward.objects.get()
    assert (award.badge, award.subject, award.rule) == (asked, "", "brief-writer/1")
    assert award.reason == "Finished “Light that can be checked”."
    assert award.evidence == sorted(attempt.evidence.values_list("pk", flat=True))
    assert award.criteria_words == "Finish “Light that can be checked”. Bring a lamp."
    see_all(attempt, light)
    assert list(badges_for(attempt)) == [BadgeAward.objects.get()]


def test_two_at_once_and_a_course_with_its_last_module(learner, light, sound, course_page):
    badge(module(light), name="Lamp")
    badge(module(sound), name="Boom")
    badge(course(course_page), name="The whole brief")
    finish(learner, light)
    assert held(learner) == {"Lamp"}
    finish(learner, sound)
    assert held(learner) == {"Lamp", "Boom", "The whole brief"}


def test_a_level_earns_it_and_the_award_says_which(learner, course_page):
    craft = competency()
    asked = badge(level(competency=craft))
    asked.competencies.add(craft)
    four = questions(4, parent=course_page)
    play(learner, four, True, True, True)
    assert held(learner) == set()
    answer(services.begin(user=learner, module=four), four, asked_of(four)[3], True, MORNING)
    award = BadgeAward.objects.get(badge=asked)
    assert (award.level, award.competencies) == ("apprentice", ["prompt-craft"])
    assert award.evidence == sorted(learner.evidence.values_list("pk", flat=True))


def test_labs_are_counted_once_each_and_only_when_passed(learner, light):
    badge(lab(2, "lighting"))

    def take(block_id, passed, context="lighting"):
        record_lab(
            user=learner,
            module=light,
            block_id=block_id,
            context=context,
            score=float(passed),
            passed=passed,
            rule="lab/1",
            client_key=uuid.uuid4(),
            at=MORNING,
        )

    take("a", True)
    take("b", False)
    take("c", True, "sound")
    assert held(learner) == set()
    take("b", True)
    assert BadgeAward.objects.get().reason == "Passed 2 labs about lighting."


def test_nobody_earns_a_badge_that_was_withdrawn_and_who_has_it_keeps_it(learner, outsider, light):
    asked = badge(module(light))
    finish(learner, light)
    asked.active = False
    keep_badge(badge=asked)
    finish(outsider, light)
    assert (held(learner), held(outsider)) == ({"Brief writer"}, set())


def test_other_conditions_are_a_new_version_and_leave_awards_as_they_were(learner, light, sound):
    asked = badge(module(light))
    finish(learner, light)
    asked.conditions = [module(sound)]
    keep_badge(badge=asked)
    assert (asked.version, asked.criteria) == (2, "Finish “Sound”.")
    finish(learner, sound)
    award = BadgeAward.objects.get()
    assert (award.rule, award.criteria_words) == ("brief-writer/1", "Finish “Light that can be checked”.")


def test_an_answer_that_no_badge_waits_for_costs_one_query(learner, light, sound):
    badge(module(sound))
    clean = BadgeClass.objects.get(slug="clean-take")
    clean.active = False
    keep_badge(badge=clean)
    with CaptureQueriesContext(connection) as asked:
        play(learner, light, True)
    assert sum("gamification_badge" in one["sql"] for one in asked) == 1


class TestRenewal:
    @pytest.fixture
    def award(self, learner, light):
        badge(module(light), valid_months=12)
        finish(learner, light)
        return BadgeAward.objects.get()

    def test_it_holds_for_its_months(self, award):
        assert award.valid_until == MORNING.replace(year=2027)

    def test_it_cannot_be_renewed_early_or_by_what_was_done_before(self, award):
        with pytest.raises(Refused, match="still holds"):
            renew(award=award, at=MORNING + YEAR / 2)
        with pytest.raises(Refused, match="do this again: Finish “Light that can be checked”."):
            renew(award=award, at=MORNING + YEAR)

    def test_taking_the_module_again_before_its_end_renews_it(self, award, learner, light):
        later = MORNING + YEAR - datetime.timedelta(days=20)
        retake(user=learner, module=light, at=later)
        finish(learner, light, at=later)
        newer = BadgeAward.objects.get(number=2)
        assert newer.valid_until > award.valid_until
        assert not set(newer.evidence) & set(award.evidence)
        assert list(badges_of(learner)) == [newer]
        with pytest.raises(Refused, match="renewed this badge already"):
            renew(award=award, at=later)


class TestWhoMeetsItAlready:
    def test_they_are_counted_before_it_is_saved_and_awarded_when_asked(self, learner, outsider, light):
        finish(learner, light)
        play(outsider, light, True)
        asked = badge(module(light))
        reach = would_have(asked)
        assert (reach.people, reach.looked_at) == (1, 2)
        assert ask_for_standing(badge=asked) and not ask_for_standing(badge=asked)
        while go_on_standing(badge_id=asked.pk):
            pass
        assert (held(learner), held(outsider)) == ({"Brief writer"}, set())
        asked.refresh_from_db()
        assert asked.standing_asked_at is None

    def test_one_for_each_module_counts_each(self, learner, light, sound):
        clean = badge(module(how="clean"), name="Once more")
        clean.triggers.all().delete()
        finish(learner, light, True, True)
        finish(learner, sound, True, True)
        reach = would_have(clean)
        assert (reach.people, reach.awards) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_modules_finished_at_once_complete_the_course_once(learner, light, sound, course_page):
    badge(course(course_page))
    attempts = [(play(learner, page, True, False), page) for page in (light, sound)]
    start, failed = Barrier(2), []

    def see(attempt, page):
        try:
            start.wait()
            see_all(attempt, page)
        except Exception as error:  # told by the assertion below
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=see, args=one) for one in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert BadgeAward.objects.filter(badge__name="Brief writer").count() == 1


def test_a_reason_longer_than_there_is_room_for_is_cut_and_the_answer_kept(learner, course):
    pages = [questions(1, parent=course, slug=f"long-{n}", title=f"{n} {'light ' * 40}") for n in range(5)]
    badge(*(module(page) for page in pages))
    for page in pages:
        finish(learner, page, True)
    assert BadgeAward.objects.get(badge__name="Brief writer").reason.endswith("…")
