"""Issuers whose keys are known without asking the network."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt import PyJWK
from jwt.exceptions import PyJWTError
from openbadgeslib.errors import LibOpenBadgesException

from gamification.engines.openbadges.reading import Unreadable
from gamification.engines.openbadges.signing import public_pem


@dataclass(frozen=True)
class Method:
    """A public key of an issuer. trusted: whether badges signed by it are to be believed. why: if not."""

    pem: bytes
    trusted: bool
    why: str = ""


@dataclass(frozen=True)
class Known:
    """What a verifier goes by.

    lists: the signed status list at an address, None where there is none. own: the issuer that is this site;
    withdrawn: the bits set in a list of its own, which needs no signature; None where it has no such list.
    """

    issuers: Mapping[str, Mapping[str, Method]] = field(default_factory=dict)
    lists: Callable[[str], bytes | None] = lambda url: None
    own: str = ""
    withdrawn: Callable[[str], Collection[int] | None] = lambda url: None


def methods_of(page: Mapping[str, Any]) -> dict[str, Method]:
    """Address of a key -> the key, from an issuer's profile or DID document. Raises Unreadable."""
    trusted = page.get("assertionMethod")
    named = {one if isinstance(one, str) else one.get("id") for one in trusted or [] if one}
    found = {}
    for method in page.get("verificationMethod") or []:
        if not isinstance(method, dict) or not isinstance(method.get("id"), str):
            continue
        address = method["id"]
        if address.startswith("#"):
            address = f"{page.get('id', '')}{address}"
        believed = "revoked" not in method and (trusted is None or method["id"] in named)
        found[address] = Method(pem_of(method), believed)
    return found


def read_issuer(data: bytes) -> tuple[str, dict[str, Method]]:
    """An issuer's id and keys, from the file a person was given. Raises Unreadable."""
    try:
        page = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable("The issuer's file is not JSON. Save what its address gives, as it is.") from error
    if not isinstance(page, dict) or not isinstance(page.get("id"), str):
        raise Unreadable("The issuer's file has no id. Save what the issuer's address gives, as it is.")
    if not (found := methods_of(page)):
        raise Unreadable("The issuer's file names no public key under verificationMethod.")
    return page["id"], found


def pem_of(method: Mapping[str, Any]) -> bytes:
    """The public key of a verification method. Raises Unreadable."""
    try:
        if isinstance(multibase := method.get("publicKeyMultibase"), str):
            return public_pem(multibase)
        if isinstance(jwk := method.get("publicKeyJwk"), dict):
            key = PyJWK.from_dict({"alg": "EdDSA", **jwk} if jwk.get("kty") == "OKP" else jwk).key
            public = (
                key if hasattr(key, "public_bytes") and not hasattr(key, "public_key") else key.public_key()
            )
            return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    except (LibOpenBadgesException, PyJWTError, ValueError, AttributeError) as error:
        raise Unreadable(f"The issuer's key {method['id']} cannot be read.") from error
    raise Unreadable(f"The issuer's key {method['id']} is in a form that is not understood.")
