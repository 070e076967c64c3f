"""The demo's learning paths. Those that exist are left as their authors made them."""

from django.db import transaction

from accounts.models import User
from config.demo import FIXTURES, recipe
from courses.importing.paths import import_paths
from courses.models import LearningPath
from courses.services import choose_path


@transaction.atomic
def load_paths(learner: User) -> None:
    """Every path of the demo, where none of them is there; the learner is on the first."""
    slugs = [path["slug"] for path in recipe("paths")]
    if LearningPath.objects.filter(slug__in=slugs).exists():
        return
    imported = import_paths(source=FIXTURES / "paths.yaml")
    choose_path(user=learner, path=imported[0].path)
