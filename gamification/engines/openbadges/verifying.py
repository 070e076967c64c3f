"""Any Open Badge 3.0, verified without a network: form, issuer, signature, withdrawal, dates."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier, OpenBadgeCredential, resolve_verification_method
from openbadgeslib.ob3.contexts import bundled_contexts

from gamification.engines.openbadges import withdrawn
from gamification.engines.openbadges.reading import Carried, Form, Unreadable, read
from gamification.engines.openbadges.trusting import Known, Method, pem_of
from gamification.engines.openbadges.verdicts import Check, Report, Verdict

Document = dict[str, Any]
# What the library says first where everything but the dates is in order: dates come after the signature.
LATE = {"Credential has expired": Verdict.EXPIRED, "Credential is not yet valid": Verdict.NOT_YET_VALID}


class _Stop(Exception):
    def __init__(self, verdict: Verdict, name: str, sentence: str, *, unknown: bool = False) -> None:
        super().__init__(sentence)
        self.verdict, self.check = verdict, Check(name, None if unknown else False, sentence)


def verify(data: bytes, known: Known) -> Report:
    """What is to be thought of a badge. Never raises for what the badge holds."""
    checks: list[Check] = []
    says: dict[str, str] = {}
    verdict = Verdict.VALID
    try:
        for check in _checks(data, known, says):
            checks.append(check)
    except _Stop as stop:
        checks.append(stop.check)
        verdict = stop.verdict
    return Report(verdict, tuple(checks), says)


def _checks(data: bytes, known: Known, says: dict[str, str]) -> Iterator[Check]:
    carried, document = _opened(data)
    yield Check("form", True, f"The {carried.carrier} holds an Open Badge 3.0 as {carried.form.upper()}.")
    if carried.form is Form.JSON:
        _contexts_are_known(document)
        yield Check("context", True, "Every word in it is defined by a context that is known here.")
    issuer = _issuer(document)
    address, method = _method(carried, document, issuer, known)
    yield Check("issuer", True, f"The key {address} belongs to the issuer {issuer}.")
    credential, late = _signature(carried, document, method.pem)
    yield Check("signature", True, "Nothing was changed since it was signed.")
    says.update(_told(credential))
    try:
        yield _withdrawal(credential, document, known, method)
    except _Stop as stop:
        # Run out is run out, whatever a list would say; withdrawn says more.
        if late is None or stop.verdict is Verdict.REVOKED:
            raise
        yield stop.check
    if late:
        raise late
    yield Check("dates", True, _dates(credential))


def _opened(data: bytes) -> tuple[Carried, Document]:
    try:
        carried = read(data)
        document = json.loads(carried.text if carried.form is Form.JSON else _part(carried.text, 1))
    except Unreadable as error:
        raise _Stop(Verdict.UNREADABLE, "form", str(error)) from error
    except (ValueError, RecursionError) as error:
        sentence = (
            "The badge is cut off or damaged: it is not whole JSON. Take it again from where you got it."
        )
        raise _Stop(Verdict.UNREADABLE, "form", sentence) from error
    if not isinstance(document, dict) or not _types(document) & {
        "OpenBadgeCredential",
        "AchievementCredential",
    }:
        raise _Stop(Verdict.UNREADABLE, "form", "It is JSON, but no Open Badge 3.0.")
    return carried, document


def _part(token: str, number: int) -> bytes:
    part = token.split(".")[number]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _types(document: Document) -> set[str]:
    types = document.get("type")
    return {one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)}


def _contexts_are_known(document: Document) -> None:
    contexts = document.get("@context")
    for context in contexts if isinstance(contexts, list) else [contexts]:
        if not isinstance(context, str) or context not in bundled_contexts():
            named = context if isinstance(context, str) else "one written into the badge itself"
            raise _Stop(
                Verdict.INVALID,
                "context",
                f"It names a context that is not ours to trust: {named[:200]}. "
                "Words could mean anything under it, so nothing in it is believed.",
            )


def _issuer(document: Document) -> str:
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(found, str) or not found:
        raise _Stop(Verdict.INVALID, "issuer", "It names no issuer.")
    return found


def _method(carried: Carried, document: Document, issuer: str, known: Known) -> tuple[str, Method]:
    address = _address(carried, document, issuer)
    keys: Mapping[str, Method] | None = known.issuers.get(issuer)
    if keys is None and issuer.startswith("did:key:"):
        return address or issuer, _self_named(issuer)
    if keys is None:
        raise _Stop(
            Verdict.UNKNOWN_ISSUER,
            "issuer",
            f"Its issuer {issuer[:200]} is not known here, so anybody could have signed it in that name. "
            "Save what that address gives and name the file with --issuer.",
            unknown=True,
        )
    if not address and carried.form is Form.JWT:
        address = _by_key(carried.text, keys)
    if address not in keys:
        named = f"the key {address[:200]}" if address else "no key"
        raise _Stop(Verdict.INVALID, "issuer", f"It names {named}, and its issuer {issuer} has no such key.")
    if not keys[address].trusted:
        sentence = f"Its issuer no longer stands by the key {address}: badges signed with it count no more."
        raise _Stop(Verdict.REVOKED, "issuer", f"{sentence} {keys[address].why}".strip())
    return address, keys[address]


def _address(carried: Carried, document: Document, issuer: str) -> str:
    """Of the key that is said to have signed, empty where none is named."""
    if carried.form is Form.JWT:
        named = _string(_head(carried.text).get("kid"))
        return f"{issuer}{named}" if named.startswith("#") else named
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if not isinstance(proof, dict):
        raise _Stop(Verdict.INVALID, "signature", "It carries no signature, or several: nobody stands by it.")
    return _string(proof.get("verificationMethod"))


def _by_key(token: str, keys: Mapping[str, Method]) -> str:
    """The address of the key a JWT carries with it, or of the only one there is; else empty."""
    if not isinstance(jwk := _head(token).get("jwk"), dict):
        return next(iter(keys)) if len(keys) == 1 else ""
    try:
        pem = pem_of({"id": "of the JWT", "publicKeyJwk": jwk})
    except Unreadable:
        return ""
    return next((address for address, method in keys.items() if method.pem == pem), "")


def _head(token: str) -> dict[str, Any]:
    try:
        head = json.loads(_part(token, 0))
    except (ValueError, RecursionError) as error:
        raise _Stop(Verdict.UNREADABLE, "form", "The head of the JWT cannot be read.") from error
    return head if isinstance(head, dict) else {}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _self_named(did: str) -> Method:
    try:
        return Method(resolve_verification_method(did), True)
    except LibOpenBadgesException as error:
        raise _Stop(Verdict.INVALID, "issuer", "Its issuer is named by a key that cannot be read.") from error


def _signature(carried: Carried, document: Document, pem: bytes) -> tuple[OpenBadgeCredential, _Stop | None]:
    """What was signed, and what is wrong with its dates."""
    is_json = carried.form is Form.JSON
    check: Callable[[Any], OpenBadgeCredential] = (
        OB3LdpVerifier(pubkey_pem=pem).verify if is_json else OB3Verifier(pubkey_pem=pem).verify
    )
    try:
        return check(carried.text), None
    except LibOpenBadgesException as error:
        for said, verdict in LATE.items():
            if str(error).startswith(said):
                credential = _parsed(document, is_json)
                return credential, _Stop(verdict, "dates", _dates(credential))
        sentence = (
            f"Its signature does not hold: it was changed after it was signed, or never signed so. ({error})"
        )
        raise _Stop(Verdict.INVALID, "signature", sentence) from error


def _parsed(document: Document, is_json: bool) -> OpenBadgeCredential:
    read_as = OpenBadgeCredential.from_vc_document if is_json else OpenBadgeCredential.from_jwt_payload
    try:
        return read_as(document)
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        sentence = f"It does not say what every badge must say. ({error})"
        raise _Stop(Verdict.INVALID, "form", sentence) from error


def _withdrawal(credential: OpenBadgeCredential, document: Document, known: Known, method: Method) -> Check:
    try:
        sentence = withdrawn.check(credential, _issuer(document), known, method)
    except withdrawn.Withdrawn as error:
        raise _Stop(Verdict.REVOKED, "withdrawal", str(error)) from error
    except withdrawn.NotTold as error:
        raise _Stop(Verdict.STATUS_UNKNOWN, "withdrawal", str(error), unknown=True) from error
    return Check("withdrawal", True, sentence)


def _dates(credential: OpenBadgeCredential) -> str:
    begins = credential.issuance_date.date().isoformat() if credential.issuance_date else "ever"
    if credential.expiration_date is None:
        return f"Valid since {begins}, without an end."
    return f"Valid from {begins} to {credential.expiration_date.date().isoformat()}."


def _told(credential: OpenBadgeCredential) -> dict[str, str]:
    """What it says, for people."""
    told = {
        "id": credential.id or "",
        "achievement": credential.achievement.name,
        "issuer": credential.issuer.name or credential.issuer.id,
        "level": _joined(one.value for one in credential.results),
        "recipient": _joined(one.identity_hash for one in credential.identifiers if not one.hashed),
    }
    return {name: value for name, value in told.items() if isinstance(value, str) and value}


def _joined(values: Iterable[object]) -> str:
    return ", ".join(value for value in values if isinstance(value, str) and value)
