"""Words and their times, from the voice to what a learner's page is given."""

import pytest

from courses.models import MediaSet
from generation.queries import outputs_of
from tests import approving

pytestmark = pytest.mark.django_db


def test_every_word_of_every_line_has_its_time_and_its_line(made):
    meta = outputs_of(made)["captions"].meta
    for number, cue in enumerate(meta["cues"]):
        said = [word for word in meta["words"] if word[3] == number]
        assert [word[2] for word in said] == cue["text"].split()
        assert said[0][0] == cue["start"] and all(start <= end for start, end, *_ in said)
    starts = [word[0] for word in meta["words"]]
    assert starts == sorted(starts) and len(starts) > len(meta["cues"])


def test_they_reach_the_learners_media(made, reviewer):
    approving.approve(made, reviewer)
    assert MediaSet.objects.get().words == outputs_of(made)["captions"].meta["words"]
