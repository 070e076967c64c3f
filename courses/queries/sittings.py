"""Someone in a module: where they stand, what they saw, what they answered."""

from __future__ import annotations

from dataclasses import dataclass

from courses.models import Attempt, ModulePage, Rating
from courses.queries.lessons import lesson_at, steps_of
from courses.queries.questions import QuestionState, question_states
from courses.reel import Reel, draw, stretches
from courses.steps import Step


def latest_attempt(user, module: ModulePage) -> Attempt | None:
    found = Attempt.objects.filter(enrolment__user=user, enrolment__module=module)
    return found.select_related("enrolment__user", "revision").order_by("-number").first()


@dataclass(frozen=True)
class Sitting:
    """One attempt on the revision it began with. lesson: the module at that revision. seen: keys of steps."""

    module: ModulePage
    lesson: ModulePage
    attempt: Attempt
    steps: tuple[Step, ...]
    seen: frozenset[str]
    questions: dict[str, QuestionState]

    @property
    def resume(self) -> int:
        """Number of the step where they stand; the first where they have not begun."""
        step = self.step_of(self.attempt.block_id)
        return step.number if step else 1

    @property
    def unopened(self) -> list[Step]:
        return [step for step in self.steps if step.key not in self.seen]

    @property
    def unanswered(self) -> list[Step]:
        return [step for step in self.steps if step.question and not self.state_of(step).answered]

    @property
    def still_open(self) -> list[Step]:
        """Answered, not rightly, and the key not shown."""
        asked = [step for step in self.steps if step.question]
        return [step for step in asked if self.state_of(step).answered and not self.state_of(step).closed]

    @property
    def right_at_once(self) -> int:
        return sum(state.correct and state.tries == 1 for state in self.questions.values())

    def step_of(self, block_id: str) -> Step | None:
        return next((step for step in self.steps if block_id in step.block_ids), None)

    def state_of(self, step: Step) -> QuestionState:
        return self.questions[str(step.question.id)]

    def reel(self, here: Step | None = None) -> Reel:
        seen = self.seen | ({here.key} if here else set())
        return draw(stretches(self.steps), seen=seen, here=here.key if here else "")


def sitting(attempt: Attempt, module: ModulePage) -> Sitting:
    """attempt: as `latest_attempt` or `services.begin` returns it."""
    lesson = lesson_at(attempt.revision, module)
    return Sitting(
        module=module,
        lesson=lesson,
        attempt=attempt,
        steps=tuple(steps_of(lesson)),
        seen=frozenset(attempt.seen.values_list("step_key", flat=True)),
        questions=question_states(attempt, lesson),
    )


def rating_by(user, module: ModulePage) -> Rating | None:
    return Rating.objects.filter(user=user, module=module).first()
