"""Whether a badge was withdrawn, by its issuer's Bitstring Status List (https://www.w3.org/TR/vc-bitstring-status-list/)."""

from __future__ import annotations

import json
from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OpenBadgeCredential, check_credential_status, verify_data_integrity_proof
from openbadgeslib.ob3.contexts import bundled_contexts

from gamification.engines.openbadges.trusting import Known, Method

# The signature covers statements, not JSON: in these members alone, JSON and statements are the same.
MEMBERS = {"@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject", "proof"}
OF_SUBJECT = {"id", "type", "statusPurpose", "encodedList", "ttl"}


class Withdrawn(Exception):
    """The list says so."""


class NotTold(Exception):
    """There is no list to go by, or it is not to be believed."""


def check(credential: OpenBadgeCredential, issuer: str, known: Known, method: Method) -> str:
    """A sentence where it stands. Raises Withdrawn or NotTold."""
    if not credential.credential_status:
        return "Its issuer keeps no list of withdrawn badges for it."
    for entry in credential.credential_status:
        own = known.withdrawn(str(entry.get("statusListCredential"))) if issuer == known.own else None
        if own is None:
            _look_up(credential, entry, issuer, known, method)
        elif entry.get("statusListIndex") in {str(index) for index in own}:
            raise Withdrawn("Its issuer has withdrawn it.")
    return "Its issuer has not withdrawn it."


def _look_up(
    credential: OpenBadgeCredential, entry: dict[str, Any], issuer: str, known: Known, method: Method
) -> None:
    url = str(entry.get("statusListCredential"))
    if (raw := known.lists(url)) is None:
        raise NotTold(
            "Whether it was withdrawn is not known here. "
            f"Save what {url[:200]} gives and name the file with --status."
        )
    is_json = raw.lstrip().startswith(b"{")
    if is_json:
        _believe(raw, url, issuer, known)
    try:
        check_credential_status(
            _alone(credential, entry),
            download=lambda _url: raw,
            verify_list=not is_json,
            list_pubkey_pem=method.pem,
        )
    except LibOpenBadgesException as error:
        if str(error).startswith("Credential status "):
            raise Withdrawn("Its issuer has withdrawn it.") from error
        raise NotTold(f"The list of withdrawn badges cannot be used. ({error})") from error


def _alone(credential: OpenBadgeCredential, entry: dict[str, Any]) -> OpenBadgeCredential:
    return OpenBadgeCredential(
        issuer=credential.issuer,
        recipient_id=credential.recipient_id,
        achievement=credential.achievement,
        id=credential.id,
        credential_status=[entry],
    )


def _believe(raw: bytes, url: str, issuer: str, known: Known) -> None:
    """Raises NotTold for a list that its issuer did not sign as it stands."""
    try:
        page = json.loads(raw)
        proof, subject = page["proof"], page["credentialSubject"]
        contexts, strange = page["@context"], (page.keys() - MEMBERS) | (subject.keys() - OF_SUBJECT)
        keys = known.issuers.get(issuer, {})
        if strange or not all(one in bundled_contexts() for one in contexts):
            raise NotTold("The list of withdrawn badges holds more than such a list may.")
        if page["id"] != url or page["issuer"] != issuer:
            raise NotTold("The list of withdrawn badges is not the one the badge names.")
        method = keys.get(proof["verificationMethod"])
        if method is None or not method.trusted:
            raise NotTold("The list of withdrawn badges is not signed by a key of the badge's issuer.")
        verify_data_integrity_proof(page, method.pem)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotTold("The list of withdrawn badges is not one that can be read.") from error
    except LibOpenBadgesException as error:
        raise NotTold("The list of withdrawn badges was changed after it was signed.") from error
