"""The demo studio: read from fixtures/demo, written through the same services as everything else."""

from pathlib import Path
from typing import Any

import frontmatter
import yaml
from django.conf import settings

FIXTURES: Path = settings.BASE_DIR / "fixtures" / "demo"


def recipe(name: str) -> Any:
    """The contents of one YAML file of the demo, by its name without the ending."""
    return yaml.safe_load((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"))


def modules_of(course: Path) -> list[Path]:
    """The files of a course's modules, in the order in which its course.md names them."""
    return [course.parent / f"{name}.md" for name in frontmatter.load(str(course))["modules"]]
