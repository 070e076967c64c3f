"""What the production line announces. Sent as the last statement inside the transaction that made it true."""

from django.dispatch import Signal

#: sender=Production, production: Production. Sent whenever its state has changed.
production_changed = Signal()
