import pytest
from django.core import mail

from tests.people import link_in, sign_in


@pytest.mark.parametrize("email", ["lena.brandt@studio.example", "Lena.Brandt@STUDIO.example"])
def test_people_sign_in_by_address_in_any_case(client, learner, email):
    response = sign_in(client, email)
    assert response.status_code == 302 and response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(learner.pk)


def test_sign_in_leads_back_to_where_one_was(client, learner, home):
    asked = client.get("/accounts/profile/")
    assert asked["Location"] == "/accounts/login/?next=/accounts/profile/"
    form = {"login": learner.email, "password": "a lamp, frame left", "next": "/accounts/profile/"}
    assert client.post("/accounts/login/", form)["Location"] == "/accounts/profile/"


def test_sign_in_never_leads_off_the_site(client, learner):
    form = {"login": learner.email, "password": "a lamp, frame left", "next": "https://elsewhere.example/"}
    assert client.post("/accounts/login/", form)["Location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"accept": "application/json, */*"},
        {"hx-request": "true", "accept": "*/*"},
    ],
)
def test_a_script_without_sign_in_gets_401_as_data(client, db, headers):
    response = client.get("/accounts/profile/", headers=headers)
    assert response.status_code == 401
    assert response.json()["error"] == "signed_out" and response.json()["login"] == "/accounts/login/"


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, learner):
    pages = [
        sign_in(client, email, "wrong").content.decode().replace(email, "…")
        for email in (learner.email, "nobody@studio.example")
    ]
    assert _without_token(pages[0]) == _without_token(pages[1])
    assert "not correct" in pages[0]


def test_eight_wrong_passwords_lock_the_door_for_that_address_alone(client, learner, outsider):
    for _ in range(7):
        assert sign_in(client, learner.email, "wrong").status_code == 200
    locked = sign_in(client, learner.email.upper(), "wrong")
    assert locked.status_code == 429 and "quarter of an hour" in locked.content.decode()
    assert sign_in(client, learner.email).status_code == 429
    assert sign_in(client, outsider.email).status_code == 302


def test_an_unknown_address_is_locked_alike(client, db):
    for _ in range(8):
        response = sign_in(client, "nobody@studio.example", "wrong")
    assert response.status_code == 429 and "quarter of an hour" in response.content.decode()


def test_signing_in_forgets_earlier_slips(client, learner):
    for _ in range(2):
        for _ in range(5):
            sign_in(client, learner.email, "wrong")
        assert sign_in(client, learner.email).status_code == 302
        client.post("/accounts/logout/")


def test_nobody_signs_themselves_up(client, db):
    assert "People are invited here" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"email": "new@x.example", "password1": "grain, halation, dust"})
    assert sign_in(client, "new@x.example", "grain, halation, dust").status_code == 200


def test_a_forgotten_password_is_set_anew_by_mail(client, learner):
    done = client.post("/accounts/password/reset/", {"email": learner.email.upper()}, follow=True)
    assert "Look in your mail" in done.content.decode()
    path, _ = link_in(mail.outbox[0])
    form = client.get(path, follow=True)
    new = {"password1": "grain, halation, dust", "password2": "grain, halation, dust"}
    done = client.post(form.request["PATH_INFO"], new, follow=True)
    assert "Your new password is set" in done.content.decode()
    assert sign_in(client, learner.email, "grain, halation, dust").status_code == 302
    assert "used up" in client.__class__().get(path, follow=True).content.decode()


def test_asking_for_a_stranger_reads_the_same_and_mails_nobody(client, learner):
    known = client.post("/accounts/password/reset/", {"email": learner.email}, follow=True)
    mail.outbox.clear()
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@studio.example"}, follow=True)
    assert (known.redirect_chain, known.content) == (unknown.redirect_chain, unknown.content)
    assert mail.outbox == []


def test_changing_the_password_keeps_this_browser_and_ends_the_others(signed_in, learner):
    here, there = signed_in(learner), signed_in(learner)
    new = {
        "oldpassword": "a lamp, frame left",
        "password1": "grain, halation, dust",
        "password2": "grain, halation, dust",
    }
    response = here.post("/accounts/password/change/", new)
    assert response["Location"] == "/accounts/profile/"
    assert here.get("/accounts/profile/").status_code == 200
    assert there.get("/accounts/profile/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtail_has_no_door_of_its_own(client, db, path):
    assert client.get(f"{path}?next=/admin/pages/")["Location"] == "/accounts/login/?next=/admin/pages/"
    assert client.post(path, {"username": "a@x.example", "password": "x"}).status_code == 302


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/", "/admin/password_reset/"])
def test_pages_of_libraries_we_do_without_are_not_there(client, signed_in, ld_admin, path):
    assert client.get(path).status_code in (302, 404)
    assert signed_in(ld_admin).get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
    ],
)
def test_public_pages_speak_our_words_and_carry_no_inline_script(client, db, path):
    page = client.get(path)
    assert page.status_code == 200
    assert "site-header" in page.content.decode() and "<script>" not in page.content.decode()


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)
