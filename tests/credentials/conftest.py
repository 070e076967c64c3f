import pytest

from gamification.models import BadgeAward, BadgeClass
from tests.credentials.made import DAY, NOW


@pytest.fixture
def award(learner, module):
    badge, _ = BadgeClass.objects.get_or_create(
        slug="night-work",
        defaults={"name": "Night work", "description": "By night.", "criteria": "Light it."},
    )
    return BadgeAward.objects.create(
        user=learner, badge=badge, module=module, reason="Done.", rule="night-work/1", awarded_at=NOW - DAY
    )
