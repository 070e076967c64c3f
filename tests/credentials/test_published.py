"""What anybody may read of our badges, and the command that verifies one."""

import json
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.urls import reverse

from gamification import keys
from gamification.engines import openbadges as ob
from gamification.services import publishing
from gamification.services.credentials import issue, revoke, show
from tests.credentials.made import NOW


def test_nobody_reads_a_badge_that_is_not_shown(award, client):
    badge = issue(award=award, at=NOW)
    addresses = [
        reverse(f"gamification:credential_{form}", args=[badge.pk]) for form in ("json", "png", "svg")
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    show(credential=badge, public=True)
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert [ob.verify(answer.content, publishing.known()).verdict for answer in answers] == ["valid"] * 3
    again = client.get(addresses[0], headers={"if-none-match": answers[0]["ETag"]})
    assert (again.status_code, answers[0]["Access-Control-Allow-Origin"]) == (304, "*")
    show(credential=badge, public=False)
    assert client.get(addresses[0]).status_code == 404


def test_a_stranger_with_what_is_published_verifies_and_hears_of_a_withdrawal(
    award, client, tmp_path, caplog
):
    badge = issue(award=award, at=NOW)
    published = {}
    for name, route, args in (("issuer", "issuer", []), ("before", "status_list", [1])):
        published[name] = client.get(reverse(f"gamification:{route}", args=args)).content
    revoke(credential=badge, reason="At their wish.", at=NOW)
    published["after"] = client.get(reverse("gamification:status_list", args=[1])).content
    issuer, methods = ob.read_issuer(published["issuer"])
    heard = [
        ob.verify(
            badge.document.encode(), ob.Known({issuer: methods}, lambda url, held=held: published[held])
        )
        for held in ("before", "after")
    ]
    assert [report.verdict for report in heard] == ["valid", "revoked"]
    assert client.get(reverse("gamification:status_list", args=[2])).status_code == 404
    keys.folder().joinpath("key-1.pem").rename(tmp_path / "elsewhere.pem")
    silent = client.get(reverse("gamification:status_list", args=[1]))
    assert silent.status_code == 503 and "cannot be used just now" in silent.json()["message"]
    assert str(keys.folder()) in caplog.text and str(keys.folder()) not in silent.content.decode()


def test_an_achievement_and_its_picture_are_there_for_everyone(award, client):
    page = client.get(reverse("gamification:achievement", args=["night-work"])).json()
    assert (page["name"], page["criteria"]["narrative"]) == ("Night work", "Light it.")
    picture = client.get(page["image"]["id"].removeprefix("http://127.0.0.1:8000"))
    assert picture["Content-Type"] == "image/svg+xml" and b"Night work" in picture.content


def test_the_command_says_of_each_check_how_it_went(award, tmp_path, capsys):
    badge = issue(award=award, name=True, at=NOW)
    file = tmp_path / "badge.json"
    file.write_text(badge.document)
    told = StringIO()
    call_command("verify_badge", str(file), stdout=told)
    assert told.getvalue().startswith("Valid\n") and "says recipient: Lena Brandt" in told.getvalue()
    file.write_text(badge.document.replace("Night work", "Night\\u001b[2Jwork"))
    told = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("verify_badge", str(file), "--json", stdout=told)
    answer = json.loads(told.getvalue())
    assert (answer["valid"], answer["verdict"], answer["checks"][-1]["name"]) == (
        False,
        "invalid",
        "signature",
    )


def test_the_command_takes_the_files_of_another_issuer(award, tmp_path, settings):
    badge = issue(award=award, at=NOW)
    for name, text in (
        ("badge.json", badge.document),
        ("issuer.json", publishing.issuer_text()),
        ("list.json", publishing.status_text(1)),
    ):
        tmp_path.joinpath(name).write_text(text)
    with pytest.raises(CommandError, match="is this site itself"):
        call_command("verify_badge", f"{tmp_path}/badge.json", issuer=f"{tmp_path}/issuer.json")
    settings.WAGTAILADMIN_BASE_URL = "https://another.example"
    told = StringIO()
    call_command(
        "verify_badge",
        f"{tmp_path}/badge.json",
        issuer=f"{tmp_path}/issuer.json",
        status=f"{tmp_path}/list.json",
        stdout=told,
    )
    assert told.getvalue().startswith("Valid\n")
    for missing in (f"{tmp_path}/none.json", "https://127.0.0.1:9/badge.json"):
        with pytest.raises(CommandError, match="cannot be read|could not be fetched"):
            call_command("verify_badge", missing)


def test_a_list_of_ours_says_nothing_of_a_strangers_badge(award):
    issue(award=award, at=NOW)
    known = publishing.known()
    assert known.withdrawn("http://127.0.0.1:8000/badges/status/1/") == []
    for other in (
        "http://127.0.0.1:8000/badges/status/2/",
        "http://127.0.0.1:8000/badges/status/" + "9" * 5000,
    ):
        assert known.withdrawn(other) is None


def test_the_start_says_what_is_wrong_with_the_folder_of_keys(award, settings, tmp_path):
    def told() -> list[str]:
        return [one.id for one in run_checks(tags=["greenroom"]) if "BADGE" in f"{one.msg} {one.hint}"]

    issue(award=award, at=NOW)
    assert told() == []
    keys.folder().chmod(0o750)
    assert told() == ["greenroom.W024"]
    settings.GREENROOM_BADGE_KEYS = f"{settings.MEDIA_ROOT}/keys"
    assert told() == ["greenroom.E012"]
