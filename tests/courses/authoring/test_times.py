"""How long people really take, as the server saw it, beside what the clock gives them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import services
from courses.models import Attempt, MediaSet
from courses.queries import real_times, steps_of
from courses.stays import LONGEST_STAY, ninetieth, time_taken
from tests import factories, played

MORNING = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) - datetime.timedelta(days=2)


def after(seconds: float) -> datetime.datetime:
    return MORNING + datetime.timedelta(seconds=seconds)


def finish(user, page, step: float) -> Attempt:
    """One way through every step of a module, that many seconds each, its questions answered at once."""
    attempt = services.begin(user=user, module=page, at=MORNING)
    moment = 0.0
    for number, screen in enumerate(steps_of(page)):
        moment = number * step
        services.see_step(attempt=attempt, module=page, step_key=screen.key, at=after(moment))
        if screen.asks:
            played.answer(attempt, page, screen.asks, True, after(moment))
    attempt.refresh_from_db()
    return attempt


def crowd(page, people: int, taken: float, expected: float = 400.0) -> None:
    for number in range(people):
        attempt = services.begin(user=factories.person(f"Reader{number}"), module=page)
        Attempt.objects.filter(pk=attempt.pk).update(
            completed_at=timezone.now(), format="read", taken=taken + number, expected=expected
        )


def test_a_pause_counts_five_minutes_at_most():
    assert time_taken([after(0), after(60), after(60 + 7200)]) == 60 + LONGEST_STAY


def test_moments_count_in_their_order_in_time():
    assert time_taken([after(90), after(0), after(30)]) == 90
    assert time_taken([after(7)]) == 0


def test_nine_in_ten_keep_to_the_ninetieth():
    assert ninetieth(range(1, 11)) == 9
    assert ninetieth([5]) == 5


def test_what_an_attempt_took_is_kept_when_it_is_finished(learner, course):
    page = played.questions(4, parent=course)
    attempt = finish(learner, page, 30)
    assert (attempt.format, attempt.taken) == ("read", 90)
    assert attempt.expected == pytest.approx(page.clock().formats["read"])


def test_an_attempt_that_is_going_on_has_taken_nothing_yet(learner, course):
    attempt = played.play(learner, played.questions(4, parent=course), True)
    attempt.refresh_from_db()
    assert attempt.taken is None


def test_a_module_taken_again_is_no_measure_of_its_length(learner, course):
    page = played.questions(2, parent=course)
    crowd(page, 5, 60)
    finish(learner, page, 30)
    services.retake(user=learner, module=page)
    Attempt.objects.filter(number=2).update(completed_at=timezone.now(), taken=1, expected=60, format="read")
    assert [one.people for one in real_times([page])[page.pk]] == [6]


@pytest.mark.parametrize(("people", "shown"), [(4, 0), (5, 1)])
def test_of_a_handful_nothing_is_told(module, people, shown):
    crowd(module, people, 300)
    assert len(real_times([module])[module.pk]) == shown


@pytest.mark.parametrize(
    ("people", "taken", "drifts"),
    [(20, 500, True), (19, 500, False), (20, 470, False), (20, 300, True), (20, 312, False)],
)
def test_the_alert_comes_with_twenty_people_a_fifth_off_the_clock(module, people, taken, drifts):
    crowd(module, people, taken)
    [times] = real_times([module])[module.pk]
    assert times.drifts is drifts


def test_the_author_sees_the_times_and_the_alert_in_the_editor(module, author, signed_in):
    crowd(module, 20, 600)
    page = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert "10:09" in page and "10:17" in page, "median and ninetieth"
    assert "more than the clock gives. Shorten it, or split it." in page
    listed = signed_in(author).get(reverse("modules:index")).content.decode()
    assert "10:09 read (+52%)" in listed


def test_forty_modules_cost_one_query(course, author, django_assert_num_queries):
    pages = [played.questions(1, parent=course, title=f"M {n}", slug=f"m-{n}") for n in range(4)]
    for page in pages:
        crowd(page, 1, 100) if page is pages[0] else None
    with django_assert_num_queries(1):
        assert len(real_times(pages)) == 4


def test_what_was_measured_takes_the_place_of_the_estimate_and_both_are_shown(module, author, signed_in):
    MediaSet.objects.create(module=module, revision=module.latest_revision, digest="d", seconds=301.5)
    assert module.clock_as_made().formats["watch"] == 301.5
    page = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert "5:01" in page and "measured, where" in page


def test_media_of_an_older_text_measure_nothing_of_a_newer_one(module):
    MediaSet.objects.create(module=module, revision=module.latest_revision, digest="d", seconds=301.5)
    module.save_revision()
    assert module.clock_as_made().made is None
