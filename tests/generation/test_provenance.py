"""Seals in finished files: what they say, what breaks them, and with which certificates they are made."""

import io
import json

import av
import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from generation.engines import certificates, trial_certificate
from generation.engines.provenance import Sealer, inspect
from generation.ports import EngineError
from generation.provenance import LESSON, Origin, Verdict, definition, finding
from tests.generation.test_produce import boxes

ORIGIN = Origin(
    kind="video",
    title="Light and “shadow”",
    studio="Northlight",
    course="Prompting for picture",
    module="light",
    revision="12",
    digest="ab" * 32,
    engines={"narration": "eSpeak NG 1.52", "slides": "Typst 0.15"},
)
FORMS = ["mp4", "m4a", "pdf"]


@pytest.fixture(scope="session")
def finished(plain, studio, tmp_path_factory):
    """Form -> a file sealed by the studio."""
    folder, sealer = tmp_path_factory.mktemp("sealed"), Sealer(certificates.read(*studio))
    made = {form: folder / path.name for form, path in plain.items()}
    for form, path in plain.items():
        sealer.seal(path, made[form], ORIGIN)
    return made


def told(path, *options):
    """(exit status, what the command printed)"""
    out = io.StringIO()
    try:
        call_command("inspect_media", str(path), *options, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def altered(path, folder, at):
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    target = folder / path.name
    target.write_bytes(data)
    return target


@pytest.mark.parametrize("form", FORMS)
def test_a_sealed_file_says_what_made_it_and_from_which_revision(finished, studio, form):
    found = inspect(finished[form], trusted=certificates.issuers(studio[0]))
    assert found.verdict is Verdict.VALID
    assert found.origin == ORIGIN
    assert found.signer == "Northlight Media, Northlight Studio"
    assert found.generator.startswith("Greenroom ")


@pytest.mark.parametrize("form", FORMS)
def test_who_does_not_know_the_authority_is_told_so(finished, form):
    assert inspect(finished[form]).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_nobody_sealed_carries_none(plain, form):
    assert inspect(plain[form]).verdict is Verdict.NONE


@pytest.mark.parametrize("form", ["mp4", "m4a"])
def test_one_byte_changed_in_sound_or_picture_is_noticed(finished, tmp_path, form):
    data = finished[form].read_bytes()
    begin = data.index(b"mdat")
    for at in (begin + 64, (begin + len(data)) // 2, len(data) - 8):
        assert inspect(altered(finished[form], tmp_path, at)).verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    ("form", "words"), [("mp4", b"AI-made"), ("m4a", b"Light"), ("pdf", b"pdfuaid:part>1")]
)
def test_one_byte_changed_in_what_a_file_says_of_itself_is_noticed(finished, tmp_path, form, words):
    at = finished[form].read_bytes().index(words) + len(words) - 1
    assert inspect(altered(finished[form], tmp_path, at)).verdict is Verdict.ALTERED


def test_one_byte_changed_in_the_text_of_a_page_is_noticed(finished, tmp_path):
    at = finished["pdf"].read_bytes().index(b"stream") + 40
    assert inspect(altered(finished["pdf"], tmp_path, at)).verdict is Verdict.ALTERED


def test_pages_added_to_a_sealed_pdf_are_noticed(finished, tmp_path):
    longer = tmp_path / "light.pdf"
    longer.write_bytes(finished["pdf"].read_bytes() + b"% more")
    assert inspect(longer).verdict is Verdict.ALTERED


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [b"eSpeak NG 1.52", b"Northlight Media", b"c2pa.hash"])
def test_a_lie_in_the_manifest_breaks_it(finished, tmp_path, form, words):
    found = inspect(altered(finished[form], tmp_path, finished[form].read_bytes().index(words)))
    assert found.verdict is Verdict.ALTERED


@pytest.mark.parametrize("form", ["mp4", "m4a"])
def test_sealing_leaves_sound_picture_and_a_fast_start(plain, finished, form):
    def streams(path):
        with av.open(str(path)) as file:
            return dict(file.metadata), [
                (packet.stream.type, packet.pts, bytes(packet)) for packet in file.demux() if packet.size
            ]

    assert streams(finished[form]) == streams(plain[form])
    order = boxes(finished[form])
    assert order.index("moov") < order.index("mdat")


def test_a_sealed_page_is_still_tagged_and_titled(finished):
    with pypdfium2.PdfDocument(finished["pdf"]) as page:
        assert page.is_tagged() and page.get_metadata_dict()["Title"] == "Light"
        assert "One warm lamp" in page[0].get_textpage().get_text_range()
    assert b"<pdfuaid:part>1" in finished["pdf"].read_bytes()


def test_the_manifest_says_that_approval_is_not_part_of_it():
    [_, lesson] = definition(ORIGIN, version="1")["assertions"]
    assert lesson["label"] == LESSON and "before anybody reviewed it" in lesson["data"]["review"]


def sources(engines, kind="video"):
    origin = Origin(kind, "Light", "", "", "light", "1", "", engines)
    [actions, _] = definition(origin, version="1")["assertions"]
    return [one["digitalSourceType"].rpartition("/")[2] for one in actions["data"]["actions"]]


