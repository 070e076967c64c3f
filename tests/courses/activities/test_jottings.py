"""What a learner keeps for themself: by form, by script, and for nobody else."""

import pytest
from django.urls import reverse

from courses.models import Attempt, Enrolment, Evidence, Jotting, ModulePage
from courses.services import Refused, begin, jot
from tests import activities, factories, lesson
from tests.activities import ASK, CHECKLIST, LAMP, REFLECTION, SCENARIO, SHOOT, SIDE

SCRIPT = {"Accept": "application/json"}
SECRET = "I called the whole reel beautiful, and meant that I was tired."


@pytest.fixture
def noted(course, author):
    """Step 1 ticks and reflects, step 2 decides, step 3 asks."""
    body = [activities.checklist(), activities.reflection(), activities.scenario(), lesson.single()]
    return factories.module(course, owner=author, body=body)


@pytest.fixture
def client(signed_in, learner, noted):
    begin(user=learner, module=noted)
    return signed_in(learner)


def step(page, number):
    return reverse("courses:step", args=[page.slug, number])


def keep(client, page, block, headers=None, **fields):
    return client.post(
        reverse("courses:note", args=[page.slug]), {"block": block, **fields}, headers=headers or {}
    )


def test_ticks_are_there_again_without_a_script(client, noted, learner):
    response = keep(client, noted, CHECKLIST, items=[SIDE])
    assert response["Location"] == f"{step(noted, 1)}#note-{CHECKLIST}"
    shown = client.get(step(noted, 1)).content.decode()
    assert f'value="{SIDE}" checked' in shown
    assert f'value="{LAMP}" checked' not in shown
    assert Jotting.objects.get(user=learner).value == {"ticked": [SIDE]}


def test_a_reflection_is_there_again_and_goes_when_it_is_emptied(client, noted):
    assert keep(client, noted, REFLECTION, SCRIPT, text=SECRET).status_code == 204
    assert SECRET in client.get(step(noted, 1)).content.decode()
    assert keep(client, noted, REFLECTION, SCRIPT, text="  ").status_code == 204
    assert not Jotting.objects.exists()


def test_keeping_the_same_again_changes_nothing(client, noted):
    keep(client, noted, REFLECTION, text=SECRET)
    before = Jotting.objects.get()
    keep(client, noted, REFLECTION, text=SECRET)
    assert Jotting.objects.get().updated_at == before.updated_at
    keep(client, noted, REFLECTION, text="Something else.")
    assert Jotting.objects.get().updated_at > before.updated_at


def test_only_the_consequence_that_was_chosen_is_in_the_page(client, noted):
    shown = client.get(step(noted, 2)).content.decode()
    assert "Nobody finds the door." not in shown
    assert "The lamp is back." not in shown
    keep(client, noted, SCENARIO, branch=SHOOT)
    shown = client.get(step(noted, 2)).content.decode()
    assert "Nobody finds the door." in shown
    assert "The lamp is back." not in shown
    keep(client, noted, SCENARIO, branch="")
    assert "Nobody finds the door." not in client.get(step(noted, 2)).content.decode()
    keep(client, noted, SCENARIO, branch=ASK)
    assert "What it cost:" in client.get(step(noted, 2)).content.decode()


def test_what_is_too_long_comes_back_in_its_field_with_what_to_do(client, noted):
    long = "Long. " * 334
    response = keep(client, noted, REFLECTION, text=long)
    assert response.status_code == 422
    assert long.strip() in response.content.decode()
    assert "Shorten it" in response.content.decode()
    told = keep(client, noted, REFLECTION, SCRIPT, text=long)
    assert (told.status_code, told.json()["error"]) == (422, "invalid_note")
    assert not Jotting.objects.exists()


def test_ticks_beside_one_that_is_gone_come_back_ticked(client, noted):
    response = keep(client, noted, CHECKLIST, items=[LAMP, "gone"])
    assert response.status_code == 422
    assert f'value="{LAMP}" checked' in response.content.decode()


@pytest.mark.parametrize("block", ["", "nowhere", lesson.SINGLE, "x" * 400, "\x00"])
def test_nothing_is_kept_at_a_block_that_keeps_nothing(client, noted, block):
    assert keep(client, noted, block, text=SECRET).status_code == 404
    assert not Jotting.objects.exists()


def test_whoever_has_not_begun_has_nowhere_to_write(client, noted, signed_in, outsider):
    assert keep(signed_in(outsider), noted, REFLECTION, text=SECRET).status_code == 404
    assert not Enrolment.objects.filter(user=outsider).exists()


def test_a_note_waits_for_its_own_person(client, noted, learner):
    headers = SCRIPT | {"X-Greenroom-Person": str(learner.pk + 1)}
    assert keep(client, noted, REFLECTION, headers, text=SECRET).status_code == 409
    assert not Jotting.objects.exists()


def test_the_block_is_looked_for_in_the_learners_own_revision(client, noted, learner):
    noted.body = ModulePage.body.field.stream_block.to_python([lesson.single()])
    noted.save_revision().publish()
    assert keep(client, noted, REFLECTION, text=SECRET).status_code == 302
    again = begin(user=factories.person("Nils"), module=ModulePage.objects.get(pk=noted.pk))
    with pytest.raises(Refused, match="Reload"):
        jot(attempt=again, module=noted, block_id=REFLECTION, fields={"text": [SECRET]})


def test_two_learners_keep_two_notes_and_each_sees_their_own(client, noted, signed_in, outsider):
    keep(client, noted, REFLECTION, text=SECRET)
    other = signed_in(outsider)
    assert SECRET not in other.get(step(noted, 1)).content.decode()
    keep(other, noted, REFLECTION, text="Another word.")
    assert Jotting.objects.count() == 2
    assert "Another word." not in client.get(step(noted, 1)).content.decode()


def test_a_note_stays_when_the_module_is_taken_again(client, noted, learner):
    keep(client, noted, REFLECTION, text=SECRET)
    attempt = Attempt.objects.get()
    Attempt.objects.create(enrolment=attempt.enrolment, number=2, revision=attempt.revision)
    assert SECRET in client.get(step(noted, 1)).content.decode()


def test_a_note_is_never_evidence_and_finishes_nothing(client, noted):
    for block, fields in ((REFLECTION, {"text": SECRET}), (SCENARIO, {"branch": ASK})):
        keep(client, noted, block, **fields)
    assert not Evidence.objects.exists()
    assert Attempt.objects.get().completed_at is None


def test_a_note_goes_with_its_person(client, noted, learner):
    keep(client, noted, REFLECTION, text=SECRET)
    learner.delete()
    assert not Jotting.objects.exists()


def test_a_note_does_not_say_what_it_holds_where_objects_are_named(client, noted):
    keep(client, noted, REFLECTION, text=SECRET)
    assert SECRET not in str(Jotting.objects.get()) + repr(Jotting.objects.get())


def test_the_page_says_beside_the_field_who_can_read_it(client, noted):
    assert "Only you can read this here" in client.get(step(noted, 1)).content.decode()


def test_a_screen_of_many_notes_asks_for_them_at_once(
    course, signed_in, learner, django_assert_max_num_queries
):
    body = [activities.reflection() | {"id": f"note-{number}"} for number in range(12)]
    page = factories.module(course, body=[*body, lesson.single()])
    begin(user=learner, module=page)
    client = signed_in(learner)
    client.get(step(page, 1))
    with django_assert_max_num_queries(12):
        client.get(step(page, 1))
