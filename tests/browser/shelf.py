"""What the production line made for one test, laid out for the next: the suite speaks and films once.

The line itself finds it again by its digests, as it does in the house, and makes what is missing.
"""

import shutil
from pathlib import Path

from generation.models import Artifact


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.artifacts: list[Artifact] = []

    def lay_out(self, target: Path) -> None:
        Artifact.objects.bulk_create(self.artifacts)
        shutil.copytree(self.folder, target, dirs_exist_ok=True)

    def keep(self, source: Path) -> None:
        if not self.artifacts:
            self.artifacts = list(Artifact.objects.all())
            shutil.copytree(source, self.folder, dirs_exist_ok=True)
