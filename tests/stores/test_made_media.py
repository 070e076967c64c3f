"""The production line and its readers, with everything it makes in S3."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.storage.filesystem import FileSystemStorage

from courses import services as learning
from courses.models import MediaFile, MediaKind
from generation import pipeline, services
from generation.models import Artifact, State
from generation.store import keep
from tests.media import attached

pytestmark = pytest.mark.django_db


def address(media, kind) -> str:
    return f"/learn/media/{media.pk}/{kind}/"


def test_everything_that_is_made_lies_in_the_bucket_and_nowhere_else(made, studio, tmp_path):
    assert (made.state, made.reason) == (State.AWAITING_REVIEW, "")
    rows = {f"productions/{row.file.name}": row.size for row in Artifact.objects.exclude(file="")}
    assert set(studio.names("productions/")) == set(rows)
    assert not any((tmp_path / "productions").rglob("*"))


def test_what_is_in_the_bucket_is_not_made_again(made, engines):
    before = (len(engines.speech().said), engines.sound().encoded, engines.video().segments)
    services.rebuild(production=made)
    again = pipeline.finish(made, engines=engines)
    assert again.state == State.AWAITING_REVIEW
    assert (len(engines.speech().said), engines.sound().encoded, engines.video().segments) == before


@pytest.mark.parametrize("how", ["cut_off", "remove"])
def test_an_object_that_is_cut_off_or_gone_is_made_again_and_no_other(made, engines, studio, how):
    studio.mark()
    speech = Artifact.objects.filter(stage="speech").first()
    getattr(studio, how)(f"productions/{speech.file.name}")
    services.rebuild(production=made)
    assert pipeline.finish(made, engines=engines).state == State.AWAITING_REVIEW
    assert studio.unmarked() == [f"productions/{speech.file.name}"]
    assert storages["productions"].size(speech.file.name) == speech.size


def test_an_upload_that_breaks_off_leaves_the_old_object_or_none(studio, tmp_path, monkeypatch):
    store = storages["productions"]
    store.save("ab/film.mp4", ContentFile(b"whole"))
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x" * 100)

    def breaks(self, *args, **kwargs):
        raise OSError("The cable was pulled.")

    monkeypatch.setattr("django.core.files.base.File.read", breaks)
    for name in ("ab/film.mp4", "ab/new.mp4"):
        with pytest.raises(OSError, match="cable"):
            keep(store, name, film)
    monkeypatch.undo()
    assert studio.names("productions/") == ["productions/ab/film.mp4"]
    assert (
        studio.client.get_object(Bucket=studio.name, Key="productions/ab/film.mp4")["Body"].read() == b"whole"
    )


def test_a_store_that_is_gone_fails_the_production_with_a_reason_and_trying_again_goes_on(
    production,
    engines,
    studio,
    kept_at,
    nobody_there,
):
    pipeline.advance(production.pk, engines=engines)
    pipeline.advance(production.pk, engines=engines)
    spoken = list(engines.speech().said)
    assert spoken
    kept_at(nobody_there)
    failed = pipeline.finish(production, engines=engines)
    assert (failed.state, failed.reason_code) == (State.FAILED, "store_away")
    assert "does not answer" in failed.reason and "not lost" in failed.reason
    kept_at(studio.endpoint)
    services.retry(production=failed)
    assert pipeline.finish(failed, engines=engines).state == State.AWAITING_REVIEW
    points = [point.text for point in production.module.key_points.all()]
    assert engines.speech().said[len(spoken) :] == points, "what the recap says alone, and nothing twice"


def test_a_learner_is_sent_to_a_signed_address_and_the_store_serves_ranges(
    studio, module, learner, signed_in, fetched
):
    media = attached(module, video=b"0123456789")
    answer = signed_in(learner).get(address(media, "video"))
    assert answer.status_code == 302 and answer["Location"].startswith(f"{studio.endpoint}/{studio.name}/")
    assert "X-Amz-Signature" in answer["Location"] and "private" in answer["Cache-Control"]
    status, headers, body = fetched(answer["Location"])
    assert (status, body, headers["Content-Type"]) == (200, b"0123456789", "video/mp4")
    status, headers, body = fetched(answer["Location"], Range="bytes=2-5")
    assert (status, body, headers["Content-Range"]) == (206, b"2345", "bytes 2-5/10")


def test_a_download_from_the_store_carries_its_name(studio, module, learner, signed_in, fetched):
    media = attached(module)
    answer = signed_in(learner).get(address(media, "video"), {"save": ""})
    _, headers, _ = fetched(answer["Location"])
    assert headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{module.slug}.mp4"


def test_captions_and_the_sheet_come_from_our_own_address(studio, module, learner, signed_in):
    media = attached(module)
    client = signed_in(learner)
    captions = client.get(address(media, MediaKind.CAPTIONS))
    assert (captions.status_code, captions.content[:6]) == (200, b"WEBVTT")
    assert "sandbox" in client.get(address(media, MediaKind.REFERENCE_HTML))["Content-Security-Policy"]


def test_nobody_gets_a_signed_address_of_what_they_may_not_see(
    studio,
    made,
    module,
    learner,
    signed_in,
    client,
    reviewer,
):
    media = attached(module)
    unapproved = f"/admin/productions/{made.pk}/file/video/"
    assert signed_in(reviewer).get(unapproved).status_code == 302
    module.unpublish()
    refused = [client.get(address(media, "video")), client.get(unapproved)]
    refused += [signed_in(learner).get(address(media, "video")), signed_in(learner).get(unapproved)]
    assert [answer.status_code for answer in refused] == [302, 302, 404, 404]
    assert [studio.endpoint in answer.get("Location", "") for answer in refused] == [False] * 4


def test_a_store_that_is_gone_is_said_so_to_the_learner(
    studio, module, learner, signed_in, kept_at, nobody_there
):
    media = attached(module)
    kept_at(nobody_there)
    client = signed_in(learner)
    page = client.get(address(media, MediaKind.CAPTIONS))
    assert page.status_code == 503 and page["Retry-After"]
    assert "does not answer" in page.content.decode()
    told = client.get(address(media, MediaKind.CAPTIONS), headers={"accept": "application/json"})
    assert told.status_code == 503 and "does not answer" in told.json()["message"]


def test_a_field_follows_the_setting_of_its_storage(studio, module):
    media = attached(module)
    file = MediaFile.objects.get(media=media, kind="video").file
    assert not isinstance(file.storage, FileSystemStorage)
    with file.open() as film:
        assert film.read() == b"film"


def test_a_podcast_app_is_sent_to_a_signed_address_until_its_learner_stops_it(
    studio, module, learner, client
):
    media = attached(module, video=b"0123456789")
    learning.make_feed(user=learner)
    sound = f"/podcast/file/{learner.podcast_feed.file_token}/{media.pk}/audio.m4a"
    answer = client.get(sound)
    assert answer.status_code == 302 and "X-Amz-Signature" in answer["Location"]
    assert (answer["X-Robots-Tag"], "private" in answer["Cache-Control"]) == ("noindex", True)
    assert client.get(sound.replace("audio.m4a", "captions.vtt")).content[:6] == b"WEBVTT"
    learning.stop_feed(user=learner)
    assert client.get(sound).status_code == 404
