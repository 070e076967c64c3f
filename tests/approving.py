"""A reviewer who has looked at everything."""

from accounts.models import User
from generation import services
from generation.models import Production
from generation.queries import undecided


def approve_passages(production: Production, by: User) -> None:
    """All that wait, marked ones one by one."""
    waiting = undecided(production)
    for one in waiting:
        if one.flags:
            services.approve_passages(production=production, by=by, digests=[one.digest], checked=True)
    if plain := {one.digest for one in waiting if not one.flags}:
        services.approve_passages(production=production, by=by, digests=plain)


def approve(production: Production, by: User) -> Production:
    """The passages and the whole."""
    approve_passages(production, by)
    return services.approve(production=production, by=by, seen=production.seen)
