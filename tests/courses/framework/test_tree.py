"""Competencies in a tree: where they may stand, how they are listed, and who moves them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.framework import CYCLE, DEEPEST, TOO_DEEP, fault, in_order
from courses.models import Competency
from courses.queries import competency_tree
from courses.services import Refused, move_competency

LIST = reverse("wagtailsnippets_courses_competency:list")


@pytest.fixture
def framework(db):
    """Prompt craft over light and sound; media judgement beside it."""
    made = {}
    for slug, under in (
        ("prompt-craft", ""),
        ("light", "prompt-craft"),
        ("sound", "prompt-craft"),
        ("judgement", ""),
    ):
        made[slug] = Competency.objects.create(
            slug=slug, name=slug.replace("-", " ").capitalize(), parent=made.get(under), sort_order=len(made)
        )
    return made


def told():
    return [(branch.competency.slug, branch.depth) for branch in competency_tree()]


def test_a_circle_and_a_tree_too_deep_are_told_from_a_tree():
    assert fault({"a": None, "b": "a"}) is None
    assert fault({"a": None, "b": "c", "c": "b"}) == (CYCLE, "b")
    chain = {number: number - 1 if number else None for number in range(DEEPEST)}
    assert fault(chain) is None
    assert fault(chain | {DEEPEST: DEEPEST - 1}) == (TOO_DEEP, DEEPEST)
    assert list(in_order({"b": "a", "a": None, "c": "a"})) == [("a", 0), ("b", 1), ("c", 1)]


def test_parents_come_before_their_children(framework, module, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert told() == [("prompt-craft", 0), ("light", 1), ("sound", 1), ("judgement", 0)]
    assert [branch.modules for branch in competency_tree()] == [1, 0, 0, 0]


def test_a_competency_moves_with_what_stands_under_it(framework, ld_admin):
    move_competency(competency=framework["prompt-craft"], under=framework["judgement"], by=ld_admin)
    assert told() == [("judgement", 0), ("prompt-craft", 1), ("light", 2), ("sound", 2)]
    move_competency(competency=framework["light"], after=framework["judgement"], by=ld_admin)
    assert told() == [("judgement", 0), ("prompt-craft", 1), ("sound", 2), ("light", 0)]
    entry = ModelLogEntry.objects.filter(action="courses.competency.moved").first()
    assert (entry.user, entry.data["under"]) == (ld_admin, None)


def test_it_cannot_stand_under_itself(framework, ld_admin):
    over, under = framework["prompt-craft"], framework["light"]
    with pytest.raises(Refused, match="cannot stand under itself"):
        move_competency(competency=over, under=under, by=ld_admin)
    over.parent = under
    with pytest.raises(ValidationError, match="cannot stand under itself"):
        over.full_clean()


def test_authors_see_the_tree_and_move_by_a_list_of_places(framework, author, signed_in):
    browser = signed_in(author)
    page = browser.get(LIST).content.decode()
    assert page.index("Prompt craft") < page.index("Light") < page.index("Judgement")
    assert "competency-level-2" in page
    move = reverse("competencies:move", args=[framework["sound"].pk])
    assert move in page
    places = browser.get(move).context["places"]
    assert "Under “Judgement”, first" in [one.told.strip() for one in places]
    assert not any("Sound" in one.told for one in places)
    browser.post(move, {"place": f"under:{framework['judgement'].pk}"})
    assert told()[-1] == ("sound", 1)


@pytest.mark.parametrize("place", ["", "under:", "under:999999999", "beside:1", "under:" + "9" * 40])
def test_a_place_that_is_none_is_refused_and_nothing_moves(place, framework, author, signed_in):
    before = told()
    refused = signed_in(author).post(
        reverse("competencies:move", args=[framework["sound"].pk]), {"place": place}
    )
    assert refused.status_code == 422
    assert "Choose another" in refused.content.decode()
    assert told() == before


@pytest.mark.parametrize("who", ["learner", "manager", "reviewer"])
def test_nobody_else_moves_them(who, framework, request, signed_in):
    move = reverse("competencies:move", args=[framework["sound"].pk])
    assert signed_in(request.getfixturevalue(who)).post(move, {"place": "top"}).status_code == 404


def test_what_is_withdrawn_stays_in_the_tree_and_is_not_offered(framework, author, signed_in):
    browser = signed_in(author)
    one = framework["judgement"]
    form = {"name": one.name, "slug": one.slug, "description": "", "parent": "", "code": "C", "kind": "Skill"}
    edit = reverse("wagtailsnippets_courses_competency:edit", args=[one.pk])
    browser.post(edit, {**form, "withdrawn": "on"})
    one.refresh_from_db()
    assert one.withdrawn
    assert (one.code, one.kind) == ("C", "Skill")
    assert "Withdrawn" in browser.get(LIST).content.decode()
    offered = browser.get(reverse("wagtailsnippetchoosers_courses_competency:choose")).json()["html"]
    assert "Prompt craft" in offered
    assert "Judgement" not in offered
    browser.post(edit, form)
    one.refresh_from_db()
    assert not one.withdrawn
