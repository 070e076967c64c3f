"""Badges issued from awards: once, withdrawn for good, by keys that change."""

import json
import os
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from courses.services import Refused
from gamification import keys
from gamification.engines import openbadges as ob
from gamification.models import BadgeAward, BadgeClass, Credential, SigningKey, StatusEntry
from gamification.queries.credentials import Fate, current_credential, fate
from gamification.services import publishing
from gamification.services.credentials import issue, renew, revoke
from gamification.services.signing import make_key
from tests.credentials.made import DAY, NOW
from tests.factories import competency


def verdict(credential: Credential) -> str:
    return ob.verify(credential.document.encode(), publishing.known()).verdict


def said(credential: Credential) -> dict:
    return json.loads(credential.document)


def test_an_issued_badge_says_what_was_shared_and_nothing_else(award, learner):
    shown = (ob.Shown("Night exterior", "Three passes."),)
    badge = said(issue(award=award, shared_evidence=shown, name=True, at=NOW))
    assert badge["evidence"] == [
        {"type": ["Evidence"], "name": "Night exterior", "narrative": "Three passes."}
    ]
    assert [one["identityHash"] for one in badge["credentialSubject"]["identifier"]][1:] == ["Lena Brandt"]
    assert badge["issuer"]["id"] == "http://127.0.0.1:8000/badges/issuer/"
    assert badge["validFrom"] == ob.moment(NOW - DAY)
    quiet = issue(award=award, at=NOW).document
    for kept in ("Lena", "Brandt", learner.email, "Night exterior", "Three passes"):
        assert kept not in quiet
    assert "evidence" not in json.loads(quiet)


def test_a_level_and_its_competency_are_said_by_their_identifiers_and_only_if_shown(award):
    skill = competency("night-light", "Night light")
    award.level, award.competencies, award.valid_until = "practitioner", [skill.slug], NOW + 9 * DAY
    award.save()
    badge = said(issue(award=award, at=NOW))
    achievement, result = badge["credentialSubject"]["achievement"], badge["credentialSubject"]["result"][0]
    assert badge["validUntil"] == ob.moment(NOW + 9 * DAY)
    named = {one["id"]: one["name"] for one in achievement["resultDescription"][0]["rubricCriterionLevel"]}
    assert named[result["achievedLevel"]] == "Practitioner"
    aligned = [(one["targetType"], one["targetCode"], one["targetName"]) for one in achievement["alignment"]]
    assert aligned == [("CFItem", str(skill.identifier), skill.name)]
    quiet = issue(award=award, level=False, at=NOW)
    assert "result" not in said(quiet)["credentialSubject"] and "Practitioner" not in quiet.document


def test_the_same_is_not_issued_twice_and_something_else_replaces_it(award):
    first = issue(award=award, at=NOW)
    assert issue(award=award, at=NOW) == first
    second = issue(award=award, name=True, at=NOW)
    first.refresh_from_db()
    assert (verdict(first), verdict(second)) == ("revoked", "valid")
    assert fate(first, NOW) is Fate.REPLACED and first.replaced_by == second
    assert current_credential(award) == second
    places = {json.dumps(said(one)["credentialStatus"]) for one in (first, second)}
    assert len(places) == 2


def test_a_withdrawn_badge_stays_withdrawn_when_its_person_is_erased(award, learner):
    badge = issue(award=award, at=NOW)
    revoke(credential=badge, reason="At their wish.", at=NOW)
    revoke(credential=badge, reason="Again.", at=NOW)
    badge.refresh_from_db()
    assert (badge.reason, fate(badge, NOW)) == ("At their wish.", Fate.REVOKED)
    award.delete()
    assert not Credential.objects.exists()
    assert verdict(badge) == "revoked"
    assert StatusEntry.objects.exclude(revoked_at=None).count() == 1


def test_renewing_keeps_the_one_before_to_its_end(award, learner, module):
    badge = issue(award=award, at=NOW)
    assert renew(credential=badge, award=award, at=NOW) == badge
    other = BadgeClass.objects.create(slug="again", name="Again", description="Again.", criteria="Once more.")
    followed = BadgeAward.objects.create(user=learner, badge=other, module=module, reason="", rule="x/1")
    fresh = renew(credential=badge, award=followed, at=NOW)
    badge.refresh_from_db()
    assert badge.replaced_by == fresh and fate(badge, NOW) is Fate.VALID
    assert [verdict(badge), verdict(fresh)] == ["valid", "valid"]


