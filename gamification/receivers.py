from django.dispatch import receiver

from courses.signals import evidence_recorded
from gamification.services import apply


@receiver(evidence_recorded, dispatch_uid="gamification.count_evidence")
def count_evidence(sender, *, evidence, **kwargs) -> None:
    """In the answer's own transaction: where mastery cannot be counted, the answer is not kept either."""
    apply(evidence=evidence)
