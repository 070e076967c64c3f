"""Someone in a module: where they stand, what they saw, what they answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, F, JSONField, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from courses import completing
from courses.completing import Facts, Left
from courses.models import (
    Attempt,
    CoursePage,
    Evidence,
    EvidenceKind,
    ModulePage,
    Rating,
    SpokenSeconds,
)
from courses.queries.access import standing_above, visible
from courses.queries.changes import with_news
from courses.queries.lessons import Text, text_at
from courses.queries.outlines import outline_at
from courses.queries.questions import QuestionState, question_states
from courses.reel import Reel, draw
from courses.steps import Outline, Step, blocks_at, filled, step_at

PRACTICE = (EvidenceKind.LAB, EvidenceKind.TRANSFER)


def latest_attempt(user, module: ModulePage) -> Attempt | None:
    found = Attempt.objects.filter(enrolment__user=user, enrolment__module=module)
    return found.select_related("enrolment__user", "revision").order_by("-number").first()


@dataclass(frozen=True)
class Sitting:
    """One attempt on the revision it began with.

    course: its title. lesson: the module at that revision. outline: with the questions drawn for the attempt.
    seen: keys of steps. passed: ids of labs.
    """

    module: ModulePage
    course: str
    lesson: Text
    outline: Outline
    attempt: Attempt
    seen: frozenset[str]
    questions: dict[str, QuestionState]
    passed: frozenset[str] = frozenset()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.outline.steps

    @property
    def resume(self) -> int:
        """Number of the step where they stand; the first where they have not begun."""
        step = self.step_of(self.attempt.block_id)
        return step.number if step else 1

    @property
    def left(self) -> Left:
        """What this attempt still lacks, by the revision it began with."""
        return self.left_after("")

    def left_after(self, seen: str) -> Left:
        """`left`, once a step was seen: its key."""
        return completing.left(self.steps, self._facts(seen), self.lesson.wanted)

    def _facts(self, seen: str) -> Facts:
        states = self.questions
        return Facts(
            seen=self.seen | {seen},
            answered={one for one, state in states.items() if state.answered},
            right={one for one, state in states.items() if state.correct},
            closed={one for one, state in states.items() if state.closed},
            passed=self.passed | self._closed_labs(),
        )

    def _closed_labs(self) -> set[str]:
        labs = [step.lab for step in self.steps if step.lab]
        found = blocks_at(self.lesson.body, labs) if labs else []
        return {str(child.id) for child in found if not child.block.is_open(child.value)}

    @property
    def unanswered(self) -> list[Step]:
        return [step for step in self.steps if step.asks and not self.state_of(step).answered]

    @property
    def still_open(self) -> list[Step]:
        """Answered, not rightly, and the key not shown."""
        asked = [step for step in self.steps if step.asks]
        return [step for step in asked if self.state_of(step).answered and not self.state_of(step).closed]

    @property
    def right_at_once(self) -> int:
        return sum(state.correct and state.tries == 1 for state in self.questions.values())

    def step_of(self, block_id: str) -> Step | None:
        return step_at(self.steps, block_id)

    def state_of(self, step: Step) -> QuestionState:
        return self.questions[step.asks]

    def blocks_of(self, step: Step) -> list[Any]:
        """Of a bank, the question drawn for this step and nothing else of it."""
        return blocks_at(self.lesson.body, [step.asks] if step.slot else step.block_ids)

    def reel(self, here: Step | None = None) -> Reel:
        seen = self.seen | ({here.key} if here else set())
        return draw(self.steps, seen=seen, here=here.key if here else "")


def sitting_in(user, slug: str) -> Sitting | None:
    """Someone's latest attempt at a module that is open to them. Three queries, whatever its size."""
    open_now = visible(ModulePage.objects.filter(slug=slug), user)
    return latest_sitting(Attempt.objects.filter(enrolment__user=user, enrolment__module__in=open_now))


def latest_sitting(attempts: QuerySet[Attempt]) -> Sitting | None:
    """Of attempts at one module; annotations stay on the sitting's. Three queries, whatever its size."""
    course = standing_above(CoursePage.objects.all(), page="enrolment__module__path")
    earlier = ~Q(revision=F("enrolment__module__live_revision"))
    attempt = (
        with_news(attempts)
        .select_related("enrolment__module", "revision")
        .defer("revision__content")
        .annotate(
            course=Subquery(course.values("title")[:1]),
            last_spoken=Coalesce(Subquery(SpokenSeconds.objects.order_by("-pk").values("pk")[:1]), 0),
            said=Case(When(earlier, then=F("revision__content")), output_field=JSONField()),
        )
        .order_by("-number")
        .first()
    )
    if attempt is None:
        return None
    if attempt.said is not None:
        attempt.revision.content = attempt.said
    outline = outline_at(attempt.revision, attempt.enrolment.module, spoken=attempt.last_spoken)
    return _sitting(attempt, attempt.enrolment.module, attempt.course, outline)


def sitting(attempt: Attempt, module: ModulePage) -> Sitting:
    """Someone in one of their attempts. module: as it is published, or at the attempt's revision."""
    return _sitting(attempt, module, module.course.title, outline_at(attempt.revision, module))


def _sitting(attempt: Attempt, module: ModulePage, course: str, outline: Outline) -> Sitting:
    lesson = text_at(attempt.revision, module)
    outline = replace(outline, steps=filled(outline.steps, attempt.pk))
    labs = [step.lab for step in outline.steps if step.lab]
    evidence = list(Evidence.objects.filter(_in(attempt, labs)))
    passed = {one.block_id for one in evidence if one.kind in PRACTICE and one.correct}
    return Sitting(
        module=module,
        course=course,
        lesson=lesson,
        outline=outline,
        attempt=attempt,
        seen=frozenset(attempt.seen.values_list("step_key", flat=True)),
        questions=question_states(evidence, lesson.body, [step.asks for step in outline.steps if step.asks]),
        passed=frozenset(passed),
    )


def _in(attempt: Attempt, labs: list[str]) -> Q:
    """Evidence of an attempt; that of its labs, which are done outside the player, since it was begun."""
    own = Q(attempt=attempt)
    if not labs:
        return own
    since = Q(attempt=None, block_id__in=labs, created_at__gte=attempt.started_at)
    return own | since & Q(user=attempt.enrolment.user_id, module=attempt.enrolment.module_id)


def rating_by(user, module: ModulePage) -> Rating | None:
    return Rating.objects.filter(user=user, module=module).first()
