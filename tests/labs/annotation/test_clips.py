"""Films and recordings that are labelled: shown at one's own desk and nowhere else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Clip
from labs.contract import Refused
from labs.models import Run
from tests import clips
from tests.labs import making as labs
from tests.labs.annotation.making import FIRST, TASK, annotation, labels, send


@pytest.fixture
def film(db):
    return clips.clip()


@pytest.fixture
def run(film, author, course, learner):
    lab = annotation(
        slug="films", items=[TASK["items"][0] | {"line": "", "film": film.pk}, *TASK["items"][1:]]
    )
    return labs.run_in(labs.module_with(lab, author=author, course=course), learner)


def of(run, film, part="file"):
    return reverse("labs:annotation_clip", args=[run.pk, film.pk, part])


def test_a_film_plays_at_ones_own_desk_with_captions_and_transcript(browser, run, film):
    page = browser.get(reverse("labs:desk", args=[run.pk])).text
    assert of(run, film) in page and film.transcript in page
    assert browser.get(of(run, film)).headers["Content-Type"] == "video/mp4"
    assert browser.get(of(run, film, "captions")).text.startswith("WEBVTT")


def test_it_plays_at_nobody_elses_desk_and_no_other_film_does(browser, run, film, signed_in, manager):
    another = clips.clip("m4a", title="Another")
    assert signed_in(manager).get(of(run, film)).status_code == 404
    assert browser.get(of(run, another)).status_code == 404
    assert browser.get(of(run, film, "notes")).status_code == 404


def test_a_lab_of_another_type_has_no_clips(browser, film, author, course, learner):
    run = labs.run_in(labs.module_with(labs.lab(), author=author, course=course), learner)
    assert browser.get(of(run, film)).status_code == 404


def test_a_film_that_was_taken_out_of_the_library_leaves_the_lab_open(browser, run, film):
    film.delete()
    assert "This clip was taken out" in browser.get(reverse("labs:desk", args=[run.pk])).text


def test_a_film_that_was_taken_out_after_its_line_was_labelled_leaves_the_rest_to_read(browser, run, film):
    send(run, labels("first", FIRST))
    film.delete()
    page = browser.get(reverse("labs:desk", args=[run.pk]))
    assert page.status_code == 200 and "1 line lost the clip since, and is not shown." in page.text


def test_a_film_without_words_is_refused(db):
    silent = clips.clip(captions="")
    with pytest.raises(Refused, match="has no captions"):
        annotation(film=silent.pk)


def test_a_film_that_a_lab_shows_is_not_deleted(run, film, signed_in, author):
    """Not even when its author took it out, while somebody is in the middle of it."""
    page = signed_in(author)
    delete = reverse("wagtailmedia:delete", args=[film.pk])
    assert "cannot be deleted: “What was meant”" in page.post(delete, follow=True).text
    annotation(slug="films")
    assert "cannot be deleted" in page.post(delete, follow=True).text
    Run.objects.update(finished_at=timezone.now())
    page.post(delete)
    assert not Clip.objects.exists()
