"""A module narrated in a language model's words: what is told anew, what never is, and what a person sees."""

import pytest
from django.urls import reverse

from courses.queries import clock
from generation import pipeline, services
from generation.models import Artifact, NarrationChoice, Production, State, Wording
from generation.ports import EngineError
from generation.queries import script_of
from tests import factories
from tests.generation.test_pipeline import revise
from tests.lesson import block, single

pytestmark = pytest.mark.django_db

FIRST = "Ask for twelve frames before you change a single word."
SECOND = "A brief is a list of things that someone on set can check."
STRAY = "Twenty producers always like a picture better when it is expensive."


@pytest.fixture(autouse=True)
def with_a_model(settings):
    settings.GREENROOM_WRITER = "transformers"


@pytest.fixture
def spoken(module, author):
    """The module of the tests, told by the model, with two paragraphs and a question."""
    services.choose_narration(module=module, wording=Wording.MODEL, by=author)
    return revise(module, FIRST, SECOND, user=author)


def lines(production):
    return [line["text"] for passage in script_of(production) for line in passage["lines"]]


def passage(production, text):
    return next(one for one in script_of(production) if text in [line["text"] for line in one["lines"]])


def finished(production, engines):
    made = pipeline.finish(production, engines=engines)
    assert made.state == State.AWAITING_REVIEW, made.reason
    return made


def test_the_models_words_are_spoken_and_kept_with_where_they_rest(spoken, engines):
    engines.narrator().instead[FIRST] = "Before you change a single word, ask for twelve frames."
    made = finished(spoken, engines)
    told = passage(made, "Before you change a single word, ask for twelve frames.")
    assert told["reworded"] and not told["flags"] and told["lines"][0]["cites"] == FIRST
    assert "Before you change a single word, ask for twelve frames." in engines.speech().said
    kept = Artifact.objects.filter(stage="wording")
    assert kept.count() == 2 and {one.meta["seed"] for one in kept} == {1}
    assert {one.meta["model"] for one in kept} == {"none"}
    assert (
        made.outputs["script"] and Artifact.objects.get(pk=made.outputs["script"]).engine == "Fake narrator 1"
    )


def test_what_the_author_did_not_say_is_flagged_to_the_reviewer(spoken, engines, reviewer, signed_in):
    engines.narrator().instead[FIRST] = STRAY
    made = finished(spoken, engines)
    [flag] = passage(made, STRAY)["flags"]
    assert (flag["line"], flag["code"], flag["words"], flag["cites"]) == (0, "number", STRAY, FIRST)
    shown = signed_in(reviewer).get(reverse("generation:review", args=[made.pk])).text
    assert flag["reason"] in shown and FIRST in shown and "I checked this against the lesson" in shown


def test_only_what_changed_is_told_anew(spoken, engines, module, author):
    finished(spoken, engines)
    assert engines.narrator().told == [[FIRST], [SECOND]]
    finished(
        revise(module, SECOND, FIRST, "Say it aloud once before you send it to anyone.", user=author), engines
    )
    assert engines.narrator().told[2:] == [["Say it aloud once before you send it to anyone."]]


def test_questions_stories_code_prompts_and_titles_are_never_reworded(course, author, engines):
    story = {"text": f"<p>{SECOND}</p>", "purpose": "story"}
    code = {"text": "<pre>one two three four five six seven eight nine</pre>", "purpose": "teach"}
    heading = {"text": "Say where the light comes from before anything else in the frame", "level": "2"}
    body = [
        block("rich_text", {"text": f"<p>{FIRST}</p>", "purpose": "teach"}, "told"),
        block("rich_text", story, "story"),
        block("rich_text", code, "code"),
        block("heading", heading, "heading"),
        block("rich_text", {"text": "<p>Too short to tell.</p>", "purpose": "teach"}, "short"),
        single(),
    ]
    module = factories.module(course, owner=author, body=body)
    services.choose_narration(module=module, wording=Wording.MODEL, by=author)
    finished(Production.objects.get(revision=module.live_revision), engines)
    assert engines.narrator().told == [[FIRST]]


def test_a_mend_is_a_persons_words_and_carries_no_flag(spoken, engines, reviewer):
    engines.narrator().instead[FIRST] = f"{STRAY} {FIRST}"
    made = finished(spoken, engines)
    told = passage(made, f"{STRAY} {FIRST}")
    services.mend(
        production=made, by=reviewer, source=told["source"], lines=["Ask for a dozen frames first."]
    )
    made = finished(Production.objects.get(pk=made.pk), engines)
    mended = passage(made, "Ask for a dozen frames first.")
    assert mended["mended"] and not mended["reworded"] and not mended["flags"]


