"""A module that is too long becomes two or more, in sequence."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from courses.models import KeyPoint, ModulePage, Term
from courses.pacing import LIMIT_SECONDS
from courses.publishing import problems
from courses.services import Refused, split
from courses.splitting import propose
from tests import factories
from tests.courses.authoring.reviewing import hand_in
from tests.lesson import block, single

LAMP = "One warm lamp stands frame left and the gaffer nods. "
RIVER = "The river carries sound further than any street does. "


def heading(text):
    return block("heading", {"text": text, "level": "2"}, text)


def words(text, count, name):
    """count: about as many words."""
    return block("rich_text", {"text": f"<p>{text * (count // 10)}</p>", "purpose": "teach"}, name)


def long_body():
    """About 19 minutes of speech in four chapters."""
    return [
        heading("Where it comes from"),
        words(LAMP, 700, "a"),
        heading("How hard its edge is"),
        words(LAMP, 700, "b"),
        single(),
        heading("What the river does"),
        words(RIVER, 700, "c"),
        heading("What the street does"),
        words(RIVER, 700, "d"),
    ]


@pytest.fixture
def long(db, author):
    page = factories.module(body=long_body(), publish=False, owner=author)
    page.key_points = [KeyPoint(text="Name the lamp and its side."), KeyPoint(text="Listen for the river.")]
    page.terms = [Term(term="Gaffer", definition="Sees to every lamp.")]
    page.save_revision(user=author, clean=False)
    return ModulePage.objects.get(pk=page.pk)


def ids(page):
    return [str(child.id) for child in page.get_latest_revision_as_object().body]


def test_it_is_cut_before_a_heading_into_the_fewest_even_parts(long):
    draft = long.get_latest_revision_as_object()
    parts = propose(draft.body, draft.clock())
    assert [part.title for part in parts] == ["Where it comes from", "What the river does"]
    assert all(part.seconds <= LIMIT_SECONDS for part in parts)


def test_the_refusal_names_the_place_and_the_lengths(long):
    [told] = [one.message for one in problems(long.get_latest_revision_as_object()) if one.code == "too_long"]
    assert "split it before “What the river does”: 2 modules of" in told


def test_without_headings_it_is_cut_between_screens(db):
    body = [words(LAMP, 1400, "a"), single(), words(RIVER, 1400, "b")]
    draft = factories.module(body=body, publish=False).get_latest_revision_as_object()
    assert len(propose(draft.body, draft.clock())) == 2


def test_one_screen_too_long_by_itself_has_no_proposal(db):
    draft = factories.module(
        body=[words(LAMP, 3000, "a"), single()], publish=False
    ).get_latest_revision_as_object()
    assert propose(draft.body, draft.clock()) == []
    with pytest.raises(Refused, match="no place"):
        split(module=draft, by=None)


def test_what_fits_is_not_cut(db):
    draft = factories.module(
        body=[heading("A"), words(LAMP, 100, "a"), heading("B"), words(LAMP, 100, "b")], publish=False
    ).get_latest_revision_as_object()
    assert propose(draft.body, draft.clock()) == []


def test_the_parts_are_drafts_in_sequence_and_keep_their_blocks(long, author):
    before = ids(long)
    first, second = split(module=long, by=author)
    assert ids(first) + ids(second) == before
    assert first.pk == long.pk
    assert second.get_prev_sibling().pk == first.pk
    assert not second.live
    assert (second.slug, second.title) == ("light-2", "Light that can be checked: What the river does")
    for part in (first, second):
        draft = part.get_latest_revision_as_object()
        assert 0 < draft.clock().seconds <= LIMIT_SECONDS
        assert draft.weights() == {"Prompt craft": 1.0}


def test_key_points_and_terms_go_where_their_words_are(long, author):
    first, second = (part.get_latest_revision_as_object() for part in split(module=long, by=author))
    assert [point.text for point in first.key_points.all()] == ["Name the lamp and its side."]
    assert [point.text for point in second.key_points.all()] == ["Listen for the river."]
    assert [term.term for term in first.terms.all()] == ["Gaffer"]
    assert not second.terms.all()


def test_what_is_live_stays_until_somebody_publishes(db, author, module):
    shown = [str(child.id) for child in module.body]
    module.body = module.body.stream_block.to_python(long_body())
    module.save_revision(user=author, clean=False)
    split(module=module, by=author)
    assert [str(child.id) for child in ModulePage.objects.get(pk=module.pk).body] == shown


def test_split_again_takes_a_free_slug(long, author):
    factories.module(long.course, slug="light-2", title="Another", publish=False)
    assert split(module=long, by=author)[1].slug == "light-3"


def test_an_author_splits_it_from_the_editor(long, author, signed_in):
    browser = signed_in(author)
    url = reverse("authoring:split", args=[long.pk])
    assert url in browser.get(reverse("wagtailadmin_pages:edit", args=[long.pk])).content.decode()
    assert "What the river does" in browser.get(url).content.decode()
    assert browser.post(url).status_code == 302
    assert ModulePage.objects.count() == 2
    assert "Cutting this module would not help" in browser.get(url).content.decode()


@pytest.mark.parametrize("who", ["learner", "manager", "reviewer"])
def test_nobody_else_splits_it(who, long, request, signed_in):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.post(reverse("authoring:split", args=[long.pk])).status_code == 404
    assert ModulePage.objects.count() == 1


def test_who_may_only_add_modules_does_not_split_another_author_s(long, signed_in):
    beginners = Group.objects.create(name="Beginners")
    adding = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=beginners, page=long.get_parent(), permission=adding)
    beginners.permissions.add(Permission.objects.get(codename="access_admin"))
    browser = signed_in(factories.person("Bo", roles=["Beginners"]))
    assert browser.post(reverse("authoring:split", args=[long.pk])).status_code == 404
    assert ModulePage.objects.count() == 1


def test_a_locked_module_stays_whole(long, author):
    ModulePage.objects.filter(pk=long.pk).update(locked=True)
    with pytest.raises(Refused, match="locked"):
        split(module=long, by=author)


def test_what_is_under_review_is_not_split_under_the_reviewers(long, author, reviewer, studio_review):
    hand_in(long, author)
    for who in (author, None):
        with pytest.raises(Refused, match="under review"):
            split(module=long, by=who)
    assert len(split(module=long, by=reviewer)) == 2


def test_a_title_of_any_length_can_be_split(long, author):
    draft = long.get_latest_revision_as_object()
    draft.title = "L" * 255
    draft.body = draft.body.stream_block.to_python(
        [words(LAMP, 1400, "a"), single(), words(RIVER, 1400, "b")]
    )
    draft.save_revision(clean=False)
    assert split(module=long, by=author)[1].title == f"{'L' * 200} (2)"
