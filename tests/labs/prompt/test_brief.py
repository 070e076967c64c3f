"""What the author of a prompt lab writes, and where its learner sees it."""

import pytest
from django.urls import reverse
from wagtail.images.models import Image

from labs.contract import Refused
from tests.labs.prompt import desk
from tests.labs.prompt.desk import reference, run_of


def test_the_brief_and_its_pictures_stand_on_the_page(learner, author, course, browser, signed_in, ld_admin):
    run = run_of(learner, author, course, references=[reference()])
    text = browser.get(reverse("labs:desk", args=[run.pk])).text
    for words in ("A kitchen after closing time.", "Open the film.", "The director", "Our own still"):
        assert words in text
    address = reverse("labs:prompt_picture", args=[run.pk, 0])
    assert f'src="{address}" alt="A lamp."' in text
    picture = browser.get(address)
    assert picture.status_code == 200 and picture["Content-Type"].startswith("image/")
    assert browser.get(reverse("labs:prompt_picture", args=[run.pk, 1])).status_code == 404
    assert signed_in(ld_admin).get(address).status_code == 404


def test_a_picture_that_was_deleted_is_missed_by_nobody(learner, author, course, browser):
    run = run_of(learner, author, course, references=[reference()])
    Image.objects.all().delete()
    page = browser.get(reverse("labs:desk", args=[run.pk]))
    assert page.status_code == 200 and "Our own still" not in page.text
    assert browser.get(reverse("labs:prompt_picture", args=[run.pk, 0])).status_code == 404


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ({"elements": []}, "This field is required"),
        ({"elements": ["subject"], "to_pass": 2}, "You ask for 1 of the nine: nobody can cover 2."),
        ({"to_pass": 10}, "less than or equal to 9"),
        ({"scene": ""}, "This field is required"),
    ],
)
def test_a_brief_that_cannot_be_met_is_refused(db, task, told):
    with pytest.raises(Refused, match=told):
        desk.lab(task)


def test_a_picture_whose_rights_are_not_cleared_is_refused(db):
    with pytest.raises(Refused, match="This field is required"):
        desk.lab({"references": [reference(cleared=False)]})
