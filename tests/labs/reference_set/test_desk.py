"""Working at a set: over the desk, as a browser without scripts does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import Evidence
from labs.contract import Refused
from labs.models import Draft, Upload
from labs.queries import desk_of
from labs.reference_set.layout import laid_out
from labs.reference_set.pictures import known
from tests.labs import making as labs
from tests.labs.reference_set.making import REPAIRED, drawn, form, task, written
from tests.uploads import files


@pytest.fixture
def at(run):
    return reverse("labs:desk", args=[run.pk])


@pytest.fixture
def arrange(run):
    return reverse("labs:reference_set_arrange", args=[run.pk])


def layout(run) -> dict:
    desk = desk_of(run)
    return laid_out(desk, known(desk))


def keys(run) -> list[str]:
    return [item["key"] for item in layout(run)["items"]]


def picture(name="mine.png", light="dusk", shape=8) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, written(drawn(light, shape)), "image/png")


def test_the_set_lies_there_with_its_flaws_and_nothing_says_where_they_are(browser, run, at):
    page = browser.get(at).text
    assert "In the set: 6" in page and "Not in the set: 3" in page
    assert "A bar is no desert." not in page and "Too small" not in page
    assert "Nobody wrote it down." in page, "the record is there to be read"


def test_a_check_shows_on_the_pictures_what_is_wrong_and_is_no_evidence(browser, run, at):
    assert browser.post(at, form(run) | {"do": "check"}).status_code == 302
    page = browser.get(at).text
    assert page.count("Like “") == 6 and "Too small: 300 × 300" in page
    assert "A bar is no desert." not in page, "whether it belongs is the learner's to judge"
    assert not Evidence.objects.exists() and not run.submissions.get().final
    assert browser.get(at).text.count("You have changed the set since") == 0


def test_a_repaired_set_passes_and_one_with_a_flaw_does_not(browser, run, at, learner):
    browser.post(at, form(run, REPAIRED) | {"do": "hand-in"})
    run.refresh_from_db()
    assert run.passed and run.score == 1.0
    assert Evidence.objects.get(user=learner).rule == "references/1"
    page = browser.get(at).text
    assert "Passed" in page and "The set as you handed it in" in page and "To mend" not in page


def test_pictures_that_do_not_belong_or_that_nobody_may_use_fail_the_set(browser, run, at):
    browser.post(at, form(run, ("p1", "p2", "p5", "p6", "p8")) | {"do": "hand-in"})
    run.refresh_from_db()
    assert not run.passed and run.score == round(9 / 11, 4)
    assert labs.missed(run) == {"All of them belong", "Rights as the record has them"}
    page = browser.get(at).text
    assert "Light: dark, soft, cool" in page, "what was measured is there to be compared"
    assert "A bar is no desert." in page and "The record says: Nobody wrote it down." in page


def test_taking_out_and_putting_in_lose_nothing_that_was_said(browser, run, arrange):
    sent = form(run, name_p0="ridge as I call it", rights_p0="licensed", source_p1="a paper")
    gone = browser.post(arrange, sent | {"do": "out:p0"})
    assert gone.url.endswith("#set-p1") and keys(run) == ["p1", "p2", "p3", "p4", "p5"]
    back = browser.post(arrange, form(run) | {"do": "in:p0"})
    assert back.url.endswith("#set-p0")
    items = {item["key"]: item for item in layout(run)["items"]}
    assert items["p0"]["name"] == "ridge as I call it" and items["p0"]["rights"] == "licensed"
    assert items["p1"]["source"] == "a paper"
    browser.post(arrange, form(run, angle_p0="sideways", rights_p0="mine!") | {"do": "in:p0"})
    [again] = [item for item in layout(run)["items"] if item["key"] == "p0"]
    assert (again["angle"], again["rights"]) == ("", ""), "what was never offered counts as not said"


def test_the_last_one_may_go_too(browser, run, arrange):
    gone = browser.post(arrange, form(run, ["p0"]) | {"do": "out:p0"})
    assert gone.url.endswith("#pictures") and keys(run) == []
    browser.post(reverse("labs:desk", args=[run.pk]), labs.sent(do="check"))
    assert run.submissions.get().score == 0


def test_what_was_laid_out_is_there_the_next_day(browser, run, at, arrange):
    browser.post(at, form(run) | {"do": "check"})
    browser.post(arrange, form(run, description_p1="One desert evening I liked") | {"do": "save"})
    page = browser.get(at).text
    assert "One desert evening I liked" in page and "You have changed the set since" in page


def test_pictures_are_brought_named_after_their_files_and_given_up_again(
    browser, run, at, arrange, django_capture_on_commit_callbacks
):
    sent = form(run, name_p0="kept as typed") | {
        "do": "upload",
        "pictures": [picture(), picture("b.png", "dawn")],
    }
    assert browser.post(arrange, sent).status_code == 302
    first, second = Upload.objects.all()
    page = browser.get(at).text
    assert f"set-u{first.pk.hex}" in page and 'value="mine"' in page and "kept as typed" in page
    assert reverse("labs:upload_preview", args=[first.pk]) in page
    browser.post(arrange, form(run) | {"do": f"out:u{first.pk.hex}"})
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(arrange, form(run) | {"do": f"delete:u{first.pk.hex}"})
    assert Upload.objects.get() == second and keys(run)[-1] == f"u{second.pk.hex}"
    browser.post(arrange, form(run) | {"do": "delete:p0"})
    assert "p0" in keys(run), "a prepared picture is nobody's to delete"


def test_of_several_files_the_good_ones_are_kept_and_the_others_told(browser, run, at, arrange):
    bad = SimpleUploadedFile("<b>evil</b>.svg", files.SVG, "image/svg+xml")
    sent = form(run, name_p0="kept as typed") | {"do": "upload", "pictures": [picture(), bad]}
    answer = browser.post(arrange, sent)
    assert answer.status_code == 422
    assert "b&gt;.svg: This is no PNG" in answer.text
    assert "kept as typed" in answer.text and "In the set: 7" in answer.text
    browser.post(arrange, sent | {"pictures": [picture()]})
    assert len(keys(run)) == 7 and Upload.objects.count() == 1, "a form that comes twice brings nothing twice"


def test_what_cannot_be_done_is_told_and_what_was_typed_stays(browser, run, arrange):
    for changed, told in (
        ({"do": "upload"}, "Choose at least one picture"),
        ({"do": "in:p99"}, "That picture is gone"),
        ({"do": "burn"}, "could not read what to do"),
        ({"do": "save", "item": ["p0", "u1"]}, "1 of the pictures are gone"),
        ({"do": "save", "name-p0": "x" * 81}, "keep its name to 80 characters"),
    ):
        sent = form(run, description_p0="What I had typed") | changed
        answer = browser.post(arrange, sent)
        assert answer.status_code == 422 and told in answer.text and "What I had typed" in answer.text


def test_work_with_ones_own_pictures_is_graded_by_what_was_measured(browser, run, at, arrange):
    browser.post(arrange, form(run, ()) | {"do": "upload", "pictures": [picture()]})
    browser.post(at, form(run) | {"do": "hand-in"})
    sent = run.submissions.get()
    assert sent.work["items"][0]["width"] == 512 and sent.work["items"][0]["look"]["prints"]
    Upload.objects.all().delete()
    assert "This picture was deleted." in browser.get(at).text
    assert run.lab.type.grade(desk_of(run), sent.work).found == sent.found


def test_nothing_changes_once_it_is_handed_in(browser, run, at, arrange):
    browser.post(at, form(run) | {"do": "hand-in"})
    for do in ("save", "out:p0", "upload"):
        answer = browser.post(arrange, form(run) | {"do": do, "pictures": [picture()]})
        assert answer.status_code in (409, 422)
    assert not Upload.objects.exists() and not Draft.objects.exists()


def test_a_prepared_picture_is_given_to_whoever_has_the_run_and_to_nobody_else(
    browser, run, signed_in, outsider
):
    address = reverse("labs:reference_set_picture", args=[run.pk, 0])
    answer = browser.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/webp"
    assert signed_in(outsider).get(address).status_code == 404
    assert browser.get(reverse("labs:reference_set_picture", args=[run.pk, 99])).status_code == 404
    desk_of(run).task["pictures"][0]["image"].delete()
    assert browser.get(address).status_code == 404
    assert "In the set: 5" in browser.get(reverse("labs:desk", args=[run.pk])).text


def test_the_pages_of_another_lab_are_not_there(browser, lab_module, learner):
    edgy = labs.run_in(lab_module, learner)
    for name, more in (("arrange", []), ("picture", [0])):
        address = reverse(f"labs:reference_set_{name}", args=[edgy.pk, *more])
        assert browser.get(address).status_code == 404


def test_a_task_whose_least_is_more_than_its_most_is_refused(db):
    with pytest.raises(Refused, match="at least as many as the fewest"):
        labs.lab(slug="odd", kind="reference_set", task=task(fewest=20, most=10))


def test_however_many_pictures_there_are_the_page_asks_the_database_as_often(
    browser, run, at, arrange, django_assert_max_num_queries
):
    browser.post(arrange, form(run) | {"do": "upload", "pictures": [picture(shape=n) for n in (5, 6, 7)]})
    browser.get(at)
    with django_assert_max_num_queries(14):
        browser.get(at)


def test_a_picture_of_what_was_handed_in_is_not_deleted_there(browser, run, at, arrange):
    browser.post(arrange, form(run) | {"do": "upload", "pictures": [picture()]})
    (mine,) = run.uploads.all()
    late = form(run) | {"do": f"delete:u{mine.pk.hex}"}
    browser.post(at, form(run) | {"do": "hand-in"})
    assert browser.post(arrange, late).status_code == 409
    assert run.uploads.exists()


def test_there_is_a_last_check(browser, run, at, monkeypatch):
    monkeypatch.setattr("labs.reference_set.lab.MOST_CHECKS", 1)
    browser.post(at, form(run) | {"do": "check"})
    answer = browser.post(at, form(run) | {"do": "check"})
    assert answer.status_code == 422 and "Hand it in" in answer.text
    browser.post(at, form(run) | {"do": "hand-in"})
    run.refresh_from_db()
    assert run.is_finished and run.submissions.count() == 2


def test_what_a_file_was_called_is_not_told(browser, run, at):
    assert "noon 0" not in browser.get(at).text, "its title, after the file of whoever made the lab"
