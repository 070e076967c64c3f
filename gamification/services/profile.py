"""Choosing what colleagues see."""

from django.db import transaction

from accounts.models import User
from gamification.models import Profile


@transaction.atomic
def choose_profile(*, user: User, levels: bool, badges: bool, certificates: bool, board: bool) -> Profile:
    """Keep the choices. The address stays what it was, also while nothing is shown."""
    chosen = {"levels": levels, "badges": badges, "certificates": certificates, "board": board}
    return Profile.objects.update_or_create(user=user, defaults=chosen)[0]
