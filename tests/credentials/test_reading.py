"""Files that people hand in as badges, and files that are meant to do harm."""

import json
import struct
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from openbadgeslib.ob3 import OB3Signer, OpenBadgeCredential, did_key_from_pem

from gamification.engines import openbadges as ob
from gamification.engines.openbadges.fetching import fetch
from gamification.engines.openbadges.trusting import Known, methods_of
from tests.credentials.made import DAY, ISSUER, NOW, House, badge, ours, private_key

PICTURE = ob.Picture("Prompt craft – 照明", "Night Ferry", "Practitioner", 2, 4)
HOUSE = House()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_with(text: bytes, *, packed: bool = False) -> bytes:
    whole = ob.png(PICTURE)
    body = zlib.compress(text) if packed else text
    label = b"openbadgecredential\0" + bytes([packed]) + b"\0\0\0"
    return whole[:33] + chunk(b"iTXt", label + body) + whole[33:]


@pytest.mark.parametrize("bake", [ob.baked_png, ob.baked_svg])
def test_a_baked_picture_holds_the_badge_it_was_given(bake):
    assert ours(bake(PICTURE, badge()), HOUSE).verdict == "valid"


def test_a_badge_that_another_tool_packed_into_a_png_is_read():
    assert ours(png_with(badge().encode(), packed=True), HOUSE).verdict == "valid"


REFUSED = {
    "nothing": (lambda: b"  \n", "empty"),
    "too much": (lambda: b"{" + b" " * (50 * 1024 * 1024), "larger than 5 MB"),
    "a long text": (lambda: b"{" + b" " * 400_000 + b"}", "longer than 256 kB"),
    "half a badge": (lambda: badge().encode()[:-300], "not whole JSON"),
    "half a letter": (lambda: badge().encode()[: badge().encode().index("ë".encode()) + 1], "neither JSON"),
    "a photograph": (lambda: ob.png(PICTURE), "without a badge in it"),
    "a drawing": (lambda: ob.svg(PICTURE), "without a badge in it"),
    "half a PNG": (lambda: ob.baked_png(PICTURE, badge())[:-900], "cut off or damaged"),
    "half an SVG": (lambda: ob.baked_svg(PICTURE, badge())[:-900], "cut off or damaged"),
    "a PNG that unpacks to 4 MB": (
        lambda: png_with(b"{" * (4 * 1024 * 1024), packed=True),
        "more than a badge may hold",
    ),
    "an SVG with entities": (
        lambda: b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg xmlns="x">&c;</svg>',
        "declares entities",
    ),
    "an SVG of 2 MB": (lambda: b"<svg>" + b" " * 2_000_000 + b"</svg>", "larger than 1 MB"),
    "an SVG too deep": (lambda: b"<svg>" * 60_000, "cut off or damaged"),
    "a web page": (lambda: b"\n<!DOCTYPE html><html></html>", "a web page"),
    "other JSON": (lambda: b'{"type": ["Person"]}', "no Open Badge 3.0"),
    "a list": (lambda: b"[1]", "neither JSON nor a JWT"),
    "deep JSON": (lambda: b'{"a":' * 20_000, "not whole JSON"),
    "half a JWT": (lambda: b"eyJ.eyJ.x", "not whole JSON"),
    "a novel": (lambda: b"Es war einmal", "neither JSON nor a JWT"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_badge_is_refused_with_a_sentence(what):
    data, sentence = REFUSED[what]
    report = ob.verify(data(), HOUSE.known())
    assert report.verdict == "unreadable"
    assert sentence in report.checks[-1].sentence


def jwt(issuer_id: str) -> str:
    document = json.loads(badge()) | {"issuer": issuer_id}
    document.pop("proof"), document.pop("credentialStatus")
    return OB3Signer(private_key("key-1"), "EdDSA").sign(OpenBadgeCredential.from_vc_document(document))


def test_a_jwt_of_somebody_elses_is_verified_by_the_file_of_its_issuer():
    token = jwt("https://academy.example/issuer")
    assert ob.verify(token.encode(), Known()).verdict == "unknown issuer"
    page = {
        "id": "https://academy.example/issuer",
        "verificationMethod": [
            {"id": "#one", "publicKeyJwk": OB3Signer(private_key("key-1"), "EdDSA")._public_jwk()}
        ],
    }
    issuer, keys = ob.read_issuer(json.dumps(page).encode())
    assert ob.verify(token.encode(), Known({issuer: keys})).verdict == "valid"
    head, body, signature = token.split(".")
    changed = f"{head}.{body[:-4]}AAAA.{signature}"
    assert not ob.verify(changed.encode(), Known({issuer: keys})).is_valid
    assert not ob.verify(f"{head}.{body}.{signature[:-8]}AAAAAAAA".encode(), Known({issuer: keys})).is_valid


def test_a_jwt_is_read_with_the_key_it_bears_where_its_issuer_has_several():
    methods = [
        {"id": f"#{name}", "publicKeyMultibase": ob.public_multibase(private_key(name))}
        for name in ("stranger", "key-1")
    ]
    page = {"id": "https://academy.example/issuer", "verificationMethod": methods}
    issuer, keys = ob.read_issuer(json.dumps(page).encode())
    token = jwt("https://academy.example/issuer").encode()
    assert ob.verify(token, Known({issuer: keys})).verdict == "valid"
    keys.pop("https://academy.example/issuer#key-1")
    assert ob.verify(token, Known({issuer: keys | {"#other": keys.popitem()[1]}})).verdict == "invalid"


def test_an_issuer_that_is_named_by_its_key_needs_no_file():
    pem = ob.public_pem(ob.public_multibase(private_key("key-1")))
    assert ob.verify(jwt(did_key_from_pem(pem)).encode(), Known()).verdict == "valid"


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (b"not json", "is not JSON"),
        (b"{}", "has no id"),
        (b'{"id": "https://a.example"}', "no public key"),
        (
            b'{"id": "a", "verificationMethod": [{"id": "#1", "publicKeyMultibase": "z6Mk"}]}',
            "cannot be read",
        ),
        (b'{"id": "a", "verificationMethod": [{"id": "#1"}]}', "not understood"),
    ],
)
def test_a_file_that_is_no_issuers_is_refused_with_a_sentence(page, sentence):
    with pytest.raises(ob.Unreadable, match=sentence):
        ob.read_issuer(page)


