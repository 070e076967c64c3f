"""The framework as a file, by command and in the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from courses.case import read_package
from courses.models import Competency
from courses.services import plan_framework
from tests.courses.framework import case_schema

IMPORT = reverse("competencies:import")


def test_a_studio_checks_and_imports_by_command(foreign, db, tmp_path, capsys):
    file = tmp_path / "package.json"
    file.write_text(json.dumps(foreign))
    call_command("import_case", file, check=True)
    assert "Would change: 2" in capsys.readouterr().out
    assert not Competency.objects.exists()
    call_command("import_case", file)
    assert "- Light: new" in capsys.readouterr().out
    call_command("export_case", tmp_path / "ours.json")
    case_schema.check(json.loads((tmp_path / "ours.json").read_text()))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_case", tmp_path / "nothing.json")
    file.write_text("{")
    with pytest.raises(CommandError, match="package.json: Line 1, column 2: the file is not JSON"):
        call_command("import_case", file)


def upload(value):
    return {"file": SimpleUploadedFile("any.bin", json.dumps(value).encode())}


def test_an_author_sees_what_would_change_before_it_does(foreign, author, signed_in):
    browser = signed_in(author)
    shown = browser.post(IMPORT, upload(foreign))
    page = shown.content.decode()
    assert "Light" in page and "educationLevel" in page
    assert not Competency.objects.exists()
    sent = {"package": shown.context["text"], "looked_at": shown.context["plan"].digest}
    assert browser.post(IMPORT, sent).status_code == 302
    assert Competency.objects.count() == 2
    export = browser.get(reverse("competencies:export"))
    assert export["Content-Disposition"] == 'attachment; filename="competencies.json"'
    assert not plan_framework(package=read_package(export.content)).changing


def test_what_would_do_something_else_by_now_is_shown_again(foreign, author, signed_in):
    browser = signed_in(author)
    shown = browser.post(IMPORT, upload(foreign))
    Competency.objects.create(slug="light", name="Light")
    sent = {"package": shown.context["text"], "looked_at": shown.context["plan"].digest}
    again = browser.post(IMPORT, sent)
    assert again.status_code == 422
    assert "Look at it again" in again.content.decode()
    assert "Light (2)" in again.content.decode()
    assert Competency.objects.count() == 1


def test_a_bad_upload_says_where_and_loses_nothing(foreign, author, signed_in):
    browser = signed_in(author)
    foreign["CFItems"][0]["identifier"] = "lamp"
    refused = browser.post(IMPORT, upload(foreign))
    assert refused.status_code == 422
    assert "CFItems[0].identifier: “lamp” is no UUID." in refused.content.decode()
    assert "Choose a file first" in browser.post(IMPORT).content.decode()


@pytest.mark.parametrize("who", ["learner", "manager", "reviewer"])
def test_nobody_else_exports_or_imports(who, foreign, request, signed_in):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get(reverse("competencies:export")).status_code == 404
    assert browser.post(IMPORT, upload(foreign)).status_code == 404
