"""What courses announces. Sent as the last statement inside the transaction that made it true."""

from django.dispatch import Signal

#: sender=Evidence, evidence: Evidence. Sent once a row, never for a resend.
evidence_recorded = Signal()

#: sender=ModulePage, module: ModulePage, before: id of the revision it replaces or None. It went live.
went_live = Signal()

#: sender=ModulePage, module: ModulePage, parts: [ModulePage]. Those were cut off it, in their order.
module_split = Signal()

#: sender=Change, change: Change. Answers to its questions, given in attempts begun before it, count no more.
evidence_excluded = Signal()

#: sender=Attempt, attempt: Attempt. It has just been finished: nothing is left to see or to answer.
module_completed = Signal()
