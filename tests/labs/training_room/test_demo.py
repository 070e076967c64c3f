"""The demo's room with the embeddings as they are shipped: honest work passes, one label for all does not."""

import pytest
from django.core.cache import caches

from config.demo.labs import load_labs
from generation.engines import registry
from labs.models import Lab, Training
from labs.queries import trainings_of
from labs.services import begin
from labs.training_room import grading
from tests.labs.training_room.making import at, send, trained

pytestmark = pytest.mark.models
EMBEDDER = registry.embedder


@pytest.fixture
def run(author, told, monkeypatch):
    monkeypatch.setattr(registry, "embedder", EMBEDDER)
    load_labs(author)
    lab = Lab.objects.get(slug="teach-a-filter")
    yield begin(user=author, lab=lab, place=None)
    caches["process"].clear()


def trained_on(run, lines, **said):
    send(run, line=[line.mark for line in lines])
    send(run, **said)
    while at(run)[1].step in ("train", "ten"):
        assert trained(run).is_done


def kind(run, group, flag, number):
    room, stand = at(run)
    return [one for one in room.pool(stand.round) if (one.group, one.flag) == (group, flag)][:number]


def test_the_first_delivery_is_unfair_to_the_kitchen_and_more_of_its_lines_mend_that(run):
    first = (("Kitchen", True, 14), ("Kitchen", False, 1), ("Office", True, 6), ("Office", False, 16))
    trained_on(run, [line for one in first for line in kind(run, *one)])
    assert send(run, worse="Kitchen", then="again").passed
    assert Training.objects.get(kind="all").found["curve"][-1][4] < 0.82
    second = (("Kitchen", True, 8), ("Kitchen", False, 14), ("Office", True, 10), ("Office", False, 8))
    trained_on(run, [line for one in second for line in kind(run, *one)])
    send(run, worse=next(name for name in ("Kitchen", "Office", "-") if _named(run, name)))
    send(run)
    handed_in = send(run, threshold="0.5")
    assert handed_in.passed and handed_in.found["met"] == dict.fromkeys(handed_in.found["met"], True)


def _named(run, name):
    room, stand = at(run)
    return grading.tested(room, stand, trainings_of(run), {"worse": "" if name == "-" else name}).passed


@pytest.mark.parametrize("label", ["flag", "pass"])
def test_one_label_for_all_lines_does_not_pass_the_test(run, label):
    lines = at(run)[0].pool(1)[:40]
    trained_on(run, lines, **{f"label-{line.mark}": label for line in lines})
    send(run, worse="-")
    send(run)
    assert not send(run).found["met"]["accuracy"]
