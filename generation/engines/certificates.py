"""Certificates that media are signed with: read, and found fit or not."""

from __future__ import annotations

import datetime
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from generation.ports import EngineError
from generation.provenance import TEST_ORGANISATION

PURPOSES = {
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # document signing
    ObjectIdentifier("1.3.6.1.4.1.62558.2.1"),  # C2PA claim signing
}
"""Extended key usages that C2PA takes (its specification, 14.5.1)."""
TEST = "test"
"""Identity of every test certificate."""
ON_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
SMALLEST_RSA = 2048


@dataclass(frozen=True)
class Credentials:
    """chain, key: PEM. algorithm: C2PA's name of it. identity: tells one certificate from another.

    runs_out: after that nothing can be signed.
    """

    chain: bytes
    key: bytes
    algorithm: str
    identity: str
    runs_out: datetime.datetime


def read(certificate: Path, key: Path) -> Credentials:
    """A chain of PEM certificates, the signer's own first, and its private key. Raises EngineError."""
    chain = _chain(certificate)
    secret = _private(key)
    own = chain[0]
    if faults := [*_of_the_pair(own, secret), *_of_the_certificate(own, datetime.datetime.now(datetime.UTC))]:
        raise unfit(f"{certificate}: {' '.join(faults)}")
    test = _organisation(own) == TEST_ORGANISATION
    return Credentials(
        chain=pem(chain),
        key=secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        algorithm=_algorithm(secret),
        # Every machine may have a test certificate of its own: what they seal is worth the same.
        identity=TEST if test else own.fingerprint(hashes.SHA256()).hex(),
        runs_out=own.not_valid_after_utc,
    )


def issuers(certificate: Path) -> bytes:
    """PEM of the authorities behind a certificate. Raises EngineError."""
    return pem(_chain(certificate)[1:])


def authorities(bundle: Path) -> bytes:
    """PEM of every certificate in a file. Raises EngineError."""
    return pem(_chain(bundle))


def open_to_others(key: Path) -> bool:
    return bool(stat.S_IMODE(key.stat().st_mode) & 0o077)


def pem(certificates: list[x509.Certificate]) -> bytes:
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def unfit(fault: str) -> EngineError:
    return EngineError(
        "certificate",
        f"Media cannot be signed. {fault} Whoever runs this site mends GREENROOM_C2PA_CERTIFICATE and "
        "GREENROOM_C2PA_KEY; then try again.",
    )


def _chain(certificate: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(certificate.read_bytes())
    except (OSError, ValueError) as error:
        raise unfit(f"{certificate} cannot be read as PEM certificates: {error}.") from error


def _private(key: Path) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(key.read_bytes(), password=None)
    except TypeError as error:
        raise unfit(f"{key} has a password. Store it without one, readable by this account alone.") from error
    except (OSError, ValueError) as error:
        raise unfit(f"{key} cannot be read as a PEM private key: {error}.") from error


def _of_the_pair(own: x509.Certificate, secret: PrivateKeyTypes) -> list[str]:
    faults = []
    if own.public_key() != secret.public_key():
        faults.append("It does not belong to the key: name the pair that was issued together.")
    if not _algorithm(secret):
        faults.append(
            "Its key is of a kind that C2PA does not take: use an elliptic curve (P-256, P-384, P-521), "
            f"Ed25519, or RSA of {SMALLEST_RSA} bits and more."
        )
    return faults


def _of_the_certificate(own: x509.Certificate, now: datetime.datetime) -> list[str]:
    faults = []
    if not own.not_valid_before_utc <= now <= own.not_valid_after_utc:
        faults.append(
            f"It is valid from {own.not_valid_before_utc:%Y-%m-%d} to {own.not_valid_after_utc:%Y-%m-%d}: "
            "have it renewed."
        )
    if own.issuer == own.subject:
        faults.append("It signed itself, which C2PA does not take: have it issued by an authority.")
    if not PURPOSES & set(_purposes(own)):
        faults.append(
            "It is not meant for this: its extended key usage must have C2PA signing, document signing or "
            "e-mail protection."
        )
    return faults


def _purposes(own: x509.Certificate) -> list[ObjectIdentifier]:
    try:
        return list(own.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        return []


def _algorithm(secret: PrivateKeyTypes) -> str:
    if isinstance(secret, ec.EllipticCurvePrivateKey):
        return ON_CURVES.get(secret.curve.name, "")
    if isinstance(secret, ed25519.Ed25519PrivateKey):
        return "ed25519"
    return "ps256" if isinstance(secret, rsa.RSAPrivateKey) and secret.key_size >= SMALLEST_RSA else ""


def _organisation(own: x509.Certificate) -> str:
    return "".join(str(one.value) for one in own.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME))
