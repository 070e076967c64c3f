"""What we issue, and copies of it that were meddled with, before two implementations that share no code."""

import copy
import json

import pytest

from gamification.engines import openbadges as ob
from tests.credentials.made import DAY, ISSUER, NOW, House, badge, ours, private_key, theirs

STRANGE_CONTEXT = "https://elsewhere.example/words.json"


def _subject(document):
    return document["credentialSubject"]


def _swap_key(document):
    document["proof"]["verificationMethod"] = f"{ISSUER.id}#key-2"


def _shorten_signature(document):
    value = document["proof"]["proofValue"]
    document["proof"]["proofValue"] = value[:-1] + ("1" if value[-1] != "1" else "2")


# What was done to the copy -> how.
TAMPERED = {
    "the recipient's name": lambda d: _subject(d)["identifier"][1].update(identityHash="Zoe Lukasz"),
    "the achievement's name": lambda d: _subject(d)["achievement"].update(name="Directing"),
    "the criteria": lambda d: _subject(d)["achievement"]["criteria"].update(narrative="Sign in."),
    "the level": lambda d: _subject(d)["result"][0].update(achievedLevel="https://studio.example/x#expert"),
    "the first day": lambda d: d.update(validFrom="2020-01-01T00:00:00Z"),
    "the last day": lambda d: d.update(validUntil="2099-01-01T00:00:00Z"),
    "the issuer's name": lambda d: d["issuer"].update(name="Another studio"),
    "the issuer": lambda d: d["issuer"].update(id="https://elsewhere.example/issuer/"),
    "the evidence": lambda d: d["evidence"][0].update(id="https://elsewhere.example/e/1"),
    "evidence taken out": lambda d: d["evidence"].pop(),
    "the place in the list": lambda d: d["credentialStatus"].update(statusListIndex="8"),
    "the list taken out": lambda d: d.pop("credentialStatus"),
    "the signature": _shorten_signature,
    "the key": _swap_key,
    "a key of one's own": lambda d: d["proof"].update(
        verificationMethod="did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    ),
    "the purpose": lambda d: d["proof"].update(proofPurpose="authentication"),
    "a context of their own": lambda d: d["@context"].append(STRANGE_CONTEXT),
    "a context written into it": lambda d: d["@context"].append({"name": "https://elsewhere.example/name"}),
    "a context taken out": lambda d: d["@context"].pop(1),
    "whose it is": lambda d: _subject(d).update(id="urn:uuid:00000000-0000-4000-8000-000000000000"),
    "no proof": lambda d: d.pop("proof"),
}


def tampered(how) -> str:
    document = copy.deepcopy(json.loads(badge()))
    TAMPERED[how](document)
    return json.dumps(document, ensure_ascii=False)


def test_what_we_issue_holds_for_both_whatever_the_script_of_its_names():
    house = House(keys=("key-1", "key-2"))
    plain = badge(
        number=8, level="", evidence=(), valid_until=None, recipient=ob.Recipient("urn:x:1", "a@b", "s")
    )
    issued = [badge(), badge(key="key-2", number=9), plain]
    assert [ours(text, house).verdict for text in issued] == ["valid"] * 3
    assert theirs(issued, house) == ["valid"] * 3
    assert ours(badge(), house).says["recipient"] == "Zoë Łukasz 田中 ‏مريم"


@pytest.mark.parametrize("how", TAMPERED)
def test_a_copy_that_was_meddled_with_fails_here(how):
    report = ours(tampered(how), House(keys=("key-1", "key-2")))
    assert report.verdict in ("invalid", "unknown issuer")
    assert report.says == {}
    assert report.checks[-1].passed is not True and report.checks[-1].sentence


def test_copies_that_were_meddled_with_fail_there_too():
    spoken = dict(
        zip(
            TAMPERED, theirs([tampered(how) for how in TAMPERED], House(keys=("key-1", "key-2"))), strict=True
        )
    )
    assert [how for how, said in spoken.items() if said in ("valid", "revoked")] == []


def test_withdrawn_run_out_and_a_key_given_up_fail_for_both():
    house = House(keys=("key-1", "key-2"), withdrawn=(7,), revoked=("key-1",))
    withdrawn = badge(key="key-2", number=7)
    expired = badge(key="key-2", number=9, valid_until=NOW - 2 * DAY, valid_from=NOW - 9 * DAY)
    given_up = badge(key="key-1", number=10)
    stands = badge(key="key-2", number=11)
    asked = [withdrawn, expired, given_up, stands]
    assert [ours(text, house).verdict for text in asked] == ["revoked", "expired", "revoked", "valid"]
    said = theirs(asked, house)
    assert said[0] == "revoked" and said[3] == "valid"
    assert "validUntil" in said[1] or "expired" in said[1] or "is after" in said[1], said[1]
    assert "not authorized" in said[2], said[2]


def test_a_badge_signed_by_a_stranger_in_our_name_fails_for_both():
    forged = json.loads(badge())
    forged.pop("proof")
    text = ob.sign_credential(forged, private_key("stranger"), f"{ISSUER.id}#key-1", at=NOW)
    assert ours(text, House()).verdict == "invalid"
    assert theirs([text], House())[0] not in ("valid", "revoked")


@pytest.mark.parametrize("how", ["a context of their own", "a context written into it"])
def test_a_context_that_is_not_ours_is_named(how):
    check = ours(tampered(how), House()).checks[-1]
    assert check.name == "context" and "a context that is not ours to trust" in check.sentence
