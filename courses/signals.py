"""What courses announces. Sent as the last statement inside the transaction that made it true."""

from django.dispatch import Signal

#: sender=Evidence, evidence: Evidence. Sent once a row, never for a resend.
evidence_recorded = Signal()
