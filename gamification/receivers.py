from django.dispatch import receiver

from courses.signals import evidence_excluded, evidence_recorded
from gamification.services import apply, recount
from gamification.services.review import note_day


@receiver(evidence_recorded, dispatch_uid="gamification.count_evidence")
def count_evidence(sender, *, evidence, **kwargs) -> None:
    """In the answer's own transaction: where mastery cannot be counted, the answer is not kept either."""
    apply(evidence=evidence)
    note_day(evidence=evidence)


@receiver(evidence_excluded, dispatch_uid="gamification.recount")
def leave_out_what_counts_no_more(sender, *, change, **kwargs) -> None:
    """In the transaction that publishes, so that no figure outlives the answers it rests on."""
    recount(change=change)
