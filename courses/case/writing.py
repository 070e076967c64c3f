"""The framework as a CFPackage. The same framework gives the same bytes."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from courses.case.package import EXTENSION

SERVICE = "/ims/case/v1p1"
"""The path that the standard gives its resources. Addresses name them; nothing of ours answers there."""
BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class Statement(Protocol):
    """A competency, as its row has it."""

    pk: int
    parent_id: int | None
    identifier: uuid.UUID
    name: str
    slug: str
    description: str
    code: str
    kind: str
    sort_order: int
    archived_at: datetime.datetime | None
    changed_at: datetime.datetime


def written(competencies: Iterable[Statement], *, base: str, studio: str) -> bytes:
    """A CFPackage as JSON in UTF-8. base: the site's address. competencies: parents before their children."""
    rows = list(competencies)
    by_key = {one.pk: one for one in rows}
    changed = max((one.changed_at for one in rows), default=BEGINNING)
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"{base}{SERVICE}")
    title = f"Competencies of {studio}"
    link = _Links(base)
    kinds = sorted({one.kind for one in rows if one.kind})
    package = {
        "CFDocument": {
            **link.named("CFDocuments", document),
            "caseVersion": "1.1",
            "creator": studio,
            "title": title,
            "adoptionStatus": "Adopted",
            "lastChangeDateTime": _moment(changed),
        },
        "CFItems": [_item(one, link) for one in rows],
        "CFAssociations": [
            _association(one, by_key.get(one.parent_id) if one.parent_id else None, document, title, link)
            for one in rows
        ],
        "CFDefinitions": {"CFItemTypes": [_kind(kind, changed, link) for kind in kinds]},
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


class _Links:
    def __init__(self, base: str) -> None:
        self._base = base

    def named(self, resource: str, key: uuid.UUID) -> dict[str, str]:
        return {"identifier": str(key), "uri": f"{self._base}{SERVICE}/{resource}/{key}"}

    def to(self, resource: str, key: uuid.UUID, title: str) -> dict[str, str]:
        return {"title": title, **self.named(resource, key)}


def _item(one: Statement, link: _Links) -> dict[str, Any]:
    told: Mapping[str, Any] = {
        **link.named("CFItems", one.identifier),
        "fullStatement": one.description if one.description.strip() else one.name,
        "abbreviatedStatement": one.name,
        "humanCodingScheme": one.code,
        "CFItemType": one.kind,
        "CFItemTypeURI": link.to("CFItemTypes", _kind_key(one.kind), one.kind) if one.kind else None,
        "statusEndDate": one.archived_at.date().isoformat() if one.archived_at else None,
        "lastChangeDateTime": _moment(one.changed_at),
        "extensions": {EXTENSION: {"slug": one.slug}},
    }
    return {name: value for name, value in told.items() if value}


def _association(
    one: Statement, over: Statement | None, document: uuid.UUID, title: str, link: _Links
) -> dict[str, Any]:
    key = over.identifier if over else document
    return {
        **link.named("CFAssociations", uuid.uuid5(one.identifier, f"isChildOf {key}")),
        "associationType": "isChildOf",
        "sequenceNumber": one.sort_order,
        "originNodeURI": link.to("CFItems", one.identifier, one.name),
        "destinationNodeURI": (
            link.to("CFItems", key, over.name) if over else link.to("CFDocuments", document, title)
        ),
        "lastChangeDateTime": _moment(one.changed_at),
    }


def _kind(kind: str, changed: datetime.datetime, link: _Links) -> dict[str, Any]:
    return {
        **link.named("CFItemTypes", _kind_key(kind)),
        "title": kind,
        "description": kind,
        "hierarchyCode": "1",
        "lastChangeDateTime": _moment(changed),
    }


def _kind_key(kind: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"CFItemType {kind}")


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")
