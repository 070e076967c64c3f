"""Colleagues who press at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from courses.models import Evidence, EvidenceKind
from labs.contract import Refused
from labs.models import Review, ReviewRequest
from labs.services import send_review, take_review
from tests.labs import making as labs
from tests.labs.peers import making

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*work) -> list:
    """What each brought back, or how it was refused; all begin together."""
    start, brought = Barrier(len(work)), []

    def hand(one) -> None:
        try:
            start.wait()
            brought.append(one())
        except Exception as error:
            brought.append(error)
        finally:
            connection.close()

    hands = [Thread(target=hand, args=[one]) for one in work]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    return brought


def test_nobody_takes_a_third_place_and_two_who_send_at_once_make_evidence_once(author, course, learner):
    module = labs.module_with(making.lab(), author=author, course=course)
    making.asked(module, learner)
    people = [making.colleague(module, name) for name in ("Mara", "Ife", "Otso", "Noa")]

    taken = at_once(*(lambda one=one: take_review(user=one) for one in people))
    reviews = [one for one in taken if isinstance(one, Review)]
    assert sorted(one.place for one in reviews) == [1, 2]
    assert [one.code for one in taken if isinstance(one, Refused)] == ["none", "none"]

    sent = at_once(
        *(
            lambda one=one: send_review(review=one, posted=making.said(*making.GOOD))
            for one in [*reviews, *reviews]
        )
    )
    assert [one for one in sent if isinstance(one, Exception)] == []
    assert Evidence.objects.filter(user=learner, kind=EvidenceKind.REVIEW).count() == 2


@pytest.mark.services
def test_four_who_have_all_seen_two_free_places_take_two(author, course, learner):
    if connection.vendor != "postgresql":
        pytest.skip("Elsewhere one writes at a time, and nobody has seen what is gone.")
    module = labs.module_with(making.lab(), author=author, course=course)
    request = making.asked(module, learner)
    people = [making.colleague(module, name) for name in ("Mara", "Ife", "Otso", "Noa")]
    with ThreadPoolExecutor(len(people)) as pool:
        with transaction.atomic():
            ReviewRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
            hands = [pool.submit(take_and_close, one) for one in people]
            wait_until_blocked(len(people))
        codes = [one.result() for one in hands]
    assert sorted(codes) == ["", "", "none", "none"] and request.reviews.count() == 2


def take_and_close(user) -> str:
    """How it was refused; nothing where it was taken."""
    try:
        take_review(user=user)
    except Refused as refused:
        return refused.code
    finally:
        connection.close()
    return ""


def wait_until_blocked(number: int) -> None:
    """Until so many sessions stand before a lock."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute(asked)
            if cursor.fetchone()[0] >= number:
                return
    raise AssertionError("They never met.")


def test_one_person_who_presses_often_has_two_open(author, course, learner, outsider, manager):
    module = labs.module_with(making.lab(), author=author, course=course)
    for person in (learner, outsider, manager):
        making.asked(module, person)
    mara = making.colleague(module, "Mara")
    taken = at_once(*(lambda: take_review(user=mara) for _ in range(4)))
    assert sum(isinstance(one, Review) for one in taken) == 2
    assert {one.code for one in taken if not isinstance(one, Review)} == {"enough"}
