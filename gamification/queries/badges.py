from collections.abc import Sequence

from accounts.models import User
from courses.models import Attempt, Evidence
from gamification.models import BadgeAward


def badges_of(user: User) -> Sequence[BadgeAward]:
    return list(BadgeAward.objects.filter(user=user).select_related("badge", "module"))


def badges_for(attempt: Attempt) -> Sequence[BadgeAward]:
    """Badges that rest on answers of this attempt."""
    enrolment = attempt.enrolment
    awards = BadgeAward.objects.filter(user_id=enrolment.user_id, module_id=enrolment.module_id)
    own = set(Evidence.objects.filter(attempt=attempt).values_list("pk", flat=True))
    return [award for award in awards.select_related("badge") if own & set(award.evidence)]
