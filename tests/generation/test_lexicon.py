"""How words are said: where an entry holds, who may keep it."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.services import split
from generation.lexicon import Entry, Kept, narrowest
from generation.models import Pronunciation
from generation.queries import lexicon_for, may_keep
from generation.stages.pronounce import say
from tests import factories
from tests.courses.authoring.test_splitting import long_body

ADD = "wagtailsnippets_generation_pronunciation:add"
EDIT = "wagtailsnippets_generation_pronunciation:edit"
DELETE = "wagtailsnippets_generation_pronunciation:delete"


def test_the_narrowest_entry_of_a_term_wins():
    kept = [
        Kept(Entry("Foley", f"{scope}{locale}"), locale, scope)
        for scope, locale in itertools.product((2, 0, 1), ("", "fr", "de"))
    ]
    assert [one.said_as for one in narrowest(kept, "fr")] == ["2fr"]
    assert [one.said_as for one in narrowest(kept[3:6], "fr")] == ["0fr"]
    assert [one.said_as for one in narrowest([*kept[3:6], kept[6]], "fr")] == ["1"], "scope before language"
    assert [one.said_as for one in narrowest(kept, "en-gb")] == ["2"]


def test_only_an_entry_carries_sounds_and_they_stand_where_the_term_stood():
    said = say("Open DaVinci [[h@loU]] & go.", [Entry("davinci", "da vinchy", "dəˈvɪntʃi")])
    [sounds] = said.phonemes
    assert said.spoken[sounds.start : sounds.end] == "da vinchy" and sounds.ipa == "dəˈvɪntʃi"
    assert say("Open [[h@loU]].", [Entry("davinci", "da vinchy", "i")]).phonemes == ()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"term": "—", "said_as": "dash"}, "at least one letter"),
        ({"term": "dash", "said_as": "—"}, "at least one letter"),
        ({"term": "click", "said_as": "click", "ipa": "kǃɪk"}, "“ǃ” is no sound of English"),
    ],
)
def test_what_no_voice_can_say_is_refused_in_words(fields, fault):
    with pytest.raises(ValidationError, match=fault):
        Pronunciation(**fields).clean()


@pytest.mark.django_db
class TestWhereAnEntryHolds:
    def test_every_part_of_a_module_that_is_split_says_its_words_alike(self, author):
        long = factories.module(body=long_body(), publish=False, owner=author)
        facts = {"said_as": "fo lee", "ipa": "foʊli", "locale": long.language}
        Pronunciation.objects.create(term="Foley", module=long, **facts)
        Pronunciation.objects.create(term="Gaffer", said_as="gaffa")
        for part in split(module=long, by=author):
            assert lexicon_for(part) == (Entry("Foley", "fo lee", "foʊli"), Entry("Gaffer", "gaffa"))
        assert Pronunciation.objects.count() == 3, "the studio's is everywhere as it is"

    def test_a_module_hears_its_own_its_courses_and_the_studios(self, module, course, author):
        other = factories.module(course, owner=author, title="Other", slug="other")
        for term, place in (("one", {}), ("two", {"course": course}), ("three", {"module": module})):
            Pronunciation.objects.create(term=term, said_as="studio")
            if place:
                Pronunciation.objects.create(term=term, said_as="narrower", **place)
        Pronunciation.objects.create(term="four", said_as="vier", locale="de")
        assert dict(one[:2] for one in lexicon_for(module)) == {
            "one": "studio",
            "two": "narrower",
            "three": "narrower",
        }
        assert dict(one[:2] for one in lexicon_for(other))["three"] == "studio"
        module.language = "de"
        assert ("four", "vier", "") in lexicon_for(module)

    def test_a_term_stands_once_a_language_and_place(self, module, course):
        for place in ({}, {"locale": "fr"}, {"course": course}, {"module": module}):
            Pronunciation.objects.create(term="Foley", said_as="one", **place)
            with pytest.raises(ValidationError, match="already"):
                Pronunciation(term="FOLEY", said_as="two", **place).full_clean()
            with pytest.raises(IntegrityError), transaction.atomic():
                Pronunciation.objects.create(term="foley", said_as="two", **place)
        with pytest.raises(ValidationError, match="not both"):
            Pronunciation(term="Foley", said_as="x", course=course, module=module).full_clean()


def form(module=None, course=None, **fields):
    places = {"module": module.pk if module else "", "course": course.pk if course else ""}
    return {"term": "Gaffer", "said_as": "gaffa", "ipa": "", "locale": "", **places, **fields}


@pytest.mark.django_db
class TestWhoMayKeepIt:
    def test_an_author_keeps_entries_of_modules_they_may_edit_and_no_others(
        self, author, module, course, signed_in
    ):
        browser = signed_in(author)
        for place in ({}, {"course": course}):
            told = browser.post(reverse(ADD), form(**place)).content.decode()
            assert "Choose a module that you may edit" in told and not Pronunciation.objects.exists()
        browser.post(reverse(ADD), form(module=module))
        kept = Pronunciation.objects.get()
        assert kept.module == module
        told = browser.post(reverse(EDIT, args=[kept.pk]), form()).content.decode()
        assert "Choose a module that you may edit" in told, "nor may it grow to the studio"
        browser.post(reverse(EDIT, args=[kept.pk]), form(module=module, said_as="gaffer"))
        kept.refresh_from_db()
        assert kept.said_as == "gaffer"

    def test_an_author_neither_changes_nor_takes_away_what_holds_in_the_studio(self, author, signed_in):
        kept = Pronunciation.objects.create(term="Foley", said_as="foh-lee")
        browser = signed_in(author)
        for name in (EDIT, DELETE):
            assert browser.get(reverse(name, args=[kept.pk])).status_code == 302
            assert browser.post(reverse(name, args=[kept.pk]), form()).status_code == 302
        bulk = reverse("wagtail_bulk_action", args=["generation", "pronunciation", "delete"])
        browser.post(f"{bulk}?id={kept.pk}", {})
        kept.refresh_from_db()
        assert kept.said_as == "foh-lee"
        listed = browser.get(reverse("wagtailsnippets_generation_pronunciation:list")).content.decode()
        assert "Foley" in listed and reverse(EDIT, args=[kept.pk]) not in listed

    def test_ld_admins_keep_them_everywhere_and_reviewers_nowhere(
        self, ld_admin, reviewer, learner, signed_in
    ):
        signed_in(ld_admin).post(reverse(ADD), form())
        kept = Pronunciation.objects.get()
        assert may_keep(ld_admin, kept)
        for nobody in (reviewer, learner):
            signed_in(nobody).post(reverse(EDIT, args=[kept.pk]), form(said_as="no"))
            assert not may_keep(nobody, kept)
        kept.refresh_from_db()
        assert kept.said_as == "gaffa"
