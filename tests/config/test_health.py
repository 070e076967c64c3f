import pytest
from django.db import OperationalError, connection


def refuse(execute, sql, params, many, context):
    raise OperationalError("gone")


@pytest.mark.django_db
def test_health_answers_without_sign_in(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_health_is_a_503_where_the_database_does_not_answer(client):
    with connection.execute_wrapper(refuse):
        answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"no database\n")
