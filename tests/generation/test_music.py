"""The studio's music: who may choose it, what is refused, where it lies, and what it makes anew."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Site

from generation import pipeline, services
from generation.engines import wave_file
from generation.models import Artifact, SoundKit
from generation.ports import SAMPLE_RATE, Stretch
from generation.stages.bed import FARTHEST, stretches
from generation.stages.contract import Made
from tests import media
from tests.generation.test_pipeline import revise
from tests.lesson import block, single

pytestmark = pytest.mark.django_db


def recording(tmp_path, seconds=11) -> ContentFile:
    wave_file.write(wave_file.silence(seconds) + 0.1, tmp_path / "bed.wav")
    return ContentFile((tmp_path / "bed.wav").read_bytes(), "bed.wav")


def kit(file, rights="Composed for the studio by M. Lund") -> SoundKit:
    return SoundKit(site=Site.objects.get(is_default_site=True), bed=file, bed_rights=rights)


@pytest.fixture
def music(tmp_path, home):
    """Chosen by the studio."""
    chosen = kit(recording(tmp_path))
    chosen.clean()
    chosen.save()
    return chosen


def test_ld_admins_choose_it_and_nobody_else(signed_in, ld_admin, author, reviewer, learner, home):
    site = Site.objects.get(is_default_site=True)
    address = reverse("wagtailsettings:edit", args=["generation", "soundkit", site.pk])
    assert signed_in(ld_admin).get(address).status_code == 200
    for person in (author, reviewer, learner):
        assert signed_in(person).get(address).status_code in (302, 404)


def test_it_is_uploaded_with_the_right_to_use_it(signed_in, ld_admin, tmp_path, home):
    site = Site.objects.get(is_default_site=True)
    address = reverse("wagtailsettings:edit", args=["generation", "soundkit", site.pk])
    browser = signed_in(ld_admin)
    without = browser.post(address, {"bed": recording(tmp_path), "bed_rights": "", "bed_level": "20"})
    assert "by what right you use it" in without.content.decode() and not SoundKit.objects.exclude(bed="")
    with_it = {"bed": recording(tmp_path), "bed_rights": "Ours", "bed_level": "20"}
    assert browser.post(address, with_it).status_code == 302
    chosen = SoundKit.objects.get()
    assert len(chosen.bed_sum) == 64 and chosen.bed.name.startswith("sound/")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda folder: recording(folder, 4), "lasts 4 s"),
        (lambda folder: ContentFile(media.film(1), "bed.mp4"), "is a film"),
        (lambda folder: ContentFile(b"words" * 500, "bed.mp3"), "no sound"),
        (lambda folder: ContentFile(b"words", "bed.exe"), "Export it as one of these"),
    ],
)
def test_what_is_no_bed_is_refused_by_its_content(tmp_path, home, file, said):
    with pytest.raises(ValidationError, match=said):
        kit(file(tmp_path)).clean()


def passage(block_id, purpose="teach", **more):
    return {"block_id": block_id, "purpose": purpose, **more}


def test_it_lies_under_opening_story_and_closing_and_begins_anew_with_each():
    lesson = [
        *(passage("opening"), passage("a", "story"), passage("b", "story"), passage("c")),
        *(passage("d", "story"), passage("e", "story", clip={"id": 1}), passage("closing")),
    ]
    speech = [Made(str(at), "speech", meta={"total": 10.0}) for at in range(len(lesson))]
    ten = 10 * SAMPLE_RATE
    expected = [(0, 0), (0, FARTHEST), (ten, 0), None, (0, 0), None, (0, 0)]
    assert stretches(lesson, speech) == [Stretch(*one) if one else None for one in expected]


def chunks(production) -> list[str]:
    return Artifact.objects.get(pk=production.outputs["audio"]).parts


def test_without_music_no_chunk_knows_of_any(made, engines):
    assert set(engines.sound().music) == {None} and engines.sound().beds == 0


def test_with_music_only_what_lies_near_it_is_made_anew_and_the_bed_once(made, engines, music, reviewer):
    before = chunks(made)
    services.rebuild(production=made)
    again = pipeline.finish(made, engines=engines)
    assert again.reason == ""
    after = chunks(again)
    assert len(after) == len(before) and 0 < len(set(after) - set(before)) < len(after)
    played = [one for one in engines.sound().music if one]
    assert engines.sound().beds == 1 and len(played) == len(set(after) - set(before))
    assert {one.level for one in played} == {20}


def test_a_changed_paragraph_elsewhere_moves_no_music(module, engines, author, music):
    texts = ("One stays.", "Two stays too.", "Three goes.", "Four stays, and so does five.")
    first = pipeline.finish(revise(module, *texts, user=author), engines=engines)
    encoded = len(engines.sound().music)
    longer = (*texts[:2], "Three is new and longer than it was by a good deal.", texts[3])
    second = pipeline.finish(revise(module, *longer, user=author), engines=engines)
    assert first.reason == second.reason == ""
    assert [one for one in engines.sound().music[encoded:] if one] == []


def test_a_paragraph_that_becomes_story_gets_its_music_though_no_word_changes(module, engines, author, music):
    made = []
    for purpose in ("teach", "story"):
        told = block("rich_text", {"text": "<p>One lamp burns in the yard.</p>", "purpose": purpose}, "one")
        module.body = module.body.stream_block.to_python([told, single()])
        draft = services.request_production(module=module, revision=module.save_revision(user=author))
        made.append(pipeline.finish(draft, engines=engines))
    taught, story = made
    assert taught.reason == story.reason == ""
    assert taught.outputs["narration"] == story.outputs["narration"]
    assert set(chunks(story)) - set(chunks(taught))


def test_its_maker_is_named_in_the_files_it_is_heard_in(production, engines, music):
    pipeline.finish(production, engines=engines)
    of_the_recap, of_the_lesson = engines.sound().comments  # the lesson is joined last
    assert "Music: Composed for the studio by M. Lund" in of_the_lesson and "Music" not in of_the_recap


def test_a_file_that_is_gone_says_what_to_do(production, engines, music):
    music.bed.storage.delete(music.bed.name)
    failed = pipeline.finish(production, engines=engines)
    assert failed.reason_code == "bed_gone" and "Settings, Music" in failed.reason
