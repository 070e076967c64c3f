"""Certificates that media are signed with: which are fit, what is told at start, and the marked test one."""

import io
import stat

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from generation.engines import certificates, registry, trial_certificate
from generation.engines.provenance import Sealer, inspect
from generation.ports import EngineError
from generation.provenance import Origin, Verdict
from tests.generation import sealed

ORIGIN = Origin("audio", "Light", "Northlight", "", "light", "12", "ab" * 32)


@pytest.mark.parametrize(
    "secret",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-384", "Ed25519", "RSA"],
)
def test_the_algorithm_is_read_from_the_key(plain, tmp_path, secret):
    pair = sealed.pair(tmp_path, secret=secret)
    Sealer(certificates.read(*pair)).seal(plain["pdf"], tmp_path / "a.pdf", ORIGIN)
    assert inspect(tmp_path / "a.pdf", trusted=certificates.issuers(pair[0])).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"secret": ec.generate_private_key(ec.SECP256K1())}, "kind that C2PA does not take"),
        ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "extended key usage"),
        ({"lasts": -sealed.DAY}, "have it renewed"),
    ],
)
def test_a_certificate_that_is_not_fit_is_refused_with_what_is_wrong(tmp_path, given, said):
    with pytest.raises(EngineError, match=said) as refused:
        certificates.read(*sealed.pair(tmp_path, **given))
    assert refused.value.code == "certificate"


def test_a_key_of_another_certificate_is_refused(tmp_path, studio):
    _, other = sealed.pair(tmp_path)
    with pytest.raises(EngineError, match="does not belong to the key"):
        certificates.read(studio[0], other)


def test_files_that_are_no_certificates_are_refused(tmp_path, studio):
    (tmp_path / "empty.pem").write_text("nothing")
    for pair in (
        (tmp_path / "empty.pem", studio[1]),
        (studio[0], tmp_path / "empty.pem"),
        (tmp_path, studio[1]),
    ):
        with pytest.raises(EngineError, match="cannot be read"):
            certificates.read(*pair)


def test_another_certificate_is_another_identity_and_every_test_certificate_the_same(tmp_path, studio):
    own = certificates.read(*studio).identity
    assert certificates.read(*sealed.pair(tmp_path / "other")).identity != own
    first, second = (trial_certificate.test_credentials(tmp_path / name) for name in ("one", "two"))
    assert first.chain != second.chain and first.identity == second.identity != own


def test_without_a_certificate_a_test_one_is_made_that_says_so_and_that_nobody_else_may_open(
    settings, plain, tmp_path
):
    settings.GREENROOM_DATA_DIR = tmp_path
    registry.seal.__wrapped__().seal(plain["m4a"], tmp_path / "a.m4a", ORIGIN)
    found = inspect(tmp_path / "a.m4a")
    assert found.verdict is Verdict.TEST and "Greenroom TEST, not trusted" in found.signer
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "c2pa", tmp_path / "c2pa" / "key.pem")]
    assert modes == [0o700, 0o600]
    again = trial_certificate.test_credentials(tmp_path / "c2pa")
    trial_certificate.make_test(tmp_path / "c2pa")
    assert trial_certificate.test_credentials(tmp_path / "c2pa") == again


def test_a_test_certificate_stays_one_where_its_authority_is_trusted(plain, tmp_path):
    credentials = trial_certificate.test_credentials(tmp_path / "c2pa")
    Sealer(credentials).seal(plain["m4a"], tmp_path / "a.m4a", ORIGIN)
    trusted = certificates.issuers(tmp_path / "c2pa" / "certificate.pem")
    assert inspect(tmp_path / "a.m4a", trusted=trusted).verdict is Verdict.TEST


def test_a_test_certificate_is_written_where_it_is_wanted_and_over_nothing(tmp_path):
    out = io.StringIO()
    call_command("make_test_certificate", "--output", str(tmp_path / "c"), stdout=out)
    lines = dict(line.split("=") for line in out.getvalue().split())
    assert certificates.read(*(tmp_path / "c" / name for name in ("certificate.pem", "key.pem")))
    assert lines["GREENROOM_C2PA_KEY"] == str(tmp_path / "c" / "key.pem")
    with pytest.raises(CommandError, match="is there already"):
        call_command("make_test_certificate", "--output", str(tmp_path / "c"))


def ids():
    return {message.id for message in run_checks(tags=["greenroom"])}


def test_a_fit_certificate_is_nothing_to_complain_of(signed):
    assert not {"greenroom.E013", "greenroom.W025", "greenroom.W026"} & ids()


def test_a_certificate_without_its_key_is_an_error(settings, studio):
    settings.GREENROOM_C2PA_CERTIFICATE = str(studio[0])
    assert "greenroom.E013" in ids()
    settings.GREENROOM_WORKER = False
    assert "greenroom.E013" not in ids()


def test_what_is_wrong_with_a_certificate_is_told_at_start(settings, tmp_path):
    certificate, key = sealed.pair(tmp_path, lasts=20 * sealed.DAY)
    key.chmod(0o644)
    settings.GREENROOM_C2PA_CERTIFICATE, settings.GREENROOM_C2PA_KEY = str(certificate), str(key)
    assert {"greenroom.W025", "greenroom.W026"} <= ids()
    certificate.write_text("nothing")
    assert "greenroom.E013" in ids()
