"""What people learned: from the first answer to the end, and to weeks later."""

import csv
import datetime
import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import services
from courses.changes import ChangeKind, How
from courses.models import Change, ChangedQuestion, ModulePage
from reports.lift import Taken, gain, interval, lift
from reports.queries.lift import learned
from tests.factories import person
from tests.played import MORNING, answer, asked, play, questions


def days(number):
    return MORNING + datetime.timedelta(days=number)


class TestFigures:
    def test_the_interval_of_one_question_is_that_of_agresti_and_min(self):
        """40 pairs, 12 better, 2 worse: (12 - 2) / 42 ± 1.96 √((15 - 100 / 42) / 42²)."""
        low, high = interval([1.0] * 12 + [-1.0] * 2 + [0.0] * 26)
        assert (low, high) == (pytest.approx(0.0724, abs=1e-4), pytest.approx(0.4038, abs=1e-4))

    def test_five_who_all_did_alike_leave_room_for_doubt(self):
        low, high = interval([0.0] * 5)
        assert low == -high and high > 0.25
        assert interval([1.0] * 5)[1] == 1.0, "no more than everything"

    def test_each_person_counts_alike_however_many_questions_they_met(self):
        found = gain([(1, False, True)] * 9 + [(2, True, True)])
        assert (found.people, found.before, found.after) == (2, 0.5, 1.0)

    def test_words_say_how_many_people_and_both_ends(self):
        some = [Taken(user, 1, frozenset(), user > 3, user != 1, True, 35.0) for user in range(1, 7)]
        found = lift(some)
        assert found.words.startswith("Of 6 people: 50% right at first, 83% at the end. 33 points more (95%")
        assert "50% right at first, 100% five weeks later" in found.words_later

    def test_of_four_people_nothing_is_said(self):
        found = lift([Taken(user, 1, frozenset(), False, True, True, 20.0) for user in range(4)])
        assert "Too few to say" in found.words and found.words_later == ""

    def test_fewer_right_than_before_is_said_too(self):
        found = gain([(user, True, user > 2) for user in range(5)])
        assert found.words.startswith("60 points fewer (95% interval: −")


@pytest.fixture
def two(course):
    return questions(2, parent=course, title="Two", slug="two", complete_steps=False)


@pytest.fixture
def crew(team, two):
    """Six people: wrong at first and right at the end of the first question, right at once at the second."""
    people = [person(f"Number {number}", team=team) for number in range(6)]
    for one in people:
        taken(one, two)
    return people


def taken(someone, page):
    attempt = play(someone, page, False)
    answer(attempt, page, asked(page)[0], True, MORNING)
    play(someone, page, True, True)


def back(someone, page, *rights, on):
    """The module taken again that day."""
    services.retake(user=someone, module=page, at=days(on))
    play(someone, page, *rights, at=days(on))


def of(page, people=None):
    (line,) = learned([page], people).modules
    return line.lift


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.django_db
class TestAnswers:
    def test_first_and_end_are_of_first_attempts_that_came_to_an_end(self, crew, two, outsider):
        play(outsider, two, False)
        end = of(two).end
        assert (end.people, end.before, end.after) == (6, 0.5, 1.0)
        assert [line.name for line in learned([two]).competencies] == ["Prompt craft"]
        key = {"module": two, "block_id": asked(two)[1], "client_key": uuid.uuid4(), "at": MORNING}
        services.show_key(attempt=outsider.enrolments.get().attempts.get(), **key)
        assert of(two, [outsider]).end.after == 0.0, "what was shown is not right at the end"

    def test_later_is_the_first_answer_two_weeks_after_and_of_who_came_back(self, crew, two):
        for someone in crew[:5]:
            back(someone, two, True, True, on=10)
            back(someone, two, False, True, on=21)
            back(someone, two, True, True, on=40)
        found = of(two)
        assert (found.later.people, found.later.before, found.later.after) == (5, 0.5, 0.5)
        assert found.when == "three weeks later" and found.end.people == 6

    def test_answers_to_other_words_and_those_put_aside_are_left_out(self, crew, two, author):
        for someone in crew[:5]:
            back(someone, two, True, True, on=21)
        draft = two.get_latest_revision_as_object()
        raw = list(draft.body.get_prep_value())
        raw[0]["value"]["question"] = "Something else altogether?"
        draft.body = ModulePage.body.field.stream_block.to_python(raw)
        draft.save_revision(user=author).publish(user=author, skip_permission_checks=True)
        now = ModulePage.objects.get(pk=two.pk)
        found = of(now)
        assert (found.end.before, found.later.before) == (1.0, 1.0), "the first question asks something else"
        change = Change.objects.create(
            module=two,
            since=two.live_revision,
            kind=ChangeKind.RECERTIFY,
            note="Mended.",
            published_at=days(100),
        )
        ChangedQuestion.objects.create(change=change, block_id=asked(two)[1], how=How.CHANGED)
        assert of(now).end.people == 0

    def test_a_managers_figures_are_of_their_team_alone(self, crew, two, outsider, signed_in, manager, team):
        taken(outsider, two)
        assert of(two).end.people == 7
        browser = signed_in(manager)
        page, file = reverse("reports:lift", args=[team.pk]), reverse("reports:lift_csv", args=[team.pk])
        shown = browser.get(page).content.decode()
        assert "Of 6 people: 50% right at first, 100% at the end. 50 points more" in shown
        assert "Too few to say what stayed" in shown
        assert not any(str(one) in shown for one in crew)
        for gone in crew[:2]:
            gone.memberships.update(ends_on=datetime.date(2020, 2, 1))
        assert "Too few to say: fewer than 5 people" in browser.get(page).content.decode()
        assert rows(browser.get(file))[1][:4] == ["Module", "Two", "fewer than 5", ""]

    def test_authors_read_it_of_their_modules_and_learning_and_development_of_all(
        self, crew, two, signed_in, author, ld_admin
    ):
        address = reverse("lift:module", args=[two.pk])
        told = "Of 6 people: 50% right at first, 100% at the end."
        assert told in signed_in(author).get(address).content.decode()
        browser = signed_in(ld_admin)
        assert told in browser.get(reverse("lift:studio")).content.decode()
        file = rows(browser.get(reverse("lift:studio_csv")))
        assert file[1][:6] == ["Module", "Two", "6", "0.5", "1.0", "0.5"]
        assert file[2][:2] == ["Competency", "Prompt craft"]

    def test_the_author_of_another_course_and_who_is_no_admin_find_nothing(
        self, signed_in, author_of_another, five
    ):
        browser = signed_in(author_of_another)
        for address in (reverse("lift:module", args=[five.pk]), reverse("lift:module_csv", args=[five.pk])):
            assert browser.get(address).status_code == 404
        for name in ("lift:studio", "lift:studio_csv"):
            assert browser.get(reverse(name)).status_code == 404

    def test_it_costs_the_same_for_few_and_many(self, learner, outsider, two, course):
        def cost(modules):
            with CaptureQueriesContext(connection) as found:
                learned(modules)
            return len(found)

        taken(learner, two)
        few = cost([two])
        other = questions(3, parent=course, slug="other", complete_steps=False)
        for someone in (learner, outsider):
            play(someone, other, True, True, True)
        assert few == cost([two, other]) <= 3
