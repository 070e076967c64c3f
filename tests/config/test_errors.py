"""What people and scripts read when something went wrong."""

import sqlite3

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from config import errors
from config.maintenance import sign
from config.urls import urlpatterns as ours

SCRIPT = {"Accept": "application/json"}
raised: list[Exception] = []


def breaks(request):
    raise raised[-1]


def reads(request):
    return HttpResponse(len(request.POST.get("text", "")))


breaks.login_required = reads.login_required = False
urlpatterns = [path("breaks/", breaks), path("reads/", reads), *ours]
handler400, handler403 = errors.bad_request, errors.permission_denied
handler404, handler500 = errors.not_found, errors.server_error


@pytest.fixture
def broken(settings):
    """broken(error, **headers) opens a page that raises the error."""
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)

    def get(error: Exception, **headers):
        raised.append(error)
        return client.get("/breaks/", headers=headers)

    return get


def from_sqlite(code: int) -> OperationalError:
    error, cause = OperationalError("said SQLite"), sqlite3.OperationalError("said SQLite")
    cause.sqlite_errorcode = code
    error.__cause__ = cause
    return error


def test_a_fault_of_ours_gives_a_number_and_what_to_do(broken):
    response = broken(ZeroDivisionError("the heart of the matter"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in page
    assert response["X-Request-ID"] in page
    assert "heart of the matter" not in page


def test_a_script_gets_a_fault_as_a_line_with_its_number(broken):
    response = broken(ZeroDivisionError(), **SCRIPT)
    said = response.json()
    assert (response.status_code, said["error"]) == (500, "broken")
    assert said["number"] == response["X-Request-ID"]
    assert "try again" in said["message"]


@pytest.mark.parametrize(
    "error", [OperationalError("server closed the connection"), InterfaceError("connection already closed")]
)
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(broken, error):
    response = broken(error)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Back in a moment" in response.content.decode()
    assert broken(error, **SCRIPT).json()["error"] == "away"


@pytest.mark.parametrize(
    ("code", "status"), [(sqlite3.SQLITE_BUSY, 503), (sqlite3.SQLITE_FULL, 503), (sqlite3.SQLITE_ERROR, 500)]
)
def test_a_busy_database_is_waited_for_and_a_missing_column_is_a_fault(broken, code, status):
    assert broken(from_sqlite(code)).status_code == status


@pytest.mark.django_db
def test_a_signed_in_person_meets_the_503_although_even_the_session_needs_the_database(learner, signed_in):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    client = signed_in(learner)
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        assert client.get("/").status_code == 503
        assert client.get("/learn/", headers=SCRIPT).status_code == 503


def test_a_body_that_is_too_large_is_told_so(settings):
    settings.ROOT_URLCONF, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = __name__, 100
    response = Client().post("/reads/", {"text": "x" * 200})
    assert response.status_code == 413
    assert "too much at once" in response.content.decode()
    assert Client().post("/reads/", {"text": "x" * 200}, headers=SCRIPT).json()["error"] == "too_large"


def test_what_cannot_be_read_is_a_400(settings):
    settings.ROOT_URLCONF, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = __name__, 2
    response = Client().post("/reads/", {"one": "", "two": "", "three": ""})
    assert response.status_code == 400
    assert "could not read" in response.content.decode()


@pytest.mark.django_db
def test_an_address_with_nothing_under_it_has_the_sites_own_frame(learner, signed_in):
    response = signed_in(learner).get("/no/such/page/")
    assert response.status_code == 404
    assert "My record" in response.content.decode()
    said = signed_in(learner).get("/no/such/page/", headers=SCRIPT)
    assert (said.status_code, said.json()["error"]) == (404, "not_found")


@pytest.mark.django_db
def test_what_a_role_does_not_cover_says_whom_to_ask(broken):
    response = broken(PermissionDenied())
    assert response.status_code == 403
    assert "L&amp;D admin" in response.content.decode()


@pytest.mark.django_db
def test_a_lost_token_is_told_to_a_script_too(learner, module):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    said = client.post(f"/learn/{module.slug}/answer/", headers=SCRIPT)
    assert (said.status_code, said.json()["error"]) == (403, "csrf")


def test_while_the_sign_hangs_every_page_is_closed_but_the_health_check(settings, tmp_path, db):
    settings.GREENROOM_DATA_DIR = tmp_path
    sign().touch()
    closed = Client().get("/accounts/login/")
    assert (closed.status_code, closed["Retry-After"]) == (503, str(errors.RETRY_AFTER))
    assert Client().get("/health/").status_code == 200
    sign().unlink()
    assert Client().get("/accounts/login/").status_code == 200
