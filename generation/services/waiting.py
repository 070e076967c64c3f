"""What every decision of a reviewer begins with: the row that waits, and whether this person reviews."""

from accounts.models import User
from accounts.queries import has_role
from accounts.roles import LD_ADMINS, REVIEWERS
from generation.models import Production, State
from generation.services.requests import Refused


def reviews(*, by: User) -> bool:
    """Whether somebody decides about media at all: reviewers and L&D admins do."""
    return has_role(by, REVIEWERS, LD_ADMINS)


def awaiting(production: Production) -> Production:
    """The row, held until the transaction ends. Raises Refused where it does not wait for review."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if row.state != State.AWAITING_REVIEW:
        raise Refused(f"This production is not waiting for review: it is {row.label.lower()}.")
    return row