def test_after_a_rotation_old_badges_hold_and_new_ones_bear_the_new_key(award):
    old = issue(award=award, at=NOW)
    assert make_key().name == "key-2"
    new = issue(award=award, name=True, at=NOW)
    assert [said(one)["proof"]["verificationMethod"].split("#")[1] for one in (old, new)] == [
        "key-1",
        "key-2",
    ]
    assert verdict(new) == "valid"
    page = json.loads(publishing.issuer_text())
    assert [one.split("#")[1] for one in page["assertionMethod"]] == ["key-1", "key-2"]


def test_what_a_key_signed_that_was_given_up_counts_no_more_and_is_issued_anew(award):
    old = issue(award=award, at=NOW)
    call_command("revoke_badge_key", "key-1", reason="A laptop was stolen.", stdout=StringIO())
    report = ob.verify(old.document.encode(), publishing.known())
    assert report.verdict == "revoked" and "A laptop was stolen." in report.checks[-1].sentence
    with pytest.raises(Refused, match="make_badge_key"):
        issue(award=award, at=NOW)
    call_command("make_badge_key", stdout=StringIO())
    fresh = issue(award=award, at=NOW)
    assert fresh != old and verdict(fresh) == "valid"
    page = json.loads(publishing.issuer_text())
    assert [one.split("#")[1] for one in page["assertionMethod"]] == ["key-2"]
    with pytest.raises(CommandError, match="no key called key-9"):
        call_command("revoke_badge_key", "key-9", reason="None.")


def test_no_older_key_signs_in_place_of_one_that_was_given_up(award):
    issue(award=award, at=NOW)
    make_key()
    call_command("revoke_badge_key", "key-2", reason="A laptop was stolen.", stdout=StringIO())
    with pytest.raises(Refused, match="key-2 was given up"):
        issue(award=award, name=True, at=NOW)
    assert make_key().name == "key-3"
    assert said(issue(award=award, name=True, at=NOW))["proof"]["verificationMethod"].endswith("#key-3")


def _gone(path):
    path.unlink()


def _open_to_others(path):
    path.chmod(0o644)


def _another(path):
    path.write_bytes(ob.fresh_private_pem())


def _rubbish(path):
    path.write_text("-----BEGIN NOTHING-----")


def _folder_open(path):
    path.parent.chmod(0o755)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (_gone, "is not there"),
        (_open_to_others, "chmod 600"),
        (_folder_open, "chmod 700"),
        (_another, "another key-1"),
        (_rubbish, "no Ed25519 key"),
    ],
)
def test_without_its_key_nothing_is_signed_and_what_there_is_stays_good(award, harm, sentence):
    old = issue(award=award, at=NOW)
    harm(keys.folder() / "key-1.pem")
    with pytest.raises(Refused, match=sentence):
        issue(award=award, name=True, at=NOW)
    assert Credential.objects.get() == old and BadgeAward.objects.filter(pk=award.pk).exists()
    assert verdict(old) == "valid"


def test_private_keys_are_in_a_closed_file_and_not_in_the_database(award):
    issue(award=award, at=NOW)
    file = keys.folder() / "key-1.pem"
    assert [oct(place.stat().st_mode & 0o777) for place in (file.parent, file)] == ["0o700", "0o600"]
    assert os.listdir(file.parent) == ["key-1.pem"]
    assert "PRIVATE" in file.read_text()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM gamification_signingkey")
        assert "PRIVATE" not in str(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_places_and_one_award_one_badge(award, learner, module):
    other = BadgeClass.objects.create(slug="other", name="Other", description="Other.", criteria="Other.")
    second = BadgeAward.objects.create(user=learner, badge=other, module=module, reason="", rule="x/1")
    ready, failed = Barrier(4), []

    def run(which):
        try:
            ready.wait()
            issue(award=which, at=NOW)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[which]) for which in (award, award, second, second)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert failed == []
    assert Credential.objects.count() == StatusEntry.objects.count() == 2
    assert SigningKey.objects.count() == 1
