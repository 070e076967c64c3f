"""Facts as the documents of Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0), not signed yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from openbadgeslib.ob3 import IdentityObject, build_status_list_credential, status_entry
from openbadgeslib.ob3.credential import OB3_CONTEXT

from gamification.engines.openbadges.facts import ACHIEVED, Achievement, Alignment, Facts, Issuer, Recipient

Document = dict[str, Any]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
# did/v1 first: it names the terms of keys, and verifiers know it without fetching it.
ISSUER_CONTEXT = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    OB3_CONTEXT[1],
]


def credential(facts: Facts) -> Document:
    document: Document = {
        "@context": list(OB3_CONTEXT),
        "id": facts.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.achievement.name,
        "issuer": _profile(facts.issuer),
        "validFrom": moment(facts.valid_from),
        "credentialSubject": _subject(facts),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": status_entry(facts.place.url, "revocation", facts.place.index),
    }
    if facts.valid_until:
        document["validUntil"] = moment(facts.valid_until)
    if facts.evidence:
        document["evidence"] = [
            _without_empty(
                {"type": ["Evidence"], "id": one.url, "name": one.name, "narrative": one.narrative}
            )
            for one in facts.evidence
        ]
    return document


def achievement(what: Achievement) -> Document:
    document: Document = {
        "id": what.id,
        "type": ["Achievement"],
        "achievementType": "Badge",
        "name": what.name,
        "description": what.description,
        "criteria": {"id": what.id, "narrative": what.criteria},
    }
    if what.image:
        document["image"] = {"id": what.image, "type": "Image"}
    if what.alignments:
        document["alignment"] = [_alignment(one) for one in what.alignments]
    if what.levels:
        document["resultDescription"] = [_levels(what)]
    return document


def achievement_page(what: Achievement) -> Document:
    """An achievement on its own, as its address gives it."""
    return {"@context": list(OB3_CONTEXT), **achievement(what)}


def issuer_page(issuer: Issuer, keys: Iterable[tuple[str, str, datetime.datetime | None]]) -> Document:
    """The issuer with its public keys. keys: (name, multibase, when it was marked as compromised or None)."""
    methods, trusted = [], []
    for name, multibase, revoked_at in keys:
        method = {
            "id": f"{issuer.id}#{name}",
            "type": "Multikey",
            "controller": issuer.id,
            "publicKeyMultibase": multibase,
        }
        if revoked_at:
            method["revoked"] = moment(revoked_at)
        else:
            trusted.append(method["id"])
        methods.append(method)
    return {
        "@context": ISSUER_CONTEXT,
        **_profile(issuer),
        "verificationMethod": methods,
        "assertionMethod": trusted,
    }


def status_list(
    url: str, issuer: Issuer, withdrawn: Iterable[int], *, at: datetime.datetime, hours: int
) -> Document:
    """A Bitstring Status List of 131,072 badges; whoever holds a copy must ask again after `hours`."""
    until = at + datetime.timedelta(hours=hours)
    return build_status_list_credential(
        issuer.id, url, "revocation", withdrawn, issued=at, valid_until=until, ttl=5 * 60 * 1000
    )


def moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _profile(issuer: Issuer) -> Document:
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def _subject(facts: Facts) -> Document:
    subject: Document = {
        "id": facts.recipient.id,
        "type": ["AchievementSubject"],
        "identifier": list(_identities(facts.recipient)),
        "achievement": achievement(facts.achievement),
    }
    if facts.level:
        level = next(one for one in facts.achievement.levels if one.slug == facts.level)
        subject["result"] = [
            {
                "type": ["Result"],
                "resultDescription": f"{facts.achievement.id}#{ACHIEVED}",
                "achievedLevel": f"{facts.achievement.id}#{level.slug}",
                "value": level.name,
            }
        ]
    return subject


def _identities(recipient: Recipient) -> Iterable[Document]:
    yield IdentityObject.create(recipient.email, recipient.salt).to_dict()
    if recipient.name:
        yield IdentityObject(recipient.name, "name", hashed=False).to_dict()


def _alignment(one: Alignment) -> Document:
    return _without_empty(
        {
            "type": ["Alignment"],
            "targetType": "CFItem" if one.identifier else "ext:Competency",
            "targetName": one.name,
            "targetUrl": one.url,
            "targetCode": one.identifier,
            "targetFramework": one.framework,
            "targetDescription": one.description,
        }
    )


def _levels(what: Achievement) -> Document:
    return {
        "id": f"{what.id}#{ACHIEVED}",
        "type": ["ResultDescription"],
        "name": "Level",
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            _without_empty(
                {
                    "id": f"{what.id}#{one.slug}",
                    "type": ["RubricCriterionLevel"],
                    "name": one.name,
                    "level": str(number),
                    "description": one.description,
                }
            )
            for number, one in enumerate(what.levels, start=1)
        ],
    }


def _without_empty(document: Document) -> Document:
    return {name: value for name, value in document.items() if value}
