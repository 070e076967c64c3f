"""What happens where two differ, or a learner disagrees."""

import datetime

import pytest
from django.utils import timezone

from courses.models import Evidence, EvidenceKind
from labs.contract import Refused
from labs.models import ReviewState
from labs.queries import answerable, compared_by, disputes, disputes_waiting
from labs.services import decide_dispute, dispute_reviews, send_review, take_review
from tests.labs.peers import making
from tests.labs.peers.making import FAIR, GOOD, POOR, said

REASON = "The lamp is where the brief has it."


def reviews_of(user):
    return Evidence.objects.filter(user=user, kind=EvidenceKind.REVIEW)


@pytest.fixture
def both(request_, mara, ife):
    """Two reviews that agree."""
    reviews = [making.reviewed(mara, *GOOD), making.reviewed(ife, *FAIR)]
    request_.refresh_from_db()
    return reviews


@pytest.fixture
def apart(request_, mara, ife):
    """Two that do not; the dispute about them."""
    making.reviewed(mara, *GOOD)
    making.reviewed(ife, *POOR)
    request_.refresh_from_db()
    return request_.dispute


def test_the_review_that_stands_is_the_evidence(apart, ld_admin, learner, mara):
    decide_dispute(dispute=apart, by=ld_admin, stands=apart.request.reviews.get(place=1), reason=REASON)
    row = reviews_of(learner).get()
    assert (row.correct, row.weight, row.rule) == (True, 2.0, "peer-review/1 decided")
    assert row.response == {"blind": True, "reviewer_level": "novice"}
    apart.refresh_from_db()
    assert (apart.request.state, apart.evidence, apart.decided_by) == (ReviewState.SETTLED, row, ld_admin)


def test_points_of_the_admins_own_are_no_blind_review(apart, ld_admin, learner):
    decide_dispute(dispute=apart, by=ld_admin, points=[1, 1, 1], reason=REASON)
    row = reviews_of(learner).get()
    assert not row.correct and row.score == pytest.approx(1 / 3) and row.response["blind"] is False


def test_reviewers_are_held_against_the_decision(apart, ld_admin, mara, ife):
    assert compared_by(mara).far == compared_by(ife).far == 2
    decide_dispute(dispute=apart, by=ld_admin, points=list(GOOD), reason=REASON)
    assert compared_by(mara).alike == 3 and compared_by(ife).far == 2


def test_a_learner_disputes_once_and_the_decision_comes_beside_what_was_counted(
    both, request_, ld_admin, learner
):
    dispute = dispute_reviews(request=request_, words="Nobody saw the second light.")
    assert dispute_reviews(request=request_, words="And another thing.") == dispute
    assert disputes_waiting(ld_admin) == 1 and reviews_of(learner).count() == 2
    decide_dispute(dispute=dispute, by=ld_admin, points=[3, 3, 3], reason=REASON)
    assert [row.score for row in reviews_of(learner)][-1] == 1.0 and reviews_of(learner).count() == 3
    assert disputes_waiting(ld_admin) == 0 and disputes(ld_admin).get().decided_at


def test_disputing_a_good_review_gains_nothing(both, request_, ld_admin, learner):
    dispute = dispute_reviews(request=request_, words="Nobody saw the second light.")
    decide_dispute(dispute=dispute, by=ld_admin, stands=both[0], reason=REASON)
    request_.refresh_from_db()
    assert request_.state == ReviewState.SETTLED and request_.dispute.decided_at
    assert reviews_of(learner).count() == 2


def test_a_decision_is_told_for_fourteen_days_however_late_it_came(apart, ld_admin, learner):
    at = timezone.now() + datetime.timedelta(days=20)
    assert not answerable(learner, at)
    decide_dispute(dispute=apart, by=ld_admin, points=[3, 3, 3], reason=REASON, at=at)
    assert answerable(learner, at + datetime.timedelta(days=13)) == [apart.request]
    assert not answerable(learner, at + datetime.timedelta(days=15))


@pytest.mark.parametrize(
    ("days", "words", "told"), [(0, "No.", "in a sentence"), (15, "x" * 20, "fourteen days")]
)
def test_a_dispute_needs_a_sentence_and_comes_in_time(both, request_, days, words, told):
    at = timezone.now() + datetime.timedelta(days=days)
    with pytest.raises(Refused, match=told):
        dispute_reviews(request=request_, words=words, at=at)
    request_.refresh_from_db()
    assert request_.state == ReviewState.DONE


def test_one_review_alone_cannot_be_disputed(request_, mara):
    making.reviewed(mara, *POOR)
    with pytest.raises(Refused, match="until both reviews are in"):
        dispute_reviews(request=request_, words="That was unkind, I think.")


def test_a_decision_is_made_once(apart, ld_admin, learner):
    decide_dispute(dispute=apart, by=ld_admin, points=[3, 3, 3], reason=REASON)
    with pytest.raises(Refused, match="decided this already"):
        decide_dispute(dispute=apart, by=ld_admin, points=[0, 0, 0], reason=REASON)
    assert reviews_of(learner).count() == 1


@pytest.mark.parametrize(
    ("points", "reason"), [([], REASON), ([3, 3], REASON), ([3, 3, 4], REASON), ([3, 3, 3], "So.")]
)
def test_a_decision_is_whole_or_none(apart, ld_admin, learner, points, reason):
    with pytest.raises(Refused):
        decide_dispute(dispute=apart, by=ld_admin, points=points, reason=reason)
    assert not reviews_of(learner).exists()


def test_a_review_of_other_work_cannot_stand_here(apart, module, outsider, mara, ld_admin):
    other = making.asked(module, outsider)
    review = send_review(review=take_review(user=mara), posted=said(*GOOD))
    assert review.request == other
    with pytest.raises(Refused, match="which review stands"):
        decide_dispute(dispute=apart, by=ld_admin, stands=review, reason=REASON)


def test_nobody_decides_about_themself(apart, learner, mara, ld_admin, settings):
    for person in (learner, mara):
        with pytest.raises(Refused, match="part in this yourself"):
            decide_dispute(dispute=apart, by=person, points=[3, 3, 3], reason=REASON)
    settings.GREENROOM_ALLOW_SELF_REVIEW = True
    assert decide_dispute(dispute=apart, by=mara, points=[3, 3, 3], reason=REASON).decided_by == mara
