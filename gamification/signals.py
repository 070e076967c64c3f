"""What gamification announces. Sent as the last statement inside the transaction that made it true."""

from django.dispatch import Signal

#: sender=the award's model, award. A level was reached: a fact with a date, a reason and the rule's version.
level_awarded = Signal()

#: sender=BadgeAward, award: BadgeAward. Sent once an award.
badge_awarded = Signal()