def list_for(change=lambda page: None, house=HOUSE):
    page = json.loads(house.status)
    change(page)
    return Known({ISSUER.id: methods_of(house.page)}, lambda url: json.dumps(page).encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page["credentialSubject"].update(encodedList=json.loads(House().status)["validFrom"]),
        lambda page: page.update(validUntil="2099-01-01T00:00:00Z"),
        lambda page: page.update(issuer="https://elsewhere.example/"),
        lambda page: page.update(id="https://studio.example/badges/status/2/"),
        lambda page: page.update(extra=1),
        lambda page: page.pop("proof"),
        lambda page: page["proof"].update(verificationMethod="did:key:z6Mk"),
        lambda page: page["@context"].append({"encodedList": "https://elsewhere.example/list"}),
    ],
)
def test_a_list_of_withdrawn_badges_that_its_issuer_did_not_sign_so_tells_nothing(change):
    assert ob.verify(badge().encode(), list_for(change)).verdict == "status unknown"


def test_no_list_is_not_taken_for_a_clean_one():
    known = Known({ISSUER.id: methods_of(HOUSE.page)})
    report = ob.verify(badge().encode(), known)
    assert (report.verdict, report.is_valid) == ("status unknown", False)
    assert "--status" in report.checks[-1].sentence


def test_a_badge_for_later_is_not_handed_out():
    with pytest.raises(ob.Unsigned, match="not yet valid"):
        badge(valid_from=NOW + 2 * DAY)


@pytest.mark.parametrize(
    "url",
    ["ftp://studio.example/a", "file:///etc/passwd", "http://127.0.0.1:9/x", "https://169.254.169.254/"],
)
def test_nobody_is_talked_into_asking_around_inside_the_house(url):
    with pytest.raises(ob.Unreadable, match="Refusing|private network"):
        fetch(url, own="https://studio.example")


class Sending(BaseHTTPRequestHandler):
    """Gives a badge, sends on to itself, and to elsewhere in the house."""

    def do_GET(self):
        away = {"/again": "/badge", "/away": "http://localhost:1/badge"}.get(self.path)
        self.send_response(302 if away else 200)
        if away:
            self.send_header("Location", away)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass


def test_this_site_is_asked_wherever_it_lies_and_leads_nowhere_else():
    with ThreadingHTTPServer(("127.0.0.1", 0), Sending) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        own = f"http://127.0.0.1:{server.server_port}"
        assert [fetch(f"{own}{path}", own=own) for path in ("/badge", "/again")] == [b"{}"] * 2
        with pytest.raises(ob.Unreadable, match="not this site"):
            fetch(f"{own}/away", own=own)
        with pytest.raises(ob.Unreadable, match="private network"):
            fetch(f"{own}/badge", own="https://studio.example")
        server.shutdown()
