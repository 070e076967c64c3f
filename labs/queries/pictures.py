"""Pictures and documents in the tasks of labs."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from accounts.models import User
from courses.models import ModulePage
from courses.queries import visible
from labs.models import Lab, Run


def in_a_lab_begun(file: Any, user: User) -> bool:
    """Whether a file stands in a lab somebody has begun, as it was then, in a lesson that is open to them."""
    lessons = visible(ModulePage.objects.all(), user)
    begun = Run.objects.filter(user=user, module__in=lessons).values("revision")
    said = Revision.objects.filter(pk__in=begun, content__task__icontains=str(file.pk))
    return any(names(content["task"], file) for content in said.values_list("content", flat=True))


def names(task: Any, file: Any) -> bool:
    """Whether the task in a lab's revision refers to a file."""
    field = Lab.task.field
    found = field.extract_references(field.to_python(task))
    return any(isinstance(file, model) and str(file.pk) == str(pk) for model, pk, *_ in found)
