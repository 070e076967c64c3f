"""A package as a body that publishes standards has it."""

import json
import uuid

from courses.case import read_package

BASE = "https://greenroom.example"
DOCUMENT, DOMAIN, SKILL = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def node(key):
    return {"title": "A statement", "identifier": key, "uri": f"{BASE}/{key}"}


def under(child, parent, **facts):
    ends = {"originNodeURI": node(child), "destinationNodeURI": node(parent)}
    return {"identifier": str(uuid.uuid4()), "associationType": "isChildOf", **ends, **facts}


def package():
    """As a body that publishes standards has it."""
    statement = "Analyses how light, colour and framing shape what an audience feels. " * 3
    return {
        "CFDocument": {"identifier": DOCUMENT, "title": "Media arts", "creator": "A board"},
        "CFItems": [
            {
                "identifier": DOMAIN,
                "fullStatement": "Light",
                "CFItemType": "Domain",
                "educationLevel": ["09"],
            },
            {"identifier": SKILL, "fullStatement": statement, "humanCodingScheme": "L.1", "language": "en"},
        ],
        "CFAssociations": [
            under(DOMAIN, DOCUMENT, sequenceNumber=1),
            under(SKILL, DOMAIN, sequenceNumber=4),
            under(SKILL, DOCUMENT),
            {**under(SKILL, "https://elsewhere.example/x"), "associationType": "exactMatchOf"},
        ],
        "CFRubrics": [{"identifier": DOCUMENT}],
    }


def read(value):
    return read_package(json.dumps(value).encode())
