"""The player, as a learner meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Attempt, Enrolment, ErrorReport, Evidence, Rating, StepSeen
from courses.services import begin
from tests import factories, lesson


def step_number(client, module, question_id):
    """The step that holds a question, found as a learner finds it: by looking."""
    number = 1
    while (page := client.get(reverse("courses:step", args=[module.slug, number]))).status_code == 200:
        if f'data-question="{question_id}"' in page.content.decode():
            return number
        number += 1
    raise AssertionError("no step asks that")


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


def test_the_module_page_offers_to_start(client, module):
    page = client.get(module.get_url()).content.decode()
    assert module.objective in page
    assert reverse("courses:start", args=[module.slug]) in page


def test_starting_leads_to_the_first_step(client, module):
    response = client.post(reverse("courses:start", args=[module.slug]), follow=True)
    assert response.request["PATH_INFO"] == reverse("courses:step", args=[module.slug, 1])
    assert "Step 1 of" in response.content.decode()


def test_a_shown_step_is_seen_once(client, module, learner):
    for _ in range(2):
        client.get(reverse("courses:step", args=[module.slug, 1]))
    assert StepSeen.objects.filter(attempt__enrolment__user=learner).count() == 1


def test_going_on_resumes_where_one_stood(client, module):
    client.get(reverse("courses:step", args=[module.slug, 2]))
    response = client.get(reverse("courses:resume", args=[module.slug]))
    assert response["Location"] == reverse("courses:step", args=[module.slug, 2])
    assert "Continue at step 2" in client.get(module.get_url()).content.decode()


def test_whoever_has_seen_nothing_begins_at_the_first_step_even_where_it_asks(client, course, learner):
    page = factories.module(course, body=[lesson.single(), lesson.story(factories.character())])
    begin(user=learner, module=page)
    response = client.get(reverse("courses:resume", args=[page.slug]))
    assert response["Location"] == reverse("courses:step", args=[page.slug, 1])


@pytest.mark.parametrize("number", [0, 99])
def test_a_step_that_is_not_there_is_404(client, module, number):
    assert client.get(f"/learn/{module.slug}/{number}/").status_code == 404


def test_a_draft_is_404_everywhere(client, draft):
    addresses = ["", "1/", "end/", "watch/", "listen/", "reference/"]
    assert {client.get(f"/learn/{draft.slug}/{one}").status_code for one in addresses} == {404}
    posts = ["start/", "answer/", "position/", "rate/", "report/"]
    assert {client.post(f"/learn/{draft.slug}/{one}").status_code for one in posts} == {404}


def test_a_module_kept_for_another_group_is_404(client, module, author):
    from django.contrib.auth.models import Group
    from wagtail.models import PageViewRestriction

    kept = PageViewRestriction.objects.create(page=module.get_parent(), restriction_type="groups")
    kept.groups.add(Group.objects.create(name="Board"))
    assert client.get(reverse("courses:step", args=[module.slug, 1])).status_code == 404
    assert module.title not in client.get(reverse("courses:catalogue"), follow=True).content.decode()


def test_a_signed_out_visitor_is_sent_to_sign_in_from_every_page(db, module):
    from django.test import Client

    visitor = Client()
    for path in ["", "1/", "end/", "watch/", "listen/", "reference/", "answer/", "start/"]:
        response = visitor.get(f"/learn/{module.slug}/{path}")
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


def test_a_form_that_comes_back_after_sign_in_goes_on_where_one_stood(client, module):
    for name in ["start", "answer", "position", "rate", "report"]:
        response = client.get(reverse(f"courses:{name}", args=[module.slug]))
        assert response["Location"] == reverse("courses:resume", args=[module.slug])


def test_every_step_has_a_heading_and_a_way_on(client, module):
    number = 1
    while (page := client.get(reverse("courses:step", args=[module.slug, number]))).status_code == 200:
        html = page.content.decode()
        assert html.count("<h1") == 1
        assert "data-next" in html
        number += 1
    assert number > 3


def test_the_page_never_holds_a_key_or_feedback_before_an_answer(client, module):
    html = client.get(
        reverse("courses:step", args=[module.slug, step_number(client, module, lesson.SINGLE)])
    ).content.decode()
    assert "About “" not in html
    assert "option-right" not in html
    assert "option-key" not in html


def test_the_end_names_what_still_waits(client, module):
    client.get(reverse("courses:step", args=[module.slug, 1]))
    page = client.get(reverse("courses:end", args=[module.slug])).content.decode()
    assert " to answer and " in page and " to open are left." in page


def finish(client, module, learner):
    """Walk every step and answer every question right."""
    number = 1
    right = {
        lesson.SINGLE: [lesson.SINGLE_RIGHT],
        lesson.MULTIPLE: [lesson.MULTIPLE_RIGHT, lesson.MULTIPLE_RIGHT_TOO],
    }
    while client.get(reverse("courses:step", args=[module.slug, number])).status_code == 200:
        number += 1
    attempt = Attempt.objects.filter(enrolment__user=learner).last()
    for key, (block, options) in zip(KEYS, right.items(), strict=True):
        client.post(
            reverse("courses:answer", args=[module.slug]),
            {
                "attempt": attempt.pk,
                "block": block,
                "client_key": f"{attempt.pk:08d}{key}",
                "options": options,
            },
        )


KEYS = ["-0000-4000-8000-000000000001", "-0000-4000-8000-000000000002"]


def test_a_module_walked_and_answered_is_done(client, module, learner):
    finish(client, module, learner)
    assert Enrolment.objects.get(user=learner).completed_at is not None
    page = client.get(reverse("courses:end", args=[module.slug])).content.decode()
    assert "Every question right at the first try: 2 of 2" in page
    assert "Read again" in client.get(module.get_url()).content.decode()


def test_taking_it_again_begins_a_new_attempt_and_reading_again_does_not(client, module, learner):
    finish(client, module, learner)
    client.get(reverse("courses:step", args=[module.slug, 1]))
    assert Attempt.objects.filter(enrolment__user=learner).count() == 1
    client.post(reverse("courses:start", args=[module.slug]), {"again": "1"})
    assert Attempt.objects.filter(enrolment__user=learner).count() == 2


def test_one_tap_rates_and_a_comment_stays_with_a_second_tap(client, module, learner):
    rate = reverse("courses:rate", args=[module.slug])
    client.post(rate, {"stars": "5", "comment": "More of Mara."})
    rating = Rating.objects.get(user=learner)
    assert (rating.stars, rating.comment) == (5, "More of Mara.")


@pytest.mark.parametrize("stars", ["", "0", "6", "x", "-1", "³", "9" * 5000])
def test_a_rating_that_is_none_is_refused_with_a_word(client, module, stars):
    client.get(reverse("courses:step", args=[module.slug, 1]))
    page = client.post(reverse("courses:rate", args=[module.slug]), {"stars": stars}, follow=True)
    assert "Choose one of the five" in page.content.decode()
    assert not Rating.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_error_report_reaches_the_author(client, module, author, mailoutbox):
    client.get(reverse("courses:step", args=[module.slug, 1]))
    page = client.post(
        reverse("courses:report", args=[module.slug]), {"text": "A typo.", "block": "x"}, follow=True
    )
    assert "The author has your note" in page.content.decode()
    assert ErrorReport.objects.get().text == "A typo."
    assert mailoutbox[0].to == [author.email]


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_loses_no_report(client, module, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    report = reverse("courses:report", args=[module.slug])
    assert client.post(report, {"text": "A typo."}).status_code == 302
    assert ErrorReport.objects.exists()


def test_reading_writes_no_evidence(client, module):
    client.get(reverse("courses:step", args=[module.slug, 1]))
    assert not Evidence.objects.exists()


def test_ten_modules_cost_the_catalogue_no_more_questions_than_one(client, module, course, author):
    def queries():
        client.get(module.get_parent().get_parent().get_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(module.get_parent().get_parent().get_url())
        return len(asked)

    alone = queries()
    for number in range(9):
        factories.module(course, owner=author, title=f"Module {number}", slug=f"module-{number}")
    assert queries() == alone
