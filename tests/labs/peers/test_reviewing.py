"""From asking to evidence."""

import datetime
import uuid

import pytest
from django.utils import timezone

from courses.models import Evidence, EvidenceKind
from gamification.models import LevelAward
from gamification.queries import tally_of
from labs.contract import Refused
from labs.models import Review, ReviewRequest, ReviewState
from labs.queries import takable
from labs.services import ask_for_reviews, begin, keep_review, send_review, take_review
from tests.labs import making as labs
from tests.labs.annotation.making import TASK
from tests.labs.peers import making
from tests.labs.peers.making import FAIR, GOOD, POOR, said


def later():
    """When what is taken now has lapsed."""
    return timezone.now() + datetime.timedelta(days=7, minutes=1)


def reviews_of(user):
    return Evidence.objects.filter(user=user, kind=EvidenceKind.REVIEW)


def test_two_reviews_that_agree_become_evidence_by_how_reliable_each_reviewer_is(
    request_, learner, mara, ife
):
    first = making.reviewed(mara, *GOOD)
    assert not reviews_of(learner).exists()
    second = making.reviewed(ife, *FAIR)
    request_.refresh_from_db()
    assert request_.state == ReviewState.DONE
    rows = list(reviews_of(learner))
    assert [round(row.score, 3) for row in rows] == [0.889, 0.667] and all(row.correct for row in rows)
    # Three criteria: one alike, two a step apart: (2 + 3) / 9, times two.
    assert [round(row.weight, 3) for row in rows] == [1.111, 1.111]
    assert rows[0].response == {"blind": True, "reviewer_level": "novice"}
    assert rows[0].block_id == labs.BLOCK and rows[0].competencies == {"prompt-craft": 1.0}
    for one, row in zip((first, second), rows, strict=True):
        one.refresh_from_db()
        assert one.evidence == row


def test_a_review_of_a_practitioner_opens_the_gate_to_expert(request_, learner, mara, ife):
    LevelAward.objects.create(
        user=mara,
        competency="prompt-craft",
        level="practitioner",
        reason="Two labs.",
        mean=1.5,
        variance=0.2,
        weight=9,
        answers=5,
        evidence=Evidence.objects.filter(user=mara).first().pk,
    )
    making.reviewed(mara, *GOOD)
    making.reviewed(ife, *GOOD)
    assert tally_of(learner, "prompt-craft").reviews == 1


def test_two_who_differ_count_for_nothing_until_somebody_decides(request_, learner, mara, ife):
    making.reviewed(mara, *GOOD)
    making.reviewed(ife, *POOR)
    request_.refresh_from_db()
    assert request_.state == ReviewState.DISPUTED and request_.dispute.words == ""
    assert not reviews_of(learner).exists()


def test_a_review_feeds_what_the_work_fed(request_, learner, module, mara, ife):
    making.reviewed(mara, *GOOD)
    module.competencies.all().delete()
    making.reviewed(ife, *GOOD)
    assert [row.competencies for row in reviews_of(learner)] == [{"prompt-craft": 1.0}] * 2


def test_a_review_that_is_sent_twice_counts_once(request_, learner, mara, ife):
    making.reviewed(mara, *GOOD)
    review = take_review(user=ife)
    for points in (FAIR, POOR):
        send_review(review=review, posted=said(*points))
    review.refresh_from_db()
    assert tuple(review.points) == FAIR and reviews_of(learner).count() == 2


def test_a_key_that_was_used_for_something_else_is_not_taken_for_a_review(request_, learner, mara, ife):
    making.reviewed(mara, *GOOD)
    review = take_review(user=ife)
    Evidence.objects.filter(user=learner).update(client_key=uuid.uuid5(review.pk, "evidence"))
    with pytest.raises(Refused, match="counted before"):
        send_review(review=review, posted=said(*FAIR))
    review.refresh_from_db()
    assert not review.is_sent and not reviews_of(learner).exists()


def test_reviews_are_no_attempts_at_the_lab(module, learner, request_, mara, ife):
    making.reviewed(mara, *GOOD)
    making.reviewed(ife, *GOOD)
    labs.hand_in(labs.run_in(module, learner))
    assert [row.weight for row in Evidence.objects.filter(user=learner, kind=EvidenceKind.LAB)] == [3.0, 0.0]
    Evidence.objects.filter(user=learner, kind=EvidenceKind.LAB).update(correct=False)
    labs.hand_in(labs.run_in(module, learner))
    assert Evidence.objects.filter(user=learner, kind=EvidenceKind.LAB).last().weight == 1.5


def test_reviews_of_a_lesson_that_was_taken_down_since_count_in_the_revision_of_the_work(
    request_, learner, module, mara, ife
):
    making.reviewed(mara, *GOOD)
    review = take_review(user=ife)
    module.unpublish()
    send_review(review=review, posted=said(*GOOD))
    work = Evidence.objects.get(user=learner, kind=EvidenceKind.LAB)
    assert {row.revision_id for row in reviews_of(learner)} == {work.revision_id}


def test_asking_twice_is_one_request(module, learner, request_):
    assert ask_for_reviews(run=request_.submission.run) == request_
    assert ReviewRequest.objects.count() == 1


