from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from courses.completing import NAMES, Requirements, named
from courses.narration import Lesson
from courses.publishing import SHARE, Problem, problems

SENDS_BACK = "reject"
HANDS_IN = ("action-submit", "action-restart-workflow")


class ModuleForm(WagtailAdminPageForm):
    """The editor's form. Any draft may be saved; what is published or handed in keeps to the clock."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if self.is_deferred_validation or self._takes_back():
            return True
        for problem in self._in_the_way():
            self.add_error("slug" if problem.code == "slug_taken" else None, problem.message)
        return not self.errors

    def _takes_back(self) -> bool:
        return self.data.get("workflow-action-name") == SENDS_BACK or "action-cancel-workflow" in self.data

    def _in_the_way(self) -> list[Problem]:
        found = problems(_Proposed(self))
        if "action-publish" in self.data or not any(name in self.data for name in HANDS_IN):
            return found
        # Whoever reviews it may waive the share.
        return [problem for problem in found if problem.code != SHARE]


class _Proposed:
    """The module as the form would leave it."""

    def __init__(self, form: ModuleForm) -> None:
        self._form = form
        self.body = form.cleaned_data["body"] if "body" in form.cleaned_data else form.instance.body

    def slug_problem(self) -> str:
        return self._form.instance.slug_problem()

    def share_is_waived(self, share: float) -> bool:
        return self._form.instance.share_is_waived(share)

    def length_is_excused(self, clock: Any) -> bool:
        """What kind of change it is, is asked after this."""
        return self._form.instance.only_the_voice_runs_over(clock)

    def withdrawn_competencies(self) -> dict[str, str]:
        return self._form.instance.withdrawn_competencies()

    @property
    def requirements(self) -> Requirements:
        data, page = self._form.cleaned_data, self._form.instance.requirements
        return named([one for one in NAMES if data.get(f"complete_{one}", getattr(page, one))])

    def weights(self) -> dict[str, float]:
        formset = self._form.formsets.get("competencies")
        if formset is None:
            return self._form.instance.weights()
        return {one["competency"].name: one["weight"] for one in _kept(formset) if one.get("competency")}

    def lesson(self) -> Lesson:
        page, data = self._form.instance, self._form.cleaned_data
        course = self._form.parent_page or page.get_parent()
        return Lesson(
            title=data.get("title") or page.title,
            course=course.title,
            objective=data.get("objective") or "",
            key_points=self._key_points(),
            body=self.body,
            locale=data.get("language") or page.language,
            words_per_minute=data.get("words_per_minute"),
        )

    def clock(self) -> Any:
        return self._form.instance.clock_of(self.lesson())

    def _key_points(self) -> tuple[str, ...]:
        formset = self._form.formsets.get("key_points")
        if formset is None:
            return tuple(point.text for point in self._form.instance.key_points.all())
        return tuple(one["text"] for one in _kept(formset) if one.get("text"))


def _kept(formset: Any) -> list[dict[str, Any]]:
    """The rows of a formset that are not to be deleted, in order."""
    return [form.cleaned_data for form in formset.ordered_forms if form.cleaned_data]
