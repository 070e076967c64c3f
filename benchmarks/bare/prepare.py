"""python -m benchmarks.bare.prepare: the demo, and beside each page a bare one of its words. Prints JSON."""

import json
import re
import sys
from html import escape

import django
from django.core.management import call_command

WORDS_A_PARAGRAPH = 60


def main() -> None:
    django.setup()
    from config.serving import prepare

    prepare.database()
    prepare.static_files()
    call_command("load_demo", verbosity=0)
    json.dump([page for one in _pages() for page in (_measured(*one), _bare_twin(*one))], sys.stdout)


def _pages() -> list[tuple]:
    """(name, person, path): a module's overview, a screen to read, a question, a manager's page."""
    from django.urls import reverse

    from accounts.models import Membership
    from courses.models import Enrolment
    from courses.queries import steps_of

    enrolment = Enrolment.objects.select_related("module", "user").order_by("pk").first()
    module, learner = enrolment.module, enrolment.user
    steps = steps_of(module)
    question = next(step.number for step in steps if step.asks)
    reading = max((step for step in steps if not step.asks), key=lambda step: step.seconds).number
    managed = Membership.objects.filter(manages=True).select_related("user").order_by("pk").first()
    return [
        ("A module's page", learner, module.get_url()),
        ("Its longest screen", learner, reverse("courses:step", args=[module.slug, reading])),
        ("A question", learner, reverse("courses:step", args=[module.slug, question])),
        ("A manager's page", managed.user, reverse("reports:people", args=[managed.team_id])),
    ]


def _bare_twin(name: str, person, path: str) -> dict:
    from benchmarks.bare.models import BarePage
    from courses.models import HomePage

    words = re.sub(r"<[^>]+>", " ", _main(_client(person).get(path).content.decode())).split()
    parts = range(0, len(words), WORDS_A_PARAGRAPH)
    body = "".join(f"<p>{escape(' '.join(words[at : at + WORDS_A_PARAGRAPH]))}</p>" for at in parts)
    twin = HomePage.objects.get().add_child(instance=BarePage(title=f"Bare: {name}", body=body))
    return _measured(f"  a bare page of its {len(words)} words", person, twin.get_url())


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def _measured(name: str, person, path: str) -> dict:
    """Visited until nothing is left to be made or kept, then counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(person)
    for _ in range(2):
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}.")
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    cookie = client.cookies["sessionid"].value
    return {"name": name, "path": path, "cookie": cookie, "queries": len(asked)}


def _client(person):
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


if __name__ == "__main__":
    main()
