"""Rebuilding every figure from a million pieces of evidence, and one answer more after three histories."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterator
from statistics import median

ROWS = 1_000_000
LEARNERS = 2_000
LIMIT = 60.0
PROCESSES = 2
"""Seconds, for all rows."""
HISTORIES = (100, 1_000, 10_000)
ROUNDS = 30
QUESTIONS, COMPETENCIES = 100, 8
BATCH = 5_000
START = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)


def run(rows: int = ROWS) -> Iterator[str]:
    from django.core.management import call_command

    from benchmarks.measuring import timed
    from gamification.services import replay

    call_command("migrate", verbosity=0)
    module = _module()
    learners = _learners(LEARNERS)
    with timed() as made:
        _answer(module, learners, rows)
        _award(learners)
    with timed() as watch:
        replay(processes=PROCESSES)
    took = watch.seconds
    yield (
        f"Replay of {rows:,} pieces of evidence of {LEARNERS:,} learners, made in {made.seconds:.0f} s: "
        f"{took:.1f} s in {PROCESSES} processes, {rows / took:,.0f} a second; "
        f"{took / LIMIT:.0%} of {LIMIT:.0f} s"
    )
    with timed() as watch:
        differences = replay(check=True, processes=PROCESSES)
    yield f"The check of it: {watch.seconds:.1f} s, {len(differences)} differences"
    yield from _one_more(module)


def _module():
    """A module of which only the questions' ids matter, with one that was recertified."""
    from django.utils import timezone
    from wagtail.models import Page

    from courses.changes import ChangeKind, How
    from courses.models import Change, ChangedQuestion, Competency, ModuleCompetency, ModulePage

    page = ModulePage(title="A bench", slug="a-bench", live=False, objective="Measure.")
    page.competencies = [
        ModuleCompetency(competency=Competency.objects.create(slug=slug, name=slug), weight=weight)
        for slug, weight in (("craft-0", 1.0), ("craft-1", 0.5))
    ]
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision()
    change = Change.objects.create(module=page, kind=ChangeKind.RECERTIFY, published_at=timezone.now())
    ChangedQuestion.objects.create(change=change, block_id="question-0", how=How.CHANGED)
    return ModulePage.objects.get(pk=page.pk)


def _learners(number: int):
    from accounts.models import User

    made = User.objects.count()
    return User.objects.bulk_create(
        User(email=f"bench{made + one}@studio.example", first_name="Bench") for one in range(number)
    )


def _answer(module, learners, rows: int) -> None:
    """As many answers as that, dealt round, a minute apart; one in four a second try."""
    from courses.models import Evidence

    chance = random.Random(5)  # noqa: S311  (no secret)
    feeds = [
        {f"craft-{one}": 1.0, f"craft-{(one + 1) % COMPETENCIES}": 0.5}
        if one % 3 == 0
        else {f"craft-{one}": 1.0}
        for one in range(COMPETENCIES)
    ]

    def row(number: int) -> Evidence:
        question = chance.randrange(QUESTIONS)
        right, again = chance.random() < 0.7, chance.random() < 0.25
        calibration = {"version": 1, "difficulty": question / QUESTIONS - 0.5, "variance": 0.1}
        return Evidence(
            user=learners[number % len(learners)],
            module=module,
            revision_id=module.latest_revision_id,
            block_id=f"question-{question}",
            client_key=uuid.UUID(int=chance.getrandbits(128)),
            response={"options": ["a"]},
            try_number=2 if again else 1,
            score=float(right),
            correct=right,
            weight=0.5 if again else 1.0,
            rule="choice/1",
            calibration=calibration if question % 2 else {"version": 0, "difficulty": 0.0, "variance": 0.0},
            competencies=feeds[question % COMPETENCIES],
            created_at=START + datetime.timedelta(minutes=number // len(learners)),
        )

    for first in range(0, rows, BATCH):
        Evidence.objects.bulk_create([row(number) for number in range(first, min(first + BATCH, rows))])


def _award(learners) -> None:
    """The levels that the answers earned as they came: replay leaves them be."""
    from gamification.models import LevelAward
    from gamification.rules import Level

    facts = {
        "mean": 1.0,
        "variance": 0.1,
        "weight": 9.0,
        "answers": 9,
        "evidence": 1,
        "reason": "For a bench.",
    }
    LevelAward.objects.bulk_create(
        [
            LevelAward(user=learner, competency=f"craft-{one}", level=level, **facts)
            for learner in learners
            for one in range(COMPETENCIES)
            for level in (Level.NOVICE, Level.APPRENTICE)
        ],
        batch_size=BATCH,
    )


def _one_more(module) -> Iterator[str]:
    """A new answer, recorded and counted, by those who have given so many before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.measuring import timed
    from courses.services import record_evidence
    from gamification.services import replay_learner

    shortest = None
    for history in HISTORIES:
        (learner,) = _learners(1)
        _answer(module, [learner], history)
        replay_learner(user_id=learner.pk)
        taken, asked = [], set()
        for number in range(ROUNDS):
            facts = {"block_id": f"question-{number + 1}", "score": 1.0, "correct": True, "weight": 1.0}
            with CaptureQueriesContext(connection) as queries, timed() as watch:
                record_evidence(
                    user=learner,
                    module=module,
                    client_key=uuid.uuid4(),
                    revision=module.latest_revision,
                    rule="choice/1",
                    **facts,
                )
            taken.append(watch.seconds)
            asked.add(len(queries))
        took = median(taken)
        shortest = shortest or took
        yield (
            f"One more answer after {history:,}: {took * 1000:.1f} ms, {min(asked)} to {max(asked)} queries, "
            f"{took / shortest:.2f} times that after {HISTORIES[0]}"
        )
