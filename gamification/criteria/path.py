"""Walk a learning path to its end."""

from __future__ import annotations

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from gamification.criteria import facts as happened
from gamification.criteria.contract import Asked, Facts, Kind, Met, Names


class PathBlock(blocks.StructBlock):
    path = SnippetChooserBlock("courses.LearningPath", help_text="As it is on the day: any way through it.")

    class Meta:
        icon = "list-ol"
        label = "A learning path"


class PathKind(Kind):
    name = "path"
    block = PathBlock

    def triggers(self, asked: Asked, names: Names) -> list[str]:
        # Which modules a path leads through may change, and so may the courses on it.
        return [happened.finished(None)]

    def words(self, asked: Asked, names: Names) -> str:
        return f"Finish the path “{names.path(asked['path'])}”."

    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        evidence = facts.walked(asked["path"])
        if evidence is None:
            return None
        return Met(f"Finished the path “{facts.names.path(asked['path'])}”.", tuple(evidence))
