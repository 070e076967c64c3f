"""Files with content credentials: what is read in them, and who may have them."""

import pytest
import yaml
from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model

from generation.engines import registry
from generation.engines.provenance import inspect
from generation.ports import EngineError
from labs.contract import Refused
from labs.models import CredentialReading, Lab
from labs.real_or_synthetic.credentials import in_words
from labs.services import ask_for_readings, read_credential
from tests import factories
from tests.labs import making
from tests.labs.real_or_synthetic.test_page import EXHIBIT, lab

DEMO = settings.BASE_DIR / "fixtures" / "demo"
SAID = yaml.safe_load((DEMO / "labs" / "leave-the-page.yaml").read_text(encoding="utf-8"))
FILES = {one["tells"]: one["document"] for one in SAID["task"]["exhibits"]}


def content(tells: str) -> bytes:
    return (DEMO / "credentials" / FILES[tells]["sealed"]).read_bytes()


@pytest.fixture
def sealed(db):
    """The poster with its seal, in the library of documents."""
    return get_document_model().objects.create(
        title="Poster", file=ContentFile(content("intact"), "poster.pdf")
    )


def shown(document, **more) -> dict:
    return {"exhibits": [EXHIBIT | {"document": document.pk, "report": "", "tells": "intact"} | more]}


@pytest.mark.parametrize("tells", FILES)
def test_the_demos_words_are_what_is_read_in_the_file(tells):
    found = inspect(DEMO / "credentials" / FILES[tells]["sealed"])
    assert (found.verdict.value, in_words(found)) == (FILES[tells]["verdict"], FILES[tells]["words"].strip())


def test_the_three_are_one_poster_of_which_one_byte_was_changed():
    plain, whole, changed = (content(tells) for tells in ("none", "intact", "altered"))
    assert sum(a != b for a, b in zip(whole, changed, strict=True)) == 1
    assert b"12 June" in plain and b"c2pa" not in plain and b"c2pa" in whole
    assert b"19 June" in changed and len(plain) < len(whole) < 200_000


def test_what_the_file_says_is_frozen_in_the_lab_once_a_worker_has_read_it(sealed):
    with pytest.raises(Refused, match="is not read yet"):
        lab(**shown(sealed))
    read_credential(document_id=sealed.pk)
    said = lab(**shown(sealed, report="It is by Lantern Row, honestly.")).asked["exhibits"][0]["report"]
    assert said.startswith("The seal holds, and is a test certificate's") and "honestly" not in said


def test_another_kind_of_file_is_refused_and_not_waited_for(db):
    letter = get_document_model().objects.create(title="Letter", file=ContentFile(b"Dear", "letter.docx"))
    with pytest.raises(Refused, match="“Letter” is no PDF"):
        lab(**shown(letter))


def test_why_a_file_could_not_be_read_is_said_until_a_worker_reads_it(sealed, monkeypatch):
    def broken(path, *, trusted):
        raise EngineError("engine_missing", "c2pa-python is missing here.")

    with monkeypatch.context() as patched:
        patched.setattr(registry, "inspect", broken)
        read_credential(document_id=sealed.pk)
    with pytest.raises(Refused, match="could not be read: c2pa-python is missing here"):
        lab(**shown(sealed))
    read_credential(document_id=sealed.pk)
    assert lab(**shown(sealed)).asked["exhibits"][0]["report"].startswith("The seal holds")


def test_a_file_that_is_gone_is_told_to_the_author(sealed):
    sealed.get_file_hash()  # as it is kept when a file is uploaded in Studio
    sealed.file.storage.delete(sealed.file.name)
    read_credential(document_id=sealed.pk)
    with pytest.raises(Refused, match="“Poster” is gone from the library"):
        lab(**shown(sealed))


def test_a_file_that_was_exchanged_or_is_gone_is_told_and_the_report_stays(
    sealed, author, course, learner, signed_in
):
    read_credential(document_id=sealed.pk)
    run = making.run_in(making.module_with(lab(**shown(sealed)), author=author, course=course), learner)
    browser, desk = signed_in(learner), reverse("labs:desk", args=[run.pk])
    browser.post(desk, making.sent(**{f"call-{at}": "so" for at in range(6)}, round="0"))
    assert "was exchanged" not in browser.get(desk).text
    sealed.file.storage.delete(sealed.file.name)
    assert "KB)" in browser.get(desk).text  # the store is not asked
    sealed.file.save("poster.pdf", ContentFile(content("altered")), save=False)
    sealed._set_document_file_metadata()
    sealed.save()
    read_credential(document_id=sealed.pk)
    page = browser.get(desk).text
    assert "The file was exchanged after this lab was published" in page and "The seal holds" in page


def test_an_author_cannot_say_otherwise_than_the_file(sealed):
    read_credential(document_id=sealed.pk)
    with pytest.raises(Refused, match="The file says otherwise: The seal holds"):
        lab(**shown(sealed, tells="altered"))


def test_without_a_file_somebody_says_what_is_read(db):
    with pytest.raises(Refused, match="Choose a file"):
        lab(exhibits=[EXHIBIT | {"report": " "}])


def test_a_picture_of_a_file_is_told_in_words(sealed):
    read_credential(document_id=sealed.pk)
    with pytest.raises(Refused, match="Say in words what the picture shows"):
        lab(**shown(sealed, picture=factories.image().pk))


def test_the_file_is_its_learners_to_keep_and_nobody_elses(
    sealed, author, course, learner, outsider, signed_in
):
    read_credential(document_id=sealed.pk)
    run = making.run_in(making.module_with(lab(**shown(sealed)), author=author, course=course), learner)
    browser = signed_in(learner)
    form = {f"call-{at}": "so" for at in range(6)} | {"round": "0"}
    browser.post(reverse("labs:desk", args=[run.pk]), making.sent(**form))
    page = browser.get(reverse("labs:desk", args=[run.pk])).text
    assert f'href="{sealed.url}" download' in page and "The seal holds" in page
    answer = browser.get(sealed.url)
    assert b"".join(answer.streaming_content) == content("intact")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert signed_in(outsider).get(sealed.url).status_code == 404


def test_saving_a_lab_has_its_files_read_once(sealed, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: sent.append((name, *args)))
    block = Lab.task.field.stream_block
    raw = [{"type": "real_or_synthetic", "value": shown(sealed) | {"items": [], "to_pass": 70}}]
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_readings(lab=Lab(task=block.to_python(raw)))
    assert sent == [("labs.credential", sealed.pk)]
    for _ in range(2):
        read_credential(document_id=sealed.pk)
    assert CredentialReading.objects.get().verdict == "test"
    read_credential(document_id=0)
