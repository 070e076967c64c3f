"""What is seen of a review, and by whom."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.roles import LD_ADMINS
from courses.models import Evidence
from labs.models import Review, ReviewRequest, ReviewState
from labs.queries import reasons
from labs.services import ask_for_reviews, decide_on, keep_upload, send_review, take_review
from tests import factories
from tests.labs import making as labs
from tests.labs.library import making as prompts
from tests.labs.peers import making
from tests.labs.peers.making import FAIR, GOOD, POOR, said
from tests.labs.prompt import desk
from tests.labs.reference_set import making as sets
from tests.uploads import files

REASON = "The lamp is where the brief has it."


def mine(request):
    return reverse("labs:peers", args=[request.submission.run_id])


def page_of(review):
    return reverse("labs:review", args=[review.pk])


def knows(text, *people):
    """Which words of theirs a page has."""
    names = [part for one in people for part in (one.first_name, one.last_name, one.email)]
    return [name for name in names if name and name in text]


def test_a_learner_asks_from_the_desk_and_reads_what_is_looked_at(signed_in, module, learner):
    client, run = signed_in(learner), making.handed_in(module, learner)
    address = reverse("labs:peers", args=[run.pk])
    assert address in client.get(reverse("labs:desk", args=[run.pk])).text
    page = client.get(address).text
    assert "without it and ask then" in page and all(name in page for name in making.NAMES)
    assert client.post(address, {"do": "ask"}).url == address
    assert ReviewRequest.objects.get().submission.run == run
    assert "Nobody has sent a review yet" in client.get(address).text


def test_a_colleague_takes_one_keeps_it_and_sends_it(signed_in, request_, mara):
    client = signed_in(mara)
    assert "One review waits for you" in client.get(reverse("labs:index")).text
    taken = client.post(reverse("labs:reviews"))
    review = Review.objects.get()
    assert taken.url == page_of(review)
    page = client.get(taken.url).text
    assert "A clown drops a pie." in page and "Because of the target." in page and "Mostly" in page
    client.post(taken.url, said(2, 1) | {"do": "keep"})
    assert "Because of line 2" in client.get(taken.url).text
    refused = client.post(taken.url, said(2, 1) | {"do": "send"})
    assert refused.status_code == 422 and "“Tone”" in refused.text and "Because of line 2" in refused.text
    assert client.post(taken.url, said(*GOOD) | {"do": "send"}).status_code == 302
    assert "Once the other one is in" in client.get(taken.url).text


def test_neither_side_reads_who_the_other_is(signed_in, request_, learner, mara, ife):
    one, client = take_review(user=mara), signed_in(mara)
    page = client.get(page_of(one)).text
    assert knows(page, learner) == [] and str(request_.submission.run_id) not in page
    send_review(review=one, posted=said(*GOOD))
    two = making.reviewed(ife, *FAIR)
    told = signed_in(learner).get(mine(request_)).text
    assert "Reviewer 1" in told and "Reviewer 2" in told and "Because of line 1" in told
    assert knows(told, mara, ife) == [] and str(one.pk) not in told and str(two.pk) not in told
    compared = client.get(page_of(one)).text
    assert "same points on 1, a step apart on 2" in compared
    assert knows(compared, learner, ife) == []


def test_one_review_alone_is_not_read(signed_in, request_, learner, mara):
    making.reviewed(mara, *GOOD)
    page = signed_in(learner).get(mine(request_)).text
    assert "One of two reviews is in" in page and "Because of line 1" not in page


def test_a_review_is_its_reviewers_and_the_works_learners_alone(
    signed_in, request_, learner, mara, ife, manager, outsider, ld_admin
):
    review = take_review(user=mara)
    for person in (learner, ife, manager, outsider, ld_admin):
        client = signed_in(person)
        assert client.get(page_of(review)).status_code == 404
        assert client.post(page_of(review), said(*GOOD) | {"do": "send"}).status_code == 404
        if person != learner:
            assert client.get(mine(request_)).status_code == client.post(mine(request_)).status_code == 404


def test_work_that_is_not_handed_in_or_has_no_rubric_has_no_such_page(
    signed_in, module, learner, author, course
):
    client, plain = (
        signed_in(learner),
        labs.module_with(labs.lab(), author=author, course=course, slug="plain"),
    )
    for run in (labs.run_in(module, learner), making.handed_in(plain, learner)):
        assert client.get(reverse("labs:peers", args=[run.pk])).status_code == 404


def test_reviews_that_are_in_are_told_on_the_list_and_disputed_from_their_page(
    signed_in, request_, learner, mara, ife
):
    for person in (mara, ife):
        making.reviewed(person, *GOOD)
    client = signed_in(learner)
    assert "Your reviews are in" in client.get(reverse("labs:index")).text
    short = client.post(mine(request_), {"do": "dispute", "words": "No."})
    assert short.status_code == 422 and ">No.</textarea>" in short.text
    client.post(mine(request_), {"do": "dispute", "words": "Nobody saw the second light."})
    assert "until they decide" in client.get(mine(request_)).text


def test_an_ld_admin_decides_with_both_names_and_nobody_else_does(
    signed_in, request_, learner, mara, ife, ld_admin, author, reviewer, manager
):
    making.reviewed(mara, *GOOD)
    making.reviewed(ife, *POOR)
    request_.refresh_from_db()
    address = reverse("peer_reviews:dispute", args=[request_.dispute.pk])
    everywhere = (address, reverse("peer_reviews:list"))
    for person in (author, reviewer, manager, mara):
        assert {signed_in(person).get(one).status_code for one in everywhere} == {404}
    client = signed_in(ld_admin)
    assert "Disputes about reviews (1)" in client.get(reverse("wagtailadmin_home")).text
    assert "1 to decide" in client.get(everywhere[1]).text
    assert len(knows(client.get(address).text, learner, mara, ife)) >= 6
    refused = client.post(address, {"stands": "own", "points-0": "3", "reason": REASON})
    assert refused.status_code == 422 and REASON in refused.text
    assert client.post(address, {"stands": "1", "reason": REASON}).url == everywhere[1]
    told = signed_in(learner).get(mine(request_)).text
    assert "What reviewer 1 said stands" in told and REASON in told and knows(told, ld_admin) == []
    assert "has decided" in signed_in(mara).get(page_of(mara.peer_reviews.get())).text
    assert Evidence.objects.filter(user=learner, kind="review").count() == 1


def test_whoever_has_a_part_in_a_dispute_does_not_find_it(
    signed_in, request_, module, learner, mara, ife, settings
):
    making.reviewed(mara, *GOOD)
    making.reviewed(ife, *POOR)
    request_.refresh_from_db()
    address = reverse("peer_reviews:dispute", args=[request_.dispute.pk])
    for person in (learner, mara):
        person.groups.add(Group.objects.get(name=LD_ADMINS))
        client = signed_in(person)
        assert client.get(address).status_code == client.post(address).status_code == 404
        assert client.get(reverse("peer_reviews:picture", args=[request_.dispute.pk, 0])).status_code == 404
        page = client.get(reverse("peer_reviews:list")).text
        assert "Nothing to decide" in page and address not in page
        assert "Disputes about reviews (" not in client.get(reverse("wagtailadmin_home")).text
    settings.GREENROOM_ALLOW_SELF_REVIEW = True
    assert client.get(address).status_code == 200


def test_who_waits_reads_how_many_could_take_it(signed_in, request_, learner, module):
    client = signed_in(learner)
    assert "No colleague can review it yet" in client.get(mine(request_)).text
    making.colleague(module, "Mara")
    assert "One colleague can review it so far" in client.get(mine(request_)).text
    making.colleague(module, "Ife")
    assert "2 colleagues can review it" in client.get(mine(request_)).text


def test_a_version_in_a_projects_library_is_told_before_asking(signed_in, learner, author, course):
    module = labs.module_with(desk.lab(criteria=making.CRITERIA), author=author, course=course, slug="brief")
    run = labs.run_in(module, learner)
    prompts.saved(run, prompts.project(learner))
    desk.hand_in(run, 1)
    page = signed_in(learner).get(reverse("labs:peers", args=[run.pk])).text
    assert "under your name, in “Night ferry”" in page


def test_a_decision_is_told_as_one_on_the_list(signed_in, request_, learner, mara, ife):
    for person in (mara, ife):
        making.reviewed(person, *GOOD)
    ReviewRequest.objects.update(state=ReviewState.SETTLED)
    assert "Decided: A lab" in signed_in(learner).get(reverse("labs:index")).text


def test_a_late_reviewer_reads_that_it_may_still_be_sent(signed_in, request_, mara):
    review = take_review(user=mara, at=timezone.now() - datetime.timedelta(days=9))
    page = signed_in(mara).get(page_of(review)).text
    assert "you may still send it" in page and "Yours until" not in page
    assert page.count("leave your name out") == 1


def test_the_why_panel_names_a_review(signed_in, request_, learner, mara, ife):
    for person in (mara, ife):
        making.reviewed(person, *GOOD)
    page = signed_in(learner).get(reverse("reports:why", args=["prompt-craft"])).text
    assert "how reliable the reviewer is" in page and knows(page, mara, ife) == []


def test_a_prompt_is_read_with_its_brief_and_without_its_grade(signed_in, learner, mara, author, course):
    lab = desk.lab(criteria=making.CRITERIA)
    module = labs.module_with(lab, author=author, course=course, slug="brief")
    run = labs.run_in(module, learner)
    version = desk.check(run, desk.ALL)
    decide_on(version=version, verdict="adjust", reason=reasons()[0], note="Hm.", client_key=uuid.uuid4())
    desk.hand_in(run, 1)
    review = Review.objects.create(request=ask_for_reviews(run=run), reviewer=mara, place=1)
    page = signed_in(mara).get(page_of(review)).text
    assert "A kitchen after closing time." in page and "a tired cook scrubs a sink" in page
    assert "covered" not in page and "As I would have it." not in page


@pytest.fixture
def set_review(learner, mara, author, course):
    """Of a set with a prepared picture and one that Lena brought, named as her file was."""
    task = sets.task(pictures=[sets.prepared("noon", 0)])
    lab = labs.lab(slug="set", kind="reference_set", task=task, criteria=making.CRITERIA)
    run = labs.run_in(labs.module_with(lab, author=author, course=course, slug="set"), learner)
    upload = keep_upload(run=run, name="lena-brandt.png", content=files.picture())
    sets.sent_in(run, "hand-in", sets.form(run, ["p0", f"u{upload.pk.hex}"]))
    return Review.objects.create(request=ask_for_reviews(run=run), reviewer=mara, place=1)


def picture(review, number):
    return reverse("labs:review_picture", args=[review.pk, number])


def test_pictures_of_a_set_come_by_number_through_the_reviewers_own_door(
    signed_in, set_review, mara, learner, ld_admin
):
    client = signed_in(mara)
    page = client.get(page_of(set_review)).text
    assert "ridge at noon" in page and "Picture 2" in page and "lena" not in page.lower()
    for number in (0, 1):
        assert picture(set_review, number) in page
        answer = client.get(picture(set_review, number))
        assert answer["Content-Type"] == "image/webp" and b"".join(answer.streaming_content)[:4] == b"RIFF"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "brandt" not in answer["Content-Disposition"]
    assert client.get(picture(set_review, 2)).status_code == 404
    for person in (learner, ld_admin, factories.person("Noa", "Reyes")):
        assert signed_in(person).get(picture(set_review, 0)).status_code == 404


def test_a_picture_that_was_deleted_since_is_told(signed_in, set_review, mara, learner):
    learner.lab_uploads.get().delete()
    client = signed_in(mara)
    page = client.get(page_of(set_review)).text
    assert "no longer there" in page and "lena" not in page.lower()
    assert client.get(picture(set_review, 1)).status_code == 404
