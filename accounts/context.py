from accounts.queries import has_role, manages_people
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS


def navigation(request):
    """What the header may offer. Evaluated only where a template asks."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": {}}
    return {
        "nav": {
            "manages_people": lambda: manages_people(user),
            "may_author": lambda: has_role(user, AUTHORS, LD_ADMINS),
            "may_review": lambda: has_role(user, REVIEWERS, LD_ADMINS),
        }
    }
