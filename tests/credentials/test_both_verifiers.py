"""What we issue, and copies of it that were meddled with, before two implementations that share no code."""

import copy
import json
from functools import lru_cache

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


HOUSE = House(keys=("key-1", "key-2"))


@lru_cache
def issued() -> tuple[str, ...]:
    someone = ob.Recipient("urn:uuid:0b0f2a0e-5f1c-4b8e-9e55-3d0d5b9f1a12", "li@studio.example", "salt")
    plain = badge(number=8, level="", evidence=(), valid_until=None, recipient=someone)
    return badge(), badge(key="key-2", number=9), plain


@pytest.fixture(scope="module")
def said_there():
    """What the second verifier says of what was issued, and of each copy that was meddled with."""
    said = theirs([*issued(), *map(tampered, TAMPERED)], HOUSE)
    return said[: len(issued())], dict(zip(TAMPERED, said[len(issued()) :], strict=True))


def test_what_we_issue_holds_for_both_whatever_the_script_of_its_names(said_there):
    assert [ours(text, HOUSE).verdict for text in issued()] == ["valid"] * 3
    assert said_there[0] == ["valid"] * 3
    assert ours(badge(), HOUSE).says["recipient"] == "Zoë Łukasz 田中 \u200fمريم"


@pytest.mark.parametrize("how", TAMPERED)
def test_a_copy_that_was_meddled_with_fails_here(how):
    report = ours(tampered(how), HOUSE)
    assert report.verdict in ("invalid", "unknown issuer")
    assert report.says == {}
    assert report.checks[-1].passed is not True and report.checks[-1].sentence


def test_copies_that_were_meddled_with_fail_there_too(said_there):
    assert [how for how, said in said_there[1].items() if said in ("valid", "revoked")] == []


def test_withdrawn_run_out_signed_by_a_key_given_up_or_a_strangers_fails_for_both():
    house = House(keys=("key-1", "key-2"), withdrawn=(7,), revoked=("key-1",))
    withdrawn = badge(key="key-2", number=7)
    expired = badge(key="key-2", number=9, valid_until=NOW - 2 * DAY, valid_from=NOW - 9 * DAY)
    given_up = badge(key="key-1", number=10)
    stands = badge(key="key-2", number=11)
    forged = json.loads(stands)
    forged.pop("proof")
    by_a_stranger = ob.sign_credential(forged, private_key("stranger"), f"{ISSUER.id}#key-2", at=NOW)
    asked = [withdrawn, expired, given_up, stands, by_a_stranger]
    verdicts = ["revoked", "expired", "revoked", "valid", "invalid"]
    assert [ours(text, house).verdict for text in asked] == verdicts
    said = theirs(asked, house)
    assert said[0] == "revoked" and said[3] == "valid"
    assert "validUntil" in said[1] or "expired" in said[1] or "is after" in said[1], said[1]
    assert "not authorized" in said[2], said[2]
    assert said[4] == "Invalid signature."


@pytest.mark.parametrize("how", ["a context of their own", "a context written into it"])
def test_a_context_that_is_not_ours_is_named(how):
    check = ours(tampered(how), House()).checks[-1]
    assert check.name == "context" and "a context that is not ours to trust" in check.sentence
