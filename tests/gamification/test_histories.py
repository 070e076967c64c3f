"""Whatever happens at once and in whatever order: every figure follows from the evidence."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from courses import services
from courses.models import Attempt, Change, Enrolment, Evidence, ModulePage
from courses.queries import latest_attempt
from gamification.models import Ability, BadgeAward, LevelAward, Mastery, OwedAnswer
from gamification.services import replay
from tests.changed import publish
from tests.lesson import SINGLE_RIGHT, SINGLE_WRONG
from tests.played import asked, questions, see_all

PEOPLE, QUESTIONS = 2, 3
KEYS = tuple(uuid.UUID(int=number) for number in range(4))


@dataclass(frozen=True)
class Act:
    """One thing that happens. hour: on a clock that may jump. key: of a resend, among a few."""

    what: str
    person: int
    question: int
    right: bool
    hour: int
    key: int | None

    @property
    def at(self) -> datetime.datetime:
        """Around today, when questions are recertified."""
        return timezone.now().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=self.hour)

    @property
    def client_key(self) -> uuid.UUID:
        return uuid.uuid4() if self.key is None else KEYS[self.key]


acts = st.builds(
    Act,
    what=st.sampled_from(["answer"] * 6 + ["show", "lab", "retake", "recertify"]),
    person=st.integers(0, PEOPLE - 1),
    question=st.integers(0, QUESTIONS - 1),
    right=st.booleans(),
    hour=st.integers(-24 * 30, 24 * 30),
    key=st.none() | st.integers(0, len(KEYS) - 1),
)


def happen(act: Act, people, author, module_id: int) -> None:
    module = ModulePage.objects.get(pk=module_id)
    person = people[act.person]
    if act.what == "recertify":
        publish(module, author, at=None, which=act.question)
    elif act.what == "lab":
        services.record_lab(
            user=person, module=module, block_id=f"lab-{act.question}", context=str(act.question),
            score=float(act.right), passed=act.right, rule="test/1", client_key=act.client_key, at=act.at,
        )  # fmt: skip
    elif act.what == "retake":
        attempt = latest_attempt(person, module) or services.begin(user=person, module=module, at=act.at)
        see_all(attempt, attempt.revision.as_object(), act.at)
        services.retake(user=person, module=module, at=act.at)
    else:
        attempt = services.begin(user=person, module=module, at=act.at)
        facts = {"attempt": attempt, "module": module, "block_id": asked(module)[act.question], "at": act.at}
        if act.what == "show":
            services.show_key(client_key=act.client_key, **facts)
        else:
            chosen = {"options": [SINGLE_RIGHT if act.right else SINGLE_WRONG]}
            services.answer(response=chosen, client_key=act.client_key, **facts)


def live(history: list[Act], people, author, module_id: int) -> None:
    try:
        for act in history:
            try:
                happen(act, people, author, module_id)
            except services.Refused:
                continue  # what is refused leaves no trace, and that is what is looked at
    finally:
        connection.close()


def begin_again(module: ModulePage) -> None:
    for model in (Evidence, Ability, Mastery, OwedAnswer, LevelAward, BadgeAward, Change, Attempt, Enrolment):
        model.objects.all().delete()
    module.save_revision().publish()


@pytest.mark.django_db(transaction=True)
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # what happens at once cannot be made smaller
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(histories=st.lists(st.lists(acts, min_size=1, max_size=8), min_size=2, max_size=3))
def test_replay_finds_nothing_to_mend_after_any_history_that_ran_at_once(
    learner, outsider, author, course, histories
):
    module = ModulePage.objects.filter(slug="light").first() or questions(
        QUESTIONS, parent=course, competencies={"prompt-craft": 1.0, "rights": 0.4}
    )
    begin_again(module)
    with ThreadPoolExecutor(len(histories)) as pool:
        running = [
            pool.submit(live, history, (learner, outsider), author, module.pk) for history in histories
        ]
        for one in running:
            one.result()
    assert replay(check=True) == []
    assert Mastery.objects.count() <= PEOPLE * 2
