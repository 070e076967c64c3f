"""Work of any type in words."""

from django.urls import reverse

from labs.peers.plain import Entry, told
from labs.services import take_review


def test_work_is_told_in_its_order_with_its_names_as_words():
    work = {
        "first_word": "A lamp.",
        "sure": True,
        "empty": "",
        "lines": [{"call": "edgy"}, {"call": "harmful"}],
    }
    assert told(work) == (
        Entry("First word", "A lamp."),
        Entry("Sure", "Yes"),
        Entry(
            "Lines",
            entries=(
                Entry("1", entries=(Entry("Call", "edgy"),)),
                Entry("2", entries=(Entry("Call", "harmful"),)),
            ),
        ),
    )


def test_ids_and_what_a_type_keeps_for_itself_are_left_out():
    work = {"labels": {"0f3a9c1d22": ["tense", "dry"]}, "scheme": "x", "look": {"bits": "1"}, "final": True}
    assert told(work) == (Entry("Labels", entries=(Entry("1", "tense, dry"),)),)


def test_work_of_a_type_that_says_nothing_is_told_line_by_line(request_, mara, signed_in, monkeypatch):
    monkeypatch.setattr("labs.peers.showing._teller", lambda name: None)
    review = take_review(user=mara)
    page = signed_in(mara).get(reverse("labs:review", args=[review.pk])).text
    assert "Because of the target." in page and "Calibration" not in page
