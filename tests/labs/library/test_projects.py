"""Projects are made in Studio by authors and L&D admins."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from labs.contract import Refused
from labs.models import Project
from tests.labs.library import making


def form(*members, **said):
    value = {"element": "lighting", "says": "One lamp", "any_of": "deck lamp\n\nlantern"}
    told = {"title": "Night Ferry", "slug": "night-ferry", "description": "A ferry.", "live": "on"}
    stream = nested_form_data({"language": streamfield([("required", value)])})
    return told | stream | {"members": [one.pk for one in members]} | said


def test_an_author_makes_a_project_with_its_people_and_its_language(signed_in, author, learner):
    client = signed_in(author)
    client.post(reverse("wagtailsnippets_labs_project:add"), form(learner))
    project = Project.objects.get()
    (required,) = project.required
    assert (required.element, required.any_of) == ("lighting", ("deck lamp", "lantern"))
    assert list(project.members.all()) == [learner]
    edit = reverse("wagtailsnippets_labs_project:edit", args=[project.pk])
    client.post(edit, form(learner, live=""))
    assert not Project.objects.get().live


def test_who_may_not_sign_in_any_more_stays_a_member(signed_in, author, learner):
    project = making.project(learner)
    learner.is_active = False
    learner.save()
    edit = reverse("wagtailsnippets_labs_project:edit", args=[project.pk])
    assert str(learner) in signed_in(author).get(edit).text
    assert str(learner) not in signed_in(author).get(reverse("wagtailsnippets_labs_project:add")).text


@pytest.mark.parametrize("who", ["learner", "manager", "reviewer"])
def test_nobody_else_gets_in(who, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    assert client.post(reverse("wagtailsnippets_labs_project:add"), form()).status_code in (302, 404)
    assert not Project.objects.exists()


def test_a_project_with_prompts_is_not_deleted(prompt):
    with pytest.raises(ProtectedError):
        prompt.project.delete()


def test_a_project_of_no_element_is_refused_by_name(db):
    with pytest.raises(Refused, match="Project “night-ferry”"):
        making.project(language=[{"element": "lightning", "says": "x"}])
