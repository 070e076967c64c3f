"""Certificates of a studio of their own, and small files to seal."""

import datetime
import subprocess

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from imageio_ffmpeg import get_ffmpeg_exe

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def _pem(*certificates):
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def _name(common):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Northlight Studio"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _issued(subject, issuer, public, by, *, purpose, lasts, authority=False):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 60 * DAY)
        .not_valid_after(NOW + lasts)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(not authority, False, False, False, False, authority, authority, False, False),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )


def pair(folder, *, secret=None, purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION, lasts=365 * DAY):
    """(certificate, key) of a studio, issued by an authority of its own, as files in a folder."""
    authority = ec.generate_private_key(ec.SECP256R1())
    secret = secret or ec.generate_private_key(ec.SECP256R1())
    root = _name("Northlight Authority")
    purposes = {"purpose": purpose, "lasts": lasts}
    own = _issued(_name("Northlight Media"), root, secret.public_key(), authority, **purposes)
    issuer = _issued(
        root, root, authority.public_key(), authority, purpose=purpose, lasts=3650 * DAY, authority=True
    )
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = folder / "chain.pem", folder / "key.pem"
    certificate.write_bytes(_pem(own, issuer))
    key.touch(mode=0o600)
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, key


def film(folder):
    """Two seconds of picture and sound with a title, and the sound alone; and a page."""
    picture = ["-f", "lavfi", "-i", "testsrc=d=2:s=160x90:r=5"]
    sound = ["-f", "lavfi", "-i", "sine=440:d=2:r=48000"]
    told = ["-metadata", "title=Light", "-metadata", "comment=AI-made", "-movflags", "+faststart"]
    run = [get_ffmpeg_exe(), "-loglevel", "error", "-y"]
    video, audio, page = folder / "light.mp4", folder / "light.m4a", folder / "light.pdf"
    subprocess.run([*run, *picture, *sound, "-pix_fmt", "yuv420p", *told, str(video)], check=True)
    subprocess.run([*run, "-i", str(video), "-map", "0:a", "-c", "copy", *told, str(audio)], check=True)
    source = (
        b'#set document(title: "Light")\n#set text(lang: "en")\n= Light\nOne warm lamp, low and to the left.'
    )
    page.write_bytes(typst.compile(source, format="pdf", pdf_standards=["ua-1"]))
    return {path.suffix[1:]: path for path in (video, audio, page)}
