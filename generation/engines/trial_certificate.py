"""A certificate for trying things out: marked as one, trusted by nobody."""

from __future__ import annotations

import datetime
import os
import shutil
import uuid
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from generation.engines.certificates import Credentials, pem, read, unfit
from generation.provenance import TEST_ORGANISATION

CERTIFICATE, KEY = "certificate.pem", "key.pem"
"""Names in its folder."""
TEN_YEARS = datetime.timedelta(days=3650)
A_DAY = datetime.timedelta(days=1)


def test_credentials(folder: Path) -> Credentials:
    """The test certificate in a folder, made there on first use. Raises EngineError."""
    try:
        if not (folder / CERTIFICATE).exists():
            make_test(folder)
    except OSError as error:
        raise unfit(
            f"{folder} takes no test certificate: {error.strerror}. Let the account that runs Greenroom "
            "write there, or name a certificate."
        ) from error
    return read(folder / CERTIFICATE, folder / KEY)


def make_test(folder: Path) -> None:
    """Write a test certificate and its key. Where the folder has something already, that stays.

    The folder comes into place whole, so that two processes that make it at once agree on one.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{uuid.uuid4().hex}")
    fresh.mkdir(mode=0o700)
    try:
        chain, key = _fresh()
        (fresh / KEY).touch(mode=0o600)
        (fresh / KEY).write_bytes(key)
        (fresh / CERTIFICATE).write_bytes(chain)
        os.rename(fresh, folder)
    except OSError:
        if not (folder / CERTIFICATE).exists():
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fresh() -> tuple[bytes, bytes]:
    """(chain, key) of a new authority and its certificate: C2PA takes none that sign themselves."""
    authority, secret = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root, own = _name("Authority"), _name("Certificate")
    issuer = (
        _begun(root, root, authority)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(authority, hashes.SHA256())
    )
    certificate = (
        _begun(own, root, secret)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False
        )
        .sign(authority, hashes.SHA256())
    )
    key = secret.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem([certificate, issuer]), key


def _begun(
    subject: x509.Name, issuer: x509.Name, secret: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - A_DAY)
        .not_valid_after(now + TEN_YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(secret.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(what: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TEST_ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Greenroom TEST {what}"),
        ]
    )