def test_a_voice_that_was_not_trained_is_not_called_so():
    told = sources({"narration": "eSpeak NG 1.52", "slides": "Typst 0.15"})
    assert told == ["compositeSynthetic", "digitalCreation", "algorithmicMedia", "algorithmicMedia"]


def test_a_trained_voice_is_called_so():
    told = sources({"narration": "Piper 1.8", "slides": "Typst 0.15"})
    assert told[0] == "compositeWithTrainedAlgorithmicMedia" and "trainedAlgorithmicMedia" in told


def test_words_that_a_language_model_wrote_are_never_called_human():
    told = sources({"script": "Qwen3-8B narration 1", "narration": "eSpeak NG 1.52"})
    assert told[:2] == ["compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia"]
    assert "digitalCreation" not in told


def test_a_page_of_the_authors_words_is_theirs():
    assert sources({"reference": "Typst 0.15"}, "reference")[0] == "digitalCreation"


def test_a_seal_on_a_label_says_the_label_first(plain, tmp_path, studio):
    origin = Origin(**{**vars(ORIGIN), "label": "Not reviewed: nobody has approved this yet."})
    Sealer(certificates.read(*studio)).seal(plain["m4a"], tmp_path / "a.m4a", origin)
    found = inspect(tmp_path / "a.m4a").origin
    assert found.label == origin.label and found.title.startswith("Light and “shadow” (Not reviewed")


@pytest.mark.parametrize(
    ("codes", "verdict"),
    [
        (["signingCredential.expired"], Verdict.EXPIRED),
        (["signingCredential.untrusted", "claimSignature.outsideValidity"], Verdict.EXPIRED),
        (["signingCredential.expired", "assertion.dataHash.mismatch"], Verdict.ALTERED),
        ([], Verdict.ALTERED),
    ],
)
def test_a_certificate_that_ran_out_is_told_from_a_file_that_was_changed(codes, verdict):
    report = {
        "active_manifest": "one",
        "manifests": {"one": {}},
        "validation_state": "Invalid",
        "validation_results": {"activeManifest": {"failure": [{"code": code} for code in codes]}},
    }
    assert finding(report, {"manifests": []}).verdict is verdict


def test_a_seal_that_cannot_be_made_is_told_and_leaves_no_file(tmp_path, studio):
    (tmp_path / "broken.mp4").write_bytes(b"no film")
    with pytest.raises(EngineError) as refused:
        Sealer(certificates.read(*studio)).seal(tmp_path / "broken.mp4", tmp_path / "out.mp4", ORIGIN)
    assert refused.value.code == "seal_failed"
    assert [path.name for path in tmp_path.iterdir()] == ["broken.mp4"]


def test_a_time_server_that_does_not_answer_is_named(plain, tmp_path, studio):
    sealer = Sealer(certificates.read(*studio), "http://127.0.0.1:9/")
    with pytest.raises(EngineError, match="http://127.0.0.1:9/ was asked"):
        sealer.seal(plain["pdf"], tmp_path / "a.pdf", ORIGIN)


def test_a_file_sealed_without_a_time_server_is_sealed_anew_once_there_is_one(studio):
    credentials = certificates.read(*studio)
    assert Sealer(credentials).identity != Sealer(credentials, "http://time.example/").identity


def test_a_statement_under_our_name_that_is_none_is_no_origin():
    report = {
        "active_manifest": "one",
        "manifests": {"one": {"assertions": [{"label": LESSON, "data": ["a list"]}]}},
        "validation_state": "Valid",
    }
    assert finding(report, {"manifests": []}).origin is None


def test_the_command_ends_with_nothing_only_for_a_seal_that_holds(signed, plain, finished, tmp_path):
    status, said = told(finished["mp4"])
    assert status == 0 and "light, revision 12" in said and "eSpeak NG 1.52" in said
    assert told(plain["mp4"])[0] == 6
    status, said = told(altered(finished["mp4"], tmp_path, -8))
    assert status == 1 and "changed after it was sealed" in said and "bmffHash.mismatch" in said


def test_the_command_does_not_count_on_an_authority_it_was_not_told_of(finished, studio):
    assert told(finished["pdf"])[0] == 4
    assert told(finished["pdf"], "--trust", str(studio[0]))[0] == 0


def test_the_command_ends_with_3_for_a_test_certificate(settings, plain, tmp_path):
    Sealer(trial_certificate.test_credentials(tmp_path / "c2pa")).seal(
        plain["m4a"], tmp_path / "a.m4a", ORIGIN
    )
    status, said = told(tmp_path / "a.m4a", "--json")
    assert status == 3 and json.loads(said)["origin"]["revision"] == "12"
    assert json.loads(said)["verdict"] == "test"


@pytest.mark.parametrize("name", ["nowhere.mp4", "lesson.html"])
def test_the_command_says_what_it_cannot_read(tmp_path, name):
    with pytest.raises(CommandError, match=name):
        call_command("inspect_media", str(tmp_path / name))
