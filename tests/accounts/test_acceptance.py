import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connections
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from accounts.queries import has_role
from accounts.roles import AUTHORS, MANAGERS
from accounts.services import accept, invite, revoke
from tests import factories
from tests.people import ACCEPTED, link_in, sign_in


@pytest.fixture
def path(ld_admin, team):
    """Where Ada's invitation leads: author, in the team."""
    invite(
        by=ld_admin, addresses="Ada Marsh <ada@studio.example>", roles=[AUTHORS], team=team, craft="editor"
    )
    return link_in(mail.outbox[0])[0]


def test_the_page_knows_the_name_and_greets_without_sign_in(client, path, ld_admin):
    page = client.get(path).content.decode()
    assert 'value="Ada"' in page and "ada@studio.example" in page and str(ld_admin) in page


def test_accepting_makes_the_person_and_signs_them_in(client, path, team):
    response = client.post(path, ACCEPTED)
    assert response.status_code == 302 and response["Location"] == "/"
    ada = User.objects.get(email="ada@studio.example")
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert (ada.craft, ada.time_zone, ada.preferred_format) == ("editor", "Europe/Lisbon", "watch")
    assert has_role(ada, AUTHORS) and not has_role(ada, MANAGERS)
    assert EmailAddress.objects.get(user=ada).verified
    assert Membership.objects.get(user=ada).team == team


def test_the_person_can_sign_in_with_their_password_afterwards(client, path):
    client.post(path, ACCEPTED)
    client.post("/accounts/logout/")
    assert sign_in(client, "Ada@Studio.example", ACCEPTED["password"]).status_code == 302


def test_a_manager_by_invitation_manages_the_team(client, ld_admin, team):
    invite(by=ld_admin, addresses="ada@studio.example", roles=[MANAGERS], team=team, manages=True)
    client.post(link_in(mail.outbox[0])[0], ACCEPTED)
    assert Membership.objects.get(user__email="ada@studio.example").manages


def test_the_button_pressed_twice_gives_one_person(client, path):
    other_tab = client.__class__()
    first, second = client.post(path, ACCEPTED), other_tab.post(path, ACCEPTED)
    assert first.status_code == second.status_code == 302
    assert User.objects.filter(email="ada@studio.example").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_instant_give_one_person():
    admin = factories.person("Lucia", "Danso", is_superuser=True)
    invite(by=admin, addresses="ada@studio.example")
    token = link_in(mail.outbox[0])[1]

    def press(_):
        try:
            return accept(token=token, **ACCEPTED).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        people = set(pool.map(press, range(2)))
    assert people == {User.objects.get(email="ada@studio.example").pk}


def test_a_used_link_with_another_password_lets_nobody_in(client, path):
    client.post(path, ACCEPTED)
    stranger = client.__class__()
    response = stranger.post(path, ACCEPTED | {"password": "something else entirely"})
    assert response.status_code == 410 and "Sign in with your address" in response.content.decode()
    assert "_auth_user_id" not in stranger.session


def test_a_used_link_says_so_and_a_press_hours_later_does_not_sign_in(client, path):
    client.post(path, ACCEPTED)
    Invitation.objects.update(accepted_at=timezone.now() - datetime.timedelta(hours=1))
    later = client.__class__()
    assert later.get(path).status_code == 410
    assert later.post(path, ACCEPTED).status_code == 410


def test_one_taken_back_and_one_run_out_say_what_to_do(client, path, ld_admin):
    Invitation.objects.update(expires_at=timezone.now())
    assert "send it again" in client.get(path).content.decode()
    assert client.post(path, ACCEPTED).status_code == 410
    revoke(invitation=Invitation.objects.get(), by=ld_admin)
    page = client.get(path)
    assert page.status_code == 410 and "taken back" in page.content.decode()
    assert not User.objects.filter(email="ada@studio.example").exists()


def test_a_link_nobody_sent_is_404_with_what_to_do(client, db):
    page = client.get("/accounts/invitation/nonsense/")
    assert page.status_code == 404 and "latest mail" in page.content.decode()


def test_a_weak_password_loses_nothing_that_was_written(client, path):
    response = client.post(path, ACCEPTED | {"password": "12345678", "last_name": "Marsh-Oliveira"})
    assert response.status_code == 422
    assert "Marsh-Oliveira" in response.content.decode() and "too common" in response.content.decode()
    assert not User.objects.filter(email="ada@studio.example").exists()


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("craft", "king"), ("preferred_format", "")]
)
def test_choices_are_held_on_the_server(client, path, field, value):
    assert client.post(path, ACCEPTED | {field: value}).status_code == 422


def test_someone_who_came_by_another_way_meanwhile_is_told(client, path):
    factories.person("Ada", email="ada@studio.example")
    response = client.post(path, ACCEPTED)
    assert response.status_code == 410 and "is here already" in response.content.decode()


def test_someone_signed_in_is_asked_to_sign_out_first(signed_in, learner, path):
    page = signed_in(learner).get(path)
    assert page.status_code == 409 and "Sign out first" in page.content.decode()
    assert signed_in(learner).post(path, ACCEPTED).status_code == 409
