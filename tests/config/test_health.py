import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_health_answers_without_sign_in(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_health_is_no_200_where_the_database_does_not_answer(client):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        assert client.get("/health/").status_code == 500
