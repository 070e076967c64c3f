"""The recap: upright, short, in the lesson's own words, and never with a key."""

from pathlib import Path

import av
import pytest
import webvtt
from django.urls import reverse
from PIL import Image

from courses.models import MediaSet
from generation import pipeline
from generation.engines.vertical import TypstVertical
from generation.engines.video import Joiner
from generation.ports import EngineError, Sentence
from generation.queries import files_of, outputs_of
from generation.stages import key_points
from generation.stages.contract import Context, Made, Source
from generation.stages.recap_script import CHOSEN, LONGEST, MOST_POINTS, fitting, written
from tests.generation import fakes
from tests.generation.told import TOLD


def told(*parts):
    """(kind that may be left out, seconds), each as a passage and its sound."""
    return [
        (
            {"spare": spare, "lines": [{"text": f"{spare} {at}"}]},
            Made(str(at), "speech", meta={"total": seconds}),
        )
        for at, (spare, seconds) in enumerate(parts)
    ]


def test_what_fits_is_left_as_it_is():
    parts = told(("", 10), ("point", 20), ("question", 20), ("", 10))
    assert fitting(list(parts)) == (parts, [])


def test_the_last_points_are_left_out_first_and_told_in_the_lessons_order():
    kept, left_out = fitting(
        told(("", 10), ("point", 30), ("point", 30), ("point", 30), ("question", 20), ("", 10))
    )
    assert [one["spare"] for one, _ in kept] == ["", "point", "question", ""]
    assert left_out == ["point 2", "point 3"]


def test_a_question_is_left_out_whole_and_only_where_no_point_is_left():
    kept, left_out = fitting(told(("", 30), ("point", 9), ("question", 50), ("question", 20), ("", 30)))
    assert [one["spare"] for one, _ in kept] == ["", ""]
    assert left_out == ["question 2", "question 3", "point 1"]


def test_what_must_be_said_and_is_too_long_is_refused_with_what_to_do():
    with pytest.raises(EngineError, match="Shorten the objective") as refused:
        fitting(told(("", 60), ("", 40)))
    assert refused.value.code == "recap_too_long"


@pytest.mark.django_db
def test_it_says_the_title_the_points_one_question_and_how_it_was_made_and_no_key(made, engines):
    slides = engines.vertical().drawn
    assert [slide["kind"] for slide in slides] == ["title", "point", "question", "slate"]
    question = slides[2]
    assert question["title"] == "Which line can a gaffer check?" and len(question["options"]) == 3
    assert not {"correct", "key", "feedback"} & set(question)
    recap = outputs_of(made)["recap"]
    assert 0 < recap.meta["seconds"] <= LONGEST and recap.meta["left_out"] == []
    kinds = files_of(outputs_of(made))
    assert {"recap", "recap_captions"} <= {str(kind) for kind in kinds}


def a_lesson(tmp_path, **facts):
    sentences = tuple(Sentence("block", text) for text in TOLD)
    source = Source("Light", "Course", "Brief light.", narrated=(), sentences=sentences, **facts)
    found = Context(source, fakes.Engines(), fakes.Shelf(), Path(tmp_path))
    found.results["script"] = Made("script", "script", meta={"passages": []})
    return found


def test_where_the_author_named_no_points_it_tells_the_lessons_own_sentences_and_who_chose_them(tmp_path):
    lesson = a_lesson(tmp_path, key_points=())
    slides = [passage["slide"] for passage in written(lesson)]
    told = [slide["text"] for slide in slides]
    assert len(told) == MOST_POINTS and told == [text for text in TOLD if text in told]
    assert {slide["eyebrow"] for slide in slides} == {CHOSEN}
    assert "software" in CHOSEN
    sheet = key_points.chosen(lesson)
    assert set(told) < set(sheet), "one choice for sheet and recap"


def test_the_authors_own_points_are_told_and_nobody_is_asked_for_others(tmp_path):
    lesson = a_lesson(tmp_path, key_points=("Say where it stands.",))
    lesson.engines.embedder = None
    assert [passage["slide"]["text"] for passage in written(lesson)] == ["Say where it stands."]


@pytest.mark.django_db
def test_it_speaks_anew_only_what_the_lesson_does_not_say_alone(production, engines):
    pipeline.finish(production, engines=engines)
    said = engines.speech().said
    assert said.count("Which line can a gaffer check?") == 1
    assert len([one for one in said if one.startswith("Name the source")]) == 2, "in the closing, and alone"
    assert MOST_POINTS == 4


@pytest.mark.django_db
def test_one_that_no_gain_makes_as_loud_as_a_lesson_is_refused(production, engines):
    sound = engines.sound()
    chunk = sound.chunk
    sound.chunk = lambda *files, gain, **around: chunk(*files, gain=30.0, **around)
    failed = pipeline.finish(production, engines=engines)
    assert (failed.stage, failed.reason_code) == ("recap", "loudness")


def test_an_upright_picture_makes_an_upright_segment(tmp_path):
    Image.new("RGB", (1080, 1920), "#101514").save(tmp_path / "slide.png")
    Joiner().segment(tmp_path / "slide.png", 1.0, tmp_path / "segment.mp4")
    with av.open(str(tmp_path / "segment.mp4")) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (1080, 1920)


def test_a_word_longer_than_a_line_stays_inside_the_margins(tmp_path):
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    frame = {"eyebrow": "To keep", "footer": "Studio"}
    slides = [frame | {"kind": "point", "text": word}, frame | {"kind": "title", "title": word, "text": ""}]
    for picture in TypstVertical().render(slides, tmp_path):
        drawn = Image.open(picture).convert("L")
        ground = drawn.getpixel((5, 5))
        assert drawn.crop((1000, 0, 1080, 1920)).getextrema() == (ground, ground)


@pytest.mark.django_db
def test_a_real_one_is_an_upright_film_with_captions_at_the_words(module, tmp_path):
    from generation.delivery import deliver

    made = deliver(module=module, revision=module.live_revision, formats=["recap"], folder=tmp_path)
    assert [path.name for path in made.files] == ["light.recap.mp4", "light.recap.vtt", "light.json"]
    with av.open(str(tmp_path / "light.recap.mp4")) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.width, picture.height) == (1080, 1920)
        assert 10 < film.duration / av.time_base <= LONGEST
        assert float(sound.duration * sound.time_base) == pytest.approx(film.duration / av.time_base, abs=0.1)
        assert "recap" in film.metadata["title"] and "not reviewed" in film.metadata["title"]
    cues = webvtt.read(str(tmp_path / "light.recap.vtt"))
    assert "Which line can a gaffer check?" in " ".join(" ".join(cue.text.split()) for cue in cues)


@pytest.mark.django_db
def test_a_learner_finds_it_on_the_modules_page(approved, module, learner, signed_in):
    page = signed_in(learner).get(module.url, follow=True).content.decode()
    media = MediaSet.objects.get(module=module)
    seconds = round(outputs_of(approved)["recap"].meta["seconds"])
    assert f"<summary>Recap, {seconds} s</summary>" in page
    for kind in ("recap", "recap_captions"):
        address = reverse("courses:media", args=[media.pk, kind])
        assert address in page
        assert signed_in(learner).get(address).status_code == 200
