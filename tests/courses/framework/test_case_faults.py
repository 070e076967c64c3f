"""Packages that cannot be used, each refused with its place."""

import uuid

import pytest

from courses.case import CaseRefused, read_package
from tests.courses.framework.foreign import DOCUMENT, DOMAIN, SKILL, node, read, under

FAULTS = {
    "CFItems[1].identifier: CFItems[0] has the same": {"CFItems": {1: {"identifier": DOMAIN}}},
    "CFItems[0].identifier: CFDocument has the same": {"CFItems": {0: {"identifier": DOCUMENT.upper()}}},
    "CFItems[0].identifier: “lamp” is no UUID": {"CFItems": {0: {"identifier": "lamp"}}},
    "CFItems[1].identifier: a UUID is needed": {"CFItems": {1: {"identifier": 7}}},
    "CFItems[0].fullStatement: every statement needs": {"CFItems": {0: {"fullStatement": " "}}},
    "CFItems[0].fullStatement: this must be text": {"CFItems": {0: {"fullStatement": ["Light"]}}},
    "CFItems[0].fullStatement: this holds a character": {"CFItems": {0: {"fullStatement": "Li\0ght"}}},
    "CFItems[0].humanCodingScheme: this has 61": {"CFItems": {0: {"humanCodingScheme": "x" * 61}}},
    "CFItems[0].statusEndDate: “soon” is no date": {"CFItems": {0: {"statusEndDate": "soon"}}},
    "CFItems[1].extensions: this must be an object": {"CFItems": {1: {"extensions": [1]}}},
    "CFAssociations[1].destinationNodeURI.identifier: there is no statement": {
        "CFAssociations": {1: {"destinationNodeURI": node(str(uuid.UUID(int=9)))}}
    },
    "CFAssociations[1].originNodeURI: this must be an object": {
        "CFAssociations": {1: {"originNodeURI": None}}
    },
    "CFAssociations[0].originNodeURI.identifier: the framework itself": {
        "CFAssociations": {0: {"originNodeURI": node(DOCUMENT)}}
    },
    "CFAssociations[1].sequenceNumber: this must be a whole number": {
        "CFAssociations": {1: {"sequenceNumber": True}}
    },
    "CFAssociations[0].associationType: this must say": {"CFAssociations": {0: {"associationType": None}}},
    "CFItems[0]: it stands under itself": {"CFAssociations": {0: {"destinationNodeURI": node(SKILL)}}},
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_fault_is_refused_with_its_place(said, foreign):
    for part, entries in FAULTS[said].items():
        for number, fields in entries.items():
            foreign[part][number] |= fields
    with pytest.raises(CaseRefused) as refused:
        read(foreign)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n", "not text in UTF-8"),
        (b'{"CFDocument": }', "column 16: the file is not JSON"),
        (b"[]", "The file: this must be an object"),
        (b"{}", "CFDocument: this must be an object"),
        (b"[" * 200_000, "nests too deep"),
        (b"1" * 10_000, "a number far too long"),
        (b" " * 2_000_001, "2,000,000 is the most"),
        (
            b'{"CFDocument": {"identifier": "%s"}, "CFItems": {}}' % DOCUMENT.encode(),
            "CFItems: this must be a list",
        ),
    ],
)
def test_what_is_no_package_is_refused(content, said):
    with pytest.raises(CaseRefused, match=said):
        read_package(content)


def test_a_package_too_deep_or_too_many_is_refused(foreign):
    chain = [str(uuid.UUID(int=number)) for number in range(10, 19)]
    foreign["CFItems"] = [{"identifier": key, "fullStatement": key} for key in chain]
    foreign["CFAssociations"] = [under(low, high) for high, low in zip(chain, chain[1:], strict=False)]
    with pytest.raises(CaseRefused, match=r"CFItems\[8\]: it stands deeper than 8 levels"):
        read(foreign)
    foreign["CFItems"] *= 300
    with pytest.raises(CaseRefused, match="2000 is the most"):
        read(foreign)