def test_what_is_not_handed_in_or_has_no_rubric_is_not_reviewed(module, learner, author, course):
    with pytest.raises(Refused, match="Hand your work in first"):
        ask_for_reviews(run=labs.run_in(module, learner))
    plain = labs.module_with(labs.lab(), author=author, course=course, slug="plain")
    with pytest.raises(Refused, match="no rubric"):
        ask_for_reviews(run=making.handed_in(plain, learner))


def test_the_oldest_is_taken_first(module, learner, request_, outsider, mara):
    newer = making.asked(module, outsider)
    assert take_review(user=mara).request == request_
    assert take_review(user=mara).request == newer


def test_nobody_reviews_themself_or_a_lab_they_have_not_passed(module, learner, request_, outsider):
    assert not takable(learner, timezone.now())
    with pytest.raises(Refused, match="Nothing waits"):
        take_review(user=outsider)
    run = labs.run_in(module, outsider)
    labs.hand_in(run, *("harmful",) * 4)
    assert not takable(outsider, timezone.now())


def test_passing_the_lab_on_trial_is_not_passing_it(request_, author):
    lab = request_.submission.run.lab
    run = begin(user=author, lab=lab, place=None)
    labs.hand_in(run)
    assert not takable(author, timezone.now())
    with pytest.raises(Refused, match="Hand your work in"):
        ask_for_reviews(run=run)


def test_nobody_sees_the_same_persons_work_there_twice(module, learner, request_, mara):
    making.reviewed(mara, *GOOD)
    ask_for_reviews(run=making.handed_in(module, learner))
    assert not takable(mara, timezone.now())


def test_two_reviewers_are_enough(request_, mara, ife, module):
    for person in (mara, ife):
        take_review(user=person)
    with pytest.raises(Refused, match="Nothing waits"):
        take_review(user=making.colleague(module, "Otso"))


def test_two_reviews_at_once_are_enough_for_anybody(module, learner, outsider, manager, mara):
    for person in (learner, outsider, manager):
        making.asked(module, person)
    for _ in range(2):
        take_review(user=mara)
    with pytest.raises(Refused, match="Send one of them first"):
        take_review(user=mara)


def test_what_lapses_goes_back_and_what_was_written_is_kept(request_, mara, ife, module):
    late = keep_review(review=take_review(user=mara), posted=said(2, 2))
    take_review(user=ife)
    third = making.colleague(module, "Otso")
    review = take_review(user=third, at=later())
    late.refresh_from_db()
    assert (review.place, late.place) == (1, None)
    assert late.draft["points"] == [2, 2, None] and late.draft["overall"]
    with pytest.raises(Refused, match="somebody else took it"):
        send_review(review=late, posted=said(*GOOD))


def test_a_place_that_nobody_had_goes_before_one_that_lapsed(request_, mara, ife):
    late = take_review(user=mara)
    assert take_review(user=ife, at=later()).place == 2
    assert send_review(review=late, posted=said(*GOOD), at=later()).is_sent


def test_what_lapsed_may_still_be_sent_while_nobody_took_it(request_, mara):
    review = take_review(user=mara)
    assert send_review(review=review, posted=said(*GOOD), at=later()).is_sent


def test_a_place_that_is_free_again_is_taken_up_with_its_words(request_, mara, ife, module):
    late = keep_review(review=take_review(user=mara), posted=said(2, 2, 1))
    Review.objects.filter(pk=late.pk).update(place=None)
    again = take_review(user=mara)
    assert again == late and again.place == 1 and again.draft["points"] == [2, 2, 1]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (said(3, 3), "“Tone”: give points"),
        (said(3, 3, 9), "“Tone”: give points"),
        (said(3, 3, 3) | {"sentence-1": "Short"}, "“Reason”: give points"),
        (said(3, 3, 3, overall=""), "what would help most"),
        (said(3, 3, 3, overall="x" * 601), "600 characters"),
    ],
)
def test_a_review_that_is_not_whole_is_not_sent(request_, mara, form, told):
    review = take_review(user=mara)
    with pytest.raises(Refused, match=told):
        send_review(review=review, posted=form)
    review.refresh_from_db()
    assert not review.is_sent


def test_a_review_stays_when_its_reviewer_is_deleted(request_, mara, ife, learner):
    making.reviewed(mara, *GOOD)
    mara.delete()
    making.reviewed(ife, *GOOD)
    assert sorted(round(row.weight, 2) for row in reviews_of(learner)) == [1.0, 1.33]


def test_a_rubric_has_at_least_two_criteria(db):
    with pytest.raises(Refused, match="Give 2 criteria or more"):
        labs.lab(criteria=making.CRITERIA[:1])


def test_work_that_colleagues_could_not_judge_takes_no_rubric(db):
    with pytest.raises(Refused, match="cannot judge this type's work.*They can for: Edgy or harmful, Prompt"):
        labs.lab(slug="labels", kind="annotation", task=TASK, criteria=making.CRITERIA)


def test_a_run_keeps_its_rubric(request_, mara):
    making.lab(title="Renamed")
    labs.lab(slug="reviewed", criteria=making.CRITERIA[:2])
    assert making.reviewed(mara, *GOOD).is_sent


def test_people_who_left_are_not_reviewed(request_, learner, mara):
    learner.is_active = False
    learner.save()
    assert not takable(mara, timezone.now())
