"""The demo studio: read from fixtures/demo, written through the same services as everything else."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

FIXTURES: Path = settings.BASE_DIR / "fixtures" / "demo"


def recipe(name: str) -> Any:
    """The contents of one YAML file of the demo, by its name without the ending."""
    return yaml.safe_load((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"))
