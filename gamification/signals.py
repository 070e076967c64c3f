"""What gamification announces. Sent as the last statement inside the transaction that made it true."""

from django.dispatch import Signal

#: sender=LevelAward, award: LevelAward. A level was reached: a fact that stands.
level_awarded = Signal()

#: sender=BadgeAward, award: BadgeAward. Sent once an award.
badge_awarded = Signal()
