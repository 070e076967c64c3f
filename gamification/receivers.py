from django.dispatch import receiver

from courses.models import EvidenceKind
from courses.signals import evidence_excluded, evidence_recorded, module_completed
from gamification.criteria import facts
from gamification.queries.badges import course_above
from gamification.services import apply, award_due, recount
from gamification.services.review import note_day
from gamification.signals import level_awarded


@receiver(evidence_recorded, dispatch_uid="gamification.count_evidence")
def count_evidence(sender, *, evidence, **kwargs) -> None:
    """In the answer's own transaction: where mastery cannot be counted, the answer is not kept either."""
    apply(evidence=evidence)
    note_day(evidence=evidence)
    labs = (EvidenceKind.LAB, EvidenceKind.TRANSFER)
    answered = [facts.answered(evidence.module_id), facts.answered(None)]
    award_due(
        user_id=evidence.user_id,
        because=[facts.LAB_PASSED] if evidence.kind in labs else answered,
        at=evidence.created_at,
        module_id=evidence.module_id,
        answer=evidence,
    )


@receiver(level_awarded, dispatch_uid="gamification.badges_for_a_level")
def award_for_a_level(sender, *, award, **kwargs) -> None:
    because = [facts.reached(award.competency), facts.reached(None)]
    award_due(user_id=award.user_id, because=because, at=award.awarded_at)


@receiver(module_completed, dispatch_uid="gamification.badges_for_a_module")
def award_for_a_module(sender, *, attempt, **kwargs) -> None:
    module = attempt.enrolment.module_id
    because = [facts.finished(module), facts.finished(None), facts.finished_in(course_above(module))]
    award_due(user_id=attempt.enrolment.user_id, because=because, at=attempt.completed_at)


@receiver(evidence_excluded, dispatch_uid="gamification.recount")
def leave_out_what_counts_no_more(sender, *, change, **kwargs) -> None:
    """In the transaction that publishes, so that no figure outlives the answers it rests on."""
    recount(change=change)
