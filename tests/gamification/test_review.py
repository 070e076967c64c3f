"""A day's review: what it asks, that it is one and the same everywhere, and what is said at its end."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Evidence, ModulePage
from courses.services import Refused
from gamification.models import LearningDay, ReviewCard, ReviewSession, WorkingWeek
from gamification.queries.review import due_today, review_waits, waiting
from gamification.queries.streak import streak_of, today_of
from gamification.rules.streak import Streak
from gamification.services import replay
from gamification.services.rest import add_rest
from gamification.services.review import begin_review, skip_item
from tests.changed import publish
from tests.lesson import SINGLE_RIGHT, SINGLE_WRONG
from tests.played import MORNING, play, questions
from tests.reviewed import DAY, answer, finish

WEDNESDAY = MORNING + 2 * DAY
"""Two days after a Monday: what was known then falls due."""


@pytest.fixture
def three(course):
    return questions(3, parent=course)


def test_questions_of_a_finished_module_come_back_and_of_an_open_one_do_not(learner, outsider, three):
    finish(learner, three, True, True, False)
    play(outsider, three, True, True)
    assert due_today(learner, MORNING).number == 0
    assert due_today(learner, MORNING + DAY).number == 1
    assert due_today(learner, WEDNESDAY).number == 3
    assert due_today(outsider, WEDNESDAY).number == 0
    # Tokyo's Wednesday is over nine hours before.
    learner.time_zone = "Asia/Tokyo"
    assert due_today(learner, WEDNESDAY - datetime.timedelta(hours=18)).number == 3


def test_a_review_goes_on_where_it_was_left_and_answers_count_once(learner, three):
    finish(learner, three, True, True, True)
    session = begin_review(user=learner, at=WEDNESDAY)
    first, second, third = session.items.all()
    key = uuid.uuid4()
    answer(first, True, at=WEDNESDAY, key=key)
    answer(first, True, at=WEDNESDAY, key=key)
    answer(first, False, at=WEDNESDAY)  # another tab, where it was still open
    skip_item(item=second)
    assert begin_review(user=learner, at=WEDNESDAY + datetime.timedelta(hours=5)) == session
    assert list(waiting(session)) == [third]
    assert Evidence.objects.filter(kind="refresh").count() == 1
    card = ReviewCard.objects.get(block_id=first.block_id)
    assert (card.reviews, card.reviewed_at) == (2, WEDNESDAY)
    answer(third, False, at=WEDNESDAY)
    review = due_today(learner, WEDNESDAY)
    assert (review.number, review.came_back) == (0, "1 of 2 came back. The others return sooner.")
    # What was skipped and what was wrong come tomorrow: nobody is made to wait for the rest.
    assert (review.next.day, review.next.number) == ((WEDNESDAY + DAY).date(), 2)
    assert replay(check=True) == []


def test_what_is_gone_is_never_drawn_though_its_card_stays(learner, course, three):
    finish(learner, three, True, True, True)
    draft = three.get_latest_revision_as_object()
    draft.body = ModulePage.body.field.stream_block.to_python(list(draft.body.raw_data)[1:])
    draft.save_revision().publish()
    assert due_today(learner, WEDNESDAY).number == 2
    course.unpublish()
    assert ModulePage.objects.get(pk=three.pk).live
    assert due_today(learner, WEDNESDAY).number == 0
    assert due_today(learner, WEDNESDAY).next is None
    assert ReviewCard.objects.count() == 3


def test_a_question_that_is_owed_is_promised_as_it_is_asked(
    learner, author, three, django_assert_max_num_queries
):
    finish(learner, three, True, True, True)
    noon = MORNING + DAY + datetime.timedelta(hours=3)
    learner.review_cards.update(due_at=MORNING + 30 * DAY)
    assert (due_today(learner, noon).number, review_waits(learner, noon)) == (0, False)
    publish(three, author, at=MORNING + DAY)
    learner.review_cards.update(due_at=MORNING + 30 * DAY)
    assert due_today(learner, noon).number == 1
    with django_assert_max_num_queries(6):
        assert review_waits(learner, noon)


def test_on_a_day_of_rest_nothing_is_offered_and_it_moves_to_the_next_working_day(learner, manager, three):
    finish(learner, three, True, True, True)
    days = {"first": WEDNESDAY.date(), "last": WEDNESDAY.date(), "today": MORNING.date(), "kind": "shoot"}
    add_rest(by=manager, team=learner.memberships.get().team, **days)
    review = due_today(learner, WEDNESDAY)
    assert (review.number, review.why_rest) == (0, "Night Ferry is on a shoot.")
    assert (review.next.day, review.next.number) == ((WEDNESDAY + DAY).date(), 3)
    with pytest.raises(Refused, match="nothing is lost"):
        begin_review(user=learner, at=WEDNESDAY)
    saturday = WEDNESDAY + 3 * DAY
    assert due_today(learner, saturday).why_rest == "This is none of your working days."
    learner.memberships.update(ends_on=MORNING.date())
    assert due_today(learner, WEDNESDAY).number == 3


def test_days_follow_each_other_through_answers_alone(learner, three):
    play(learner, three, True)
    play(learner, three, True, True, at=MORNING + DAY)
    assert streak_of(learner, today_of(learner, MORNING + DAY)) == Streak(2, 2)
    learner.time_zone = "Pacific/Auckland"
    assert today_of(learner, MORNING + DAY) == (MORNING + DAY).date()
    assert LearningDay.objects.count() == 2


def test_a_clock_that_jumps_ahead_and_back_spoils_no_day(learner, three):
    for number, at in enumerate((MORNING, MORNING + 900 * DAY, MORNING + DAY), 1):
        play(learner, three, *[True] * number, at=at)
    assert streak_of(learner, today_of(learner, MORNING + DAY)) == Streak(2, 2)
    assert replay(check=True) == []


# Pages


@pytest.fixture
def due_now(learner, three):
    """Three questions due on a working day, whatever day this test runs on."""
    now = timezone.now()
    WorkingWeek.objects.create(user=learner, since=(now - 30 * DAY).date(), days="1234567")
    finish(learner, three, True, True, True, at=now - 9 * DAY)
    return three


def test_a_review_from_beginning_to_end_without_a_script(
    signed_in, learner, due_now, django_assert_max_num_queries
):
    client, review = signed_in(learner), reverse("gamification:review")
    with django_assert_max_num_queries(16):
        page = client.get(review).content.decode()
    assert "Three questions to bring back" in page
    assert "Three questions to bring back" in client.get(reverse("gamification:review_due")).content.decode()
    begun = client.post(review)
    question = begun.url
    with django_assert_max_num_queries(12):
        page = client.get(question).content.decode()
    assert "Question 1 of 3" in page
    assert "Right, at the first try" not in page
    empty = client.post(question, {"client_key": uuid.uuid4()})
    assert empty.status_code == 422
    assert "Choose an answer first." in empty.content.decode()
    given = {"client_key": uuid.uuid4(), "options": SINGLE_WRONG}
    shown = client.post(question, given, follow=True).content.decode()
    assert "Here is the answer" in shown
    assert "Next question" in shown
    first = ReviewSession.objects.get().items.first()
    second, third = (reverse("gamification:review_question", args=[first.session_id, n]) for n in (2, 3))
    data = {"client_key": uuid.uuid4(), "options": SINGLE_RIGHT}
    told = client.post(second, data, headers={"accept": "application/json"}).json()
    assert "Right, at the first try." in told["html"]
    assert client.post(third, {"skip": "1"}).url == review
    end = client.get(review).content.decode()
    assert "1 of 2 came back" in end
    assert "Still there" in end
    assert "Read again" in end


def test_a_question_that_went_away_says_so_and_the_review_goes_on(signed_in, learner, due_now):
    client = signed_in(learner)
    question = client.post(reverse("gamification:review")).url
    third = ReviewSession.objects.get().items.get(number=3)
    answer(third, True, at=timezone.now())
    due_now.unpublish()
    assert "not asked any more" in client.get(question).content.decode()
    answered = client.get(reverse("gamification:review_question", args=[third.session_id, 3]))
    assert "Nothing you answered is lost." in answered.content.decode()
    taken = {"client_key": uuid.uuid4(), "options": SINGLE_RIGHT}
    refused = client.post(question, taken, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["error"]) == (409, "unknown_question")
    assert client.post(question, {"skip": "1"}).status_code == 302
    assert Evidence.objects.filter(kind="refresh").count() == 1


def test_a_review_is_its_own_persons_alone(signed_in, learner, outsider, due_now):
    client = signed_in(learner)
    question = client.post(reverse("gamification:review")).url
    data = {"client_key": uuid.uuid4(), "options": SINGLE_RIGHT}
    headers = {"accept": "application/json", "x-greenroom-person": "0"}
    assert client.post(question, data, headers=headers).status_code == 409
    data = {"client_key": uuid.uuid4(), "options": SINGLE_RIGHT}
    assert signed_in(outsider).get(question).status_code == 404
    assert signed_in(outsider).post(question, data).status_code == 404
    assert not Evidence.objects.filter(kind="refresh").exists()


def test_a_question_recertified_since_it_was_answered_keeps_its_new_key(signed_in, learner, author, three):
    finish(learner, three, True, True, True)
    item = begin_review(user=learner, at=WEDNESDAY).items.first()
    answer(item, True, at=WEDNESDAY)
    there = reverse("gamification:review_question", args=[item.session_id, item.number])
    assert "About “" in signed_in(learner).get(there).content.decode()
    publish(three, author, which=[str(one.id) for one in three.body].index(item.block_id))
    said = signed_in(learner).get(there).content.decode()
    assert "not asked any more" in said
    assert "About “" not in said
