"""A prompt gets better version by version, and one of them is handed in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from courses.models import Evidence, EvidenceKind
from labs.models import LabSettings
from labs.prompt import versions
from tests.labs import making
from tests.labs.prompt.desk import ALL, SOME, VAGUE, free, run_of, version


def test_a_version_that_is_checked_is_kept_and_is_no_evidence(send, page, run):
    assert send(free(SOME, why="To begin with.")).status_code == 302
    kept = version(run, 1)
    assert (kept.work["text"], kept.work["why"], kept.work["from"]) == (SOME, "To begin with.", 0)
    assert not kept.final and not kept.passed and kept.evidence is None
    assert not Evidence.objects.exists()
    assert f"Version 1: {kept.found['covered']} of 9 covered" in page()
    assert "To begin with." in page()


def test_the_page_quotes_what_covers_an_element_and_says_what_is_looked_for_otherwise(send, page):
    send(free(SOME))
    text = page()
    assert "35 mm lens" in text and '<span class="tag tag-ok">covered</span>' in text
    assert '<span class="tag">not detected</span>' in text
    assert "The kind of story or programme." in text


def test_each_version_shows_what_became_of_its_words(send, page):
    send(free(SOME))
    send(free(SOME.replace("tired", "joyful")))
    text = page()
    assert "What changed since version 1" in text
    assert '<del><span class="visually-hidden">[taken out: </span>tired' in text
    assert '<ins><span class="visually-hidden">[added: </span>joyful' in text


def test_one_change_at_a_time_is_told(send, page):
    send(free(SOME))
    send(free(f"{SOME} No logos."))
    assert "You changed one thing: restrictions. Not detected before, covered now." in page()
    send(free(ALL))
    assert "at once." in page()


def test_the_same_words_make_no_new_version_and_nothing_is_lost(send, run):
    send(free(SOME))
    send(free(ALL))
    again = send(free(f"  {SOME.replace(' ', '  ')}\r\n", why="I like it."))
    assert again.status_code == 422
    assert "That is version 1, word for word." in again.text
    assert "I like it." in again.text
    assert run.submissions.count() == 2


@pytest.mark.parametrize("text", ["", "  \n", "\0"])
def test_nothing_is_no_version(send, run, text):
    answer = send(free(text))
    assert answer.status_code == 422 and "Write a prompt first." in answer.text
    assert not run.submissions.exists()


def test_a_prompt_that_is_too_long_comes_back_whole(send, run):
    answer = send(free("lamp " * 900))
    assert answer.status_code == 422 and "at most 4000 characters" in answer.text
    assert answer.text.count("lamp") >= 900 and not run.submissions.exists()


def test_there_is_a_last_version(send, run, monkeypatch):
    monkeypatch.setattr("labs.prompt.lab.MOST", 1)
    send(free(SOME))
    answer = send(free(ALL))
    assert answer.status_code == 422 and "That is 1 versions" in answer.text
    assert run.submissions.count() == 1


def test_handing_in_is_evidence_and_names_the_version(send, page, run, learner):
    send(free(VAGUE))
    send(free(ALL))
    assert "It states all that the brief asks for." in page()
    assert "As I would have it." not in page()
    send(making.sent(**{"hand-in": "2"}))
    run.refresh_from_db()
    assert run.passed and run.score == 1.0
    text = page()
    assert "Passed" in text and "You handed in version 2: 9 of 9" in text and "As I would have it." in text
    assert "Check this version" not in text and "Hand in version" not in text
    evidence = Evidence.objects.get(user=learner)
    assert (evidence.kind, evidence.correct, evidence.rule) == (EvidenceKind.LAB, True, "prompt/3")


def test_an_earlier_version_may_be_handed_in(send, page, run):
    send(free(SOME))
    send(free(ALL))
    send(making.sent(**{"hand-in": "1"}))
    run.refresh_from_db()
    assert run.passed is False and 0 < run.score < 1
    assert "Genre" in making.missed(run) and "Camera" not in making.missed(run)
    assert "Not passed yet" in page() and "You handed in version 1" in page()


@pytest.mark.parametrize("number", ["", "1", "2", "x", "-1"])
def test_what_was_never_checked_cannot_be_handed_in(send, run, number):
    answer = send(making.sent(**{"hand-in": number}))
    assert answer.status_code == 422 and "Check a version first" in answer.text
    assert not run.submissions.exists()


def test_a_title_under_embargo_keeps_a_prompt_from_passing(send, page, run):
    LabSettings.objects.create(site=Site.objects.get(), embargoed="Salt Harbour")
    send(free(f"{ALL}\nFor Salt Harbour."))
    kept = version(run, 1)
    assert kept.found["covered"] == 9 and not kept.passed
    assert "must not stand in a prompt" in page() and "Leak: “Salt Harbour”." in page()


def test_an_author_may_ask_for_less(learner, author, course, browser):
    run = run_of(learner, author, course, elements=["subject", "camera", "mood"], to_pass=2)
    browser.post(reverse("labs:desk", args=[run.pk]), free("A tired cook scrubs a sink, wide shot."))
    assert version(run, 1).passed
    text = browser.get(reverse("labs:desk", args=[run.pk])).text
    assert "2 of 3 elements" in text and "This brief does not ask for it." in text


def test_a_desk_with_five_versions_takes_as_many_queries_as_with_two(send, browser, run):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("labs:desk", args=[run.pk]))
        return len(seen)

    send(free(SOME))
    send(free(f"{SOME} Once more."))  # from two on they can be compared
    two = queries()
    for number in range(3):
        send(free(f"{SOME} Take {number}."))
    assert queries() == two


def test_what_became_of_the_words_of_a_version_is_compared_once(send, page):
    for text in ("Subject: a lamp.", "Subject: a tired lamp.", "Subject: a tired old lamp."):
        send(free(text))
    page()
    before = versions._differences.cache_info()
    page()
    after = versions._differences.cache_info()
    assert after.misses == before.misses and after.hits > before.hits
