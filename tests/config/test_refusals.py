"""What people read when a door stays shut."""

from django.test import Client
from django.urls import reverse


def test_a_form_without_its_token_is_refused_in_our_words(learner, module):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(reverse("courses:start", args=[module.slug]))
    assert response.status_code == 403
    assert "Your form came back without its safety token" in response.content.decode()