@pytest.mark.parametrize("code", ["writer_failed", "engine_missing", "too_little_memory"])
def test_a_model_that_fails_fails_the_production_and_the_authors_words_mend_it(
    spoken, engines, author, signed_in, code
):
    engines.narrator().error = EngineError(code, "The model is not there.")
    failed = pipeline.finish(spoken, engines=engines)
    assert (failed.state, failed.reason_code, failed.reason) == (
        State.FAILED,
        code,
        "The model is not there.",
    )
    assert engines.speech().said == []
    browser = signed_in(author)
    assert (
        "Speak my own words instead" in browser.get(reverse("generation:production", args=[failed.pk])).text
    )
    browser.post(reverse("generation:narration", args=[failed.module_id]), {"wording": "own"})
    assert FIRST in lines(finished(Production.objects.get(pk=failed.pk), engines))


def test_a_site_whose_model_is_gone_says_so(spoken, engines, settings):
    from generation.engines import registry

    settings.GREENROOM_WRITER = "extractive"
    engines.narrator = registry.narrator.__wrapped__
    assert "has no such model" in pipeline.finish(spoken, engines=engines).reason


def test_a_lesson_in_another_language_is_spoken_in_its_authors_words_only(spoken, engines):
    type(spoken.module).objects.filter(pk=spoken.module_id).update(language="de")
    content = spoken.revision.content | {"language": "de"}
    type(spoken.revision).objects.filter(pk=spoken.revision_id).update(content=content)
    failed = pipeline.finish(Production.objects.get(pk=spoken.pk), engines=engines)
    assert failed.reason_code == "narration_language" and engines.narrator().told == []


def test_words_that_run_past_fifteen_minutes_are_refused_before_they_are_spoken(spoken, engines, monkeypatch):
    from generation.stages import script

    monkeypatch.setattr(script, "LIMIT_SECONDS", clock(spoken.revision.as_object()).seconds + 5)
    engines.narrator().instead[FIRST] = " ".join([FIRST] * 12)
    failed = pipeline.finish(spoken, engines=engines)
    assert failed.reason_code == "too_long" and engines.speech().said == []


def test_the_clock_learns_nothing_from_a_models_words(spoken, engines):
    from courses.models import SpokenSeconds

    engines.narrator().instead[FIRST] = STRAY
    before = SpokenSeconds.objects.count()
    finished(spoken, engines)
    plain = sum(not one["reworded"] for one in script_of(Production.objects.get(pk=spoken.pk)))
    assert SpokenSeconds.objects.count() - before <= plain


def test_a_module_is_told_in_its_authors_words_until_somebody_chooses(module, author):
    assert services.choose_narration(module=module, wording=Wording.OWN, by=author) is None
    services.choose_narration(module=module, wording=Wording.MODEL, by=author)
    assert NarrationChoice.objects.get().chosen_by == author


@pytest.mark.parametrize("wording", ["parrot", ""])
def test_nothing_else_can_be_chosen(module, author, wording):
    with pytest.raises(services.Refused):
        services.choose_narration(module=module, wording=wording, by=author)


def test_without_a_model_it_is_neither_offered_nor_taken(module, author, signed_in, settings):
    settings.GREENROOM_WRITER = "extractive"
    browser, there = signed_in(author), reverse("generation:make", args=[module.pk])
    assert "Whose words are spoken?" not in browser.get(there).text
    told = browser.post(reverse("generation:narration", args=[module.pk]), {"wording": "model"}, follow=True)
    assert "has no language model that narrates" in told.text
    assert not NarrationChoice.objects.filter(wording=Wording.MODEL).exists()


def test_an_author_chooses_on_the_page_that_makes_media(module, author, signed_in):
    browser, there = signed_in(author), reverse("generation:make", args=[module.pk])
    assert "Whose words are spoken?" in browser.get(there).text
    told = browser.post(reverse("generation:narration", args=[module.pk]), {"wording": "model"}, follow=True)
    assert "The language model words the narration" in told.text


@pytest.mark.parametrize("who", ["learner", "outsider", "manager", "reviewer"])
def test_only_who_may_make_media_chooses(request, signed_in, module, who):
    browser = signed_in(request.getfixturevalue(who))
    answer = browser.post(reverse("generation:narration", args=[module.pk]), {"wording": "model"})
    assert answer.status_code in (302, 404) and not NarrationChoice.objects.exists()
