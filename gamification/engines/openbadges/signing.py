"""Documents signed by Data Integrity, eddsa-rdfc-2022 (https://www.w3.org/TR/vc-di-eddsa/)."""

from __future__ import annotations

import datetime
import json

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3LdpVerifier, add_data_integrity_proof, multikey_from_pem, resolve_did

from gamification.engines.openbadges.documents import Document


class Unsigned(Exception):
    """A document that cannot be signed, and why."""


def fresh_private_pem() -> bytes:
    """A new Ed25519 key, PKCS #8 in PEM."""
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_multibase(private_pem: bytes) -> str:
    """The public half as a Multikey. Raises ValueError for what is no Ed25519 private key."""
    key = serialization.load_pem_private_key(private_pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("no Ed25519 key")
    public = key.public_key()
    return multikey_from_pem(
        public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def public_pem(multibase: str) -> bytes:
    """Raises OB3VerificationError for what is no Multikey."""
    return resolve_did(f"did:key:{multibase}")


def sign_credential(document: Document, private_pem: bytes, method: str, *, at: datetime.datetime) -> str:
    """The signed badge as text. method: the key's address. Raises Unsigned.

    It is verified before it is handed out: a badge that says other than was signed goes nowhere.
    """
    signed = _sign(document, private_pem, method, at)
    try:
        OB3LdpVerifier(pubkey_pem=public_pem(public_multibase(private_pem))).verify(signed)
    except LibOpenBadgesException as error:
        # A badge may be issued that has run out meanwhile; anything else is a fault of ours.
        if not str(error).startswith("Credential has expired"):
            raise Unsigned(str(error)) from error
    return json.dumps(signed, ensure_ascii=False, indent=1)


def sign_list(document: Document, private_pem: bytes, method: str, *, at: datetime.datetime) -> str:
    """The signed status list as text. Raises Unsigned."""
    return json.dumps(_sign(document, private_pem, method, at), ensure_ascii=False, indent=1)


def _sign(document: Document, private_pem: bytes, method: str, at: datetime.datetime) -> Document:
    try:
        return add_data_integrity_proof(document, private_pem, method, created=at)
    except LibOpenBadgesException as error:
        raise Unsigned(str(error)) from error
