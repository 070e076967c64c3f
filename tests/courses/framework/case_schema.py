"""What the CASE 1.1 information model asks of a CFPackage, as far as we write one."""

import datetime
import re
import uuid

TEXT, NUMBER, OBJECT = str, int, dict
LINK = {"title": TEXT, "identifier": "uuid", "uri": "uri"}
NODE = LINK | {"?targetType": TEXT}
SHAPES = {
    "CFDocument": {
        "identifier": "uuid",
        "uri": "uri",
        "creator": TEXT,
        "title": TEXT,
        "lastChangeDateTime": "moment",
    }
    | {"?caseVersion": "1.1", "?adoptionStatus": TEXT},
    "CFItems": {"identifier": "uuid", "fullStatement": TEXT, "uri": "uri", "lastChangeDateTime": "moment"}
    | {"?abbreviatedStatement": TEXT, "?humanCodingScheme": TEXT, "?CFItemType": TEXT, "?CFItemTypeURI": LINK}
    | {"?statusEndDate": "date", "?extensions": OBJECT},
    "CFAssociations": {"identifier": "uuid", "associationType": "isChildOf", "uri": "uri"}
    | {
        "originNodeURI": NODE,
        "destinationNodeURI": NODE,
        "lastChangeDateTime": "moment",
        "?sequenceNumber": NUMBER,
    },
    "CFItemTypes": {"identifier": "uuid", "uri": "uri", "title": TEXT, "description": TEXT}
    | {"hierarchyCode": TEXT, "lastChangeDateTime": "moment"},
}


def check(package):
    """Raises AssertionError with the place."""
    assert set(package) == {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions"}
    _fits(package["CFDocument"], SHAPES["CFDocument"], "CFDocument")
    for name in ("CFItems", "CFAssociations"):
        for number, one in enumerate(package[name]):
            _fits(one, SHAPES[name], f"{name}[{number}]")
    assert set(package["CFDefinitions"]) == {"CFItemTypes"}
    for one in package["CFDefinitions"]["CFItemTypes"]:
        _fits(one, SHAPES["CFItemTypes"], "CFItemTypes")


def _fits(value, shape, place):
    if isinstance(shape, dict):
        assert isinstance(value, dict), place
        needed = {name for name in shape if not name.startswith("?")}
        known = {name.removeprefix("?"): one for name, one in shape.items()}
        assert needed <= set(value) <= set(known), (place, set(value) ^ needed)
        for name, one in value.items():
            _fits(one, known[name], f"{place}.{name}")
    elif isinstance(shape, type):
        assert type(value) is shape and value != "", place
    elif shape == "uuid":
        assert str(uuid.UUID(value)) == value, place
    elif shape == "uri":
        assert re.fullmatch(r"https?://\S+", value), place
    elif shape == "moment":
        assert datetime.datetime.fromisoformat(value).tzinfo is not None, place
    elif shape == "date":
        assert datetime.date.fromisoformat(value), place
    else:
        assert value == shape, place
